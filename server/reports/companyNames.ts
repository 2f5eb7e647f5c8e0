import { HubSpotError } from '../hubspot/errors.ts';
import type { Objects } from '../hubspot/objects.ts';

/** Names of companies by id; what HubSpot does not tell in time is not there. */
export type CompanyNames = (portalId: string, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** A report without names is better than none: a page waits fifteen seconds at most (hubspot-platform.md §3.6). */
const PATIENCE_MS = 4_000;

/** A hundred names a call, read when a person looks: nothing has to be kept right when a company is renamed. */
export function createCompanyNames(deps: {
  objects: Pick<Objects, 'read'>;
  deadline: (ms: number) => AbortSignal;
}): CompanyNames {
  return async (portalId, ids) => {
    const signal = deps.deadline(PATIENCE_MS);
    try {
      const found = await deps.objects.read({ portalId, lane: 'people', signal }, 'companies', ids, [
        'name',
        'domain',
      ]);
      return new Map(
        found.flatMap(({ id, properties, archived }): [string, string][] => {
          const name = properties['name']?.trim() || properties['domain'];
          return name && !archived ? [[id, name]] : [];
        }),
      );
    } catch (error) {
      if (error instanceof HubSpotError || signal.aborted) return new Map();
      throw error;
    }
  };
}
