import type { HubSpotCall } from './call.types.ts';
import { ENDPOINTS } from './endpoints.ts';
import { absentProperties } from './absentProperties.ts';
import { culpritsOf } from './culprits.ts';
import { HubSpotError } from './errors.ts';
import type { WriteInput } from './writeInput.ts';
import { chunk, pass, pathType, type CallContext, type ObjectType } from './objects.ts';

type WriteEndpoint = 'objects.create' | 'objects.update' | 'objects.upsert';

/** `existed`: a create that met its own twin, whose id it answers. */
export type WriteOutcome = { ok: true; id: string; existed?: true } | { ok: false; error: HubSpotError };

interface BatchReply {
  /** The id is a string in HubSpot's schema; a number is read as well. */
  results?: {
    id: string | number;
    objectWriteTraceId?: string;
    properties?: Record<string, string | null>;
  }[];
  errors?: { status?: string; category?: string; message?: string; context?: Record<string, string[]> }[];
}

/**
 * Writes records in batches and answers per input what became of it. Never throws a `HubSpotError`: in
 * a turn that writes a hundred conversations each one needs its own verdict.
 *
 * - Every create carries its key as `objectWriteTraceId`, which makes HubSpot answer 207 and create the
 *   good ones (hubspot-api.md §2.9). A 207 is never sent again.
 * - A batch refused as a whole did nothing: whom HubSpot names is taken out, else it is halved until the
 *   culprit stands alone with HubSpot's own reason (reliability.md §2, "S").
 * - A batch that met a lock (423) goes again in halves, after the two seconds HubSpot asks for.
 * - By a unique property HubSpot takes the good inputs and lists the others (hubspot-api.md §2.3).
 */
export function createBatchWriter(call: HubSpotCall, sleep: (ms: number) => Promise<void>) {
  return async (
    context: CallContext,
    endpoint: WriteEndpoint,
    type: ObjectType,
    inputs: readonly WriteInput[],
  ): Promise<Map<string, WriteOutcome>> => {
    const outcomes = new Map<string, WriteOutcome>();
    const pages = chunk(inputs, ENDPOINTS[endpoint].batch ?? 100);
    await Promise.all(pages.map((page) => writePage(context, endpoint, type, page, outcomes)));
    return outcomes;
  };

  async function writePage(
    context: CallContext,
    endpoint: WriteEndpoint,
    type: ObjectType,
    page: readonly WriteInput[],
    outcomes: Map<string, WriteOutcome>,
    isHalf = false,
  ): Promise<void> {
    try {
      const reply = await call<BatchReply | undefined>(context.portalId, {
        endpoint,
        path: { type: pathType(context, type) },
        body: { inputs: page.map(toBody) },
        ...pass(context),
      });
      settle(page, reply.body ?? {}, outcomes);
    } catch (error) {
      if (!(error instanceof HubSpotError)) throw error;
      const locked = error.httpStatus === LOCKED;
      // A property the portal does not have is refused in every input that carries it: none of them is tried again.
      const carriers = page.filter(({ properties }) => error.absent.some((name) => name in properties));
      for (const input of carriers) outcomes.set(input.key, failed(input, error));
      if (carriers.length > 0) {
        const others = page.filter((input) => !carriers.includes(input));
        if (others.length > 0) await writePage(context, endpoint, type, others, outcomes);
        return;
      }
      if (page.length === 1 || !((locked && !isHalf) || isRefusedForContent(error, endpoint))) {
        for (const input of page) outcomes.set(input.key, failed(input, error));
        return;
      }
      const culprits = locked ? [] : culpritsOf(page, error);
      if (culprits.length > 0 && culprits.length < page.length) {
        for (const input of culprits) outcomes.set(input.key, failed(input, error));
        const others = page.filter((input) => !culprits.includes(input));
        await writePage(context, endpoint, type, others, outcomes);
        return;
      }
      if (locked) await sleep(error.retryAfterMs ?? LOCK_MS);
      const middle = Math.ceil(page.length / 2);
      // One half after the other: parallel writes to the same records answer 423.
      await writePage(context, endpoint, type, page.slice(0, middle), outcomes, locked);
      await writePage(context, endpoint, type, page.slice(middle), outcomes, locked);
    }
  }
}

const LOCKED = 423;
const LOCK_MS = 2_000;

/**
 * Refused whole because of what stands in it: without the culprit the rest goes through. An object that
 * does not exist fails every one.
 */
function isRefusedForContent(error: HubSpotError, endpoint: WriteEndpoint): boolean {
  if (endpoint === 'objects.upsert' && error.httpStatus === 404) return false;
  const isContent = error.kind === 'final' || error.context['INVALID_OBJECT_IDS'] !== undefined;
  return error.effect === 'refused' && isContent && error.httpStatus !== 403;
}

export type BatchWriter = ReturnType<typeof createBatchWriter>;

