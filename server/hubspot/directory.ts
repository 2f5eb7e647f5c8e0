import type { Clock } from '../clock.ts';
import type { HubSpotCall } from './call.types.ts';
import { pass, type CallContext } from './objects.ts';

/** Slow-moving facts of a portal: who owns, which stages there are. Cached in process for ten minutes. */
export interface Directory {
  /** HubSpot owner id by lower-case e-mail; archived owners are left out (hubspot-api.md §4.3). */
  owners(context: CallContext): Promise<ReadonlyMap<string, string>>;
  /** Deal stages by id. */
  dealStages(context: CallContext): Promise<ReadonlyMap<string, DealStage>>;
  forget(portalId: string): void;
}

export interface DealStage {
  id: string;
  pipeline: string;
  label: string;
  closed: boolean;
}

const TTL_MS = 600_000;

interface OwnersPage {
  results?: { id: string; email?: string | null; archived?: boolean }[];
  paging?: { next?: { after: string } };
}

interface PipelinesReply {
  results?: {
    id: string;
    stages?: { id: string; label: string; metadata?: Record<string, string | undefined> }[];
  }[];
}

export function createDirectory(call: HubSpotCall, clock: Clock): Directory {
  const owners = cached(clock, readOwners);
  const stages = cached(clock, readStages);
  return {
    owners: owners.get,
    dealStages: stages.get,
    forget(portalId) {
      owners.forget(portalId);
      stages.forget(portalId);
    },
  };

  async function readOwners(context: CallContext): Promise<ReadonlyMap<string, string>> {
    const byEmail = new Map<string, string>();
    let after: string | undefined;
    do {
      const { body } = await call<OwnersPage>(context.portalId, {
        endpoint: 'owners.list',
        query: { limit: '100', archived: 'false', ...(after ? { after } : {}) },
        ...pass(context),
      });
      for (const owner of body.results ?? []) {
        if (owner.email && !owner.archived) byEmail.set(owner.email.toLowerCase(), String(owner.id));
      }
      after = body.paging?.next?.after;
    } while (after);
    return byEmail;
  }

  async function readStages(context: CallContext): Promise<ReadonlyMap<string, DealStage>> {
    const { body } = await call<PipelinesReply>(context.portalId, {
      endpoint: 'pipelines.list',
      path: { type: 'deals' },
      ...pass(context),
    });
    const stages = new Map<string, DealStage>();
    for (const pipeline of body.results ?? []) {
      for (const { id, label, metadata } of pipeline.stages ?? []) {
        // `isClosed` is not always sent; a probability of 0 or 1 says the same (hubspot-api.md §2.5).
        const probability = Number(metadata?.['probability'] ?? Number.NaN);
        const closed = metadata?.['isClosed'] === 'true' || probability === 0 || probability === 1;
        stages.set(id, { id, pipeline: pipeline.id, label, closed });
      }
    }
    return stages;
  }
}

/** One value per portal and time to live; callers at the same moment share one read, a failure is not kept. */
function cached<T>(clock: Clock, read: (context: CallContext) => Promise<T>) {
  const entries = new Map<string, { value: Promise<T>; until: number }>();
  return {
    get(context: CallContext): Promise<T> {
      const now = clock.monotonicMs();
      const hit = entries.get(context.portalId);
      if (hit && hit.until > now) return hit.value;
      const value = read(context);
      entries.set(context.portalId, { value, until: now + TTL_MS });
      value.catch(() => entries.delete(context.portalId));
      return value;
    },
    forget: (portalId: string) => void entries.delete(portalId),
  };
}
