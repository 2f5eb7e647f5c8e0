import type { HubSpotCall } from './call.types.ts';
import type { LinkInput } from './associations.ts';
import { ENDPOINTS } from './endpoints.ts';
import { HubSpotError } from './errors.ts';
import { chunk, pass, pathType, type CallContext, type ObjectType } from './objects.ts';

interface Reply {
  errors?: { message?: string; context?: Record<string, string[]> }[];
}

/**
 * Links records with the pair's own default type, which needs no type id: those of a custom object differ in
 * every portal, and a schema does not tell their category (hubspot-api.md §3.1, §5). A link that exists stays.
 * @returns what could not be linked, by the id the links start from; never throws a `HubSpotError`.
 */
export function createDefaultLinks(call: HubSpotCall) {
  return async (
    context: CallContext,
    from: ObjectType,
    to: ObjectType,
    pairs: readonly LinkInput[],
  ): Promise<ReadonlyMap<string, HubSpotError>> => {
    const failed = new Map<string, HubSpotError>();
    for (const page of chunk(pairs, ENDPOINTS['associations.default'].batch)) {
      try {
        const { body } = await call<Reply | undefined>(context.portalId, {
          endpoint: 'associations.default',
          path: { from: pathType(context, from), to: pathType(context, to) },
          body: { inputs: page.map((pair) => ({ from: { id: pair.from }, to: { id: pair.to } })) },
          ...pass(context),
        });
        // Answered 200 with the refused pairs inside (hubspot-api.md §3.1).
        for (const error of body?.errors ?? [])
          for (const pair of namedIn(page, error.context ?? {})) failed.set(pair.from, stale(error.message));
      } catch (error) {
        if (!(error instanceof HubSpotError)) throw error;
        for (const pair of page) failed.set(pair.from, error);
      }
    }
    return failed;
  };
}

export type DefaultLinks = ReturnType<typeof createDefaultLinks>;

/** Every pair of the page where HubSpot does not say which one it means. */
function namedIn(page: readonly LinkInput[], context: Readonly<Record<string, string[]>>): LinkInput[] {
  const ids = new Set(Object.values(context).flat());
  const named = page.filter(({ from, to }) => ids.has(from) || ids.has(to));
  return named.length > 0 ? named : [...page];
}

/** One end was merged or removed since it was read: the next look finds what is there now. */
function stale(said: string | undefined): HubSpotError {
  return new HubSpotError({
    kind: 'transient',
    effect: 'refused',
    code: 'hubspot_stale_link',
    message: `A record was merged or removed in HubSpot while we tried to link records.${said ? ` HubSpot says: ${said.slice(0, 300)}` : ''}`,
    action: 'Nothing to do: we look again and link what is there now.',
  });
}
