import type { Fault } from '../sandbox.types.ts';
import type { SandboxRequest } from './http.ts';

export interface Faults {
  add(fault: Fault): () => void;
  /** The fault that hits this request, counting it; the oldest matching one wins. */
  take(request: SandboxRequest, portalId: string | null): Fault | undefined;
}

/** @param random decides about faults that hit a share of the calls. */
export function createFaults(random: () => number): Faults {
  const active = new Map<Fault, { seen: number; used: number }>();
  return {
    add: (fault) => {
      active.set(fault, { seen: 0, used: 0 });
      return () => {
        active.delete(fault);
      };
    },
    take: (request, portalId) => {
      for (const [fault, count] of active) {
        if (fault.method !== undefined && fault.method !== request.method) continue;
        if (fault.portalId !== undefined && fault.portalId !== portalId) continue;
        if (!new RegExp(fault.path.source, fault.path.flags.replace('g', '')).test(request.path)) continue;
        count.seen += 1;
        if (count.seen <= (fault.skip ?? 0)) continue;
        if (fault.times !== undefined && count.used >= fault.times) continue;
        if (fault.share !== undefined && random() >= fault.share) continue;
        count.used += 1;
        return fault;
      }
      return undefined;
    },
  };
}

/** What Cloudflare puts before HubSpot answers with (hubspot-api.md §9: HTML bodies on 52x). */
export const CLOUDFLARE_PAGE =
  '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1><p>cloudflare</p></body></html>';