function toBody(input: WriteInput) {
  return {
    ...(input.id === undefined ? { associations: input.associations ?? [] } : { id: input.id }),
    ...(input.idProperty === undefined ? {} : { idProperty: input.idProperty }),
    properties: input.properties,
    objectWriteTraceId: input.key,
  };
}

/** A create that met its own twin is done: the answer names the record that exists (hubspot-api.md §2.3). */
function failed(input: WriteInput, error: HubSpotError): WriteOutcome {
  const existing = error.context['existingId']?.[0] ?? /Existing ID: (\d+)/.exec(error.message)?.[1];
  if (input.id !== undefined) return { ok: false, error };
  if (error.httpStatus === 409 && existing) return { ok: true, id: existing, existed: true };
  return { ok: false, error: error.message.includes(UNIQUE_TAKEN) ? twin() : error };
}

/** A unique property holds this value already (hubspot-api.md §2.7): the record exists, its id is read by that value. */
const UNIQUE_TAKEN = 'already has that value';

function twin(): HubSpotError {
  return new HubSpotError({
    kind: 'transient',
    effect: 'unknown',
    code: 'hubspot_exists',
    message: 'HubSpot has this record already, from an earlier try whose answer was lost.',
    action: 'Nothing to do: we look which one it is and go on with it.',
  });
}

/** Reads a 2xx: results by trace id (or id for updates), errors by the trace ids or ids they name. */
function settle(page: readonly WriteInput[], body: BatchReply, outcomes: Map<string, WriteOutcome>): void {
  // Each result answers for one input: two that look alike must not end up as one record.
  const results = [...(body.results ?? [])];
  const errors = body.errors ?? [];
  for (const input of page) {
    const error = errors.find(({ context }) =>
      input.id === undefined
        ? context?.['objectWriteTraceId']?.includes(input.key)
        : context?.['objectWriteTraceId']?.includes(input.key) ||
          context?.['ids']?.map(String).includes(input.id),
    );
    if (error) {
      outcomes.set(input.key, failed(input, itemError(error)));
      continue;
    }
    const result =
      results.find((one) => one.objectWriteTraceId === input.key) ??
      results.find((one) =>
        input.id === undefined || input.idProperty !== undefined
          ? one.objectWriteTraceId === undefined && sameProperties(input, one.properties)
          : String(one.id) === input.id,
      ) ??
      (page.length === 1 ? results[0] : undefined);
    if (result) results.splice(results.indexOf(result), 1);
    outcomes.set(input.key, result ? { ok: true, id: String(result.id) } : { ok: false, error: missing() });
  }
}

/** Whether trace ids are echoed is not documented (hubspot-api.md §16.6): what we sent identifies the record too. */
function sameProperties(input: WriteInput, properties: Record<string, string | null> = {}): boolean {
  return Object.entries(input.properties).every(([name, value]) => sameValue(properties[name] ?? '', value));
}

/** HubSpot spells an instant its own way: `…:00.000Z` comes back as `…:00Z`. */
function sameValue(shown: string, sent: string): boolean {
  return shown === sent || (INSTANT.test(sent) && Date.parse(shown) === Date.parse(sent));
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

function itemError(error: NonNullable<BatchReply['errors']>[number]): HubSpotError {
  if (error.context?.['INVALID_OBJECT_IDS']) return staleLink(error);
  const absent = absentProperties(error);
  const conflict = error.category === 'CONFLICT';
  const gone = error.category === 'OBJECT_NOT_FOUND';
  return new HubSpotError({
    kind: 'final',
    effect: 'refused',
    code: gone
      ? 'hubspot_not_found'
      : conflict
        ? 'hubspot_conflict'
        : absent.length > 0
          ? 'hubspot_property_doesnt_exist'
          : 'hubspot_invalid',
    absent,
    httpStatus: gone ? 404 : conflict ? 409 : 400,
    category: error.category,
    context: error.context,
    message: `HubSpot refused one record. HubSpot says: ${(error.message ?? 'no reason given').slice(0, 500)}`,
    action: gone
      ? 'Nothing to do: the record was removed in HubSpot.'
      : 'Correct the value named above, then retry this conversation.',
  });
}

/** A record it was to be linked with was merged or deleted since we read it: the next look finds the survivor, or that there is none. */
function staleLink({ category, context }: NonNullable<BatchReply['errors']>[number]): HubSpotError {
  return new HubSpotError({
    kind: 'transient',
    effect: 'refused',
    code: 'hubspot_stale_link',
    httpStatus: 400,
    category,
    context,
    message: 'A record was merged or removed in HubSpot while we tried to link another one with it.',
    action: 'Nothing to do: we look again and link what is there now.',
  });
}

/** A 2xx that neither lists our input as done nor as refused: it may exist, so it is looked for later. */
function missing(): HubSpotError {
  return new HubSpotError({
    kind: 'transient',
    effect: 'unknown',
    code: 'hubspot_no_answer',
    message: 'HubSpot answered without saying what became of one record.',
    action: 'Nothing to do: we look what happened and try again.',
  });
}
