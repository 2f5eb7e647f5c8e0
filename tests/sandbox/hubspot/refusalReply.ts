import type { Refusal, Reply } from './http.ts';

/** Turns a refusal into HubSpot's answer (hubspot-api.md §9). */
export function refusalReply(refusal: Refusal, correlationId: string): Reply {
  const body: unknown = refusal.body ?? { status: 'error', ...refusal.envelope };
  return {
    status: refusal.status,
    body: { ...(body as Record<string, unknown>), correlationId },
  };
}
