import { invalid, json, type Refusal, type Reply } from '../http.ts';

export const MAX_BATCH = 100;

/** One failed input of a 207. Real ones lack `errors` and `links`, whatever the schema says (§2.9). */
export interface ItemError {
  status: 'error';
  category: string;
  message: string;
  context: Record<string, string[]>;
}

export const itemError = (refusal: Refusal, context: Record<string, string[]> = {}): ItemError => ({
  status: 'error',
  category: refusal.envelope.category,
  message: refusal.envelope.message,
  context: { ...refusal.envelope.context, ...context },
});

/** The batch envelope of hubspot-api.md §2.9; any error turns the status into 207. */
export function batchReply(
  success: 200 | 201,
  results: readonly unknown[],
  errors: readonly ItemError[],
  now: number,
): Reply {
  const at = new Date(now).toISOString();
  return json(errors.length > 0 ? 207 : success, {
    status: 'COMPLETE',
    results,
    ...(errors.length > 0 ? { numErrors: errors.length, errors } : {}),
    startedAt: at,
    completedAt: at,
  });
}

/** @throws Refusal when the batch is empty or larger than HubSpot takes (§2.1, §8.1). */
export function checkSize(inputs: readonly unknown[], max = MAX_BATCH): void {
  if (inputs.length === 0) throw invalid('inputs must not be empty');
  if (inputs.length > max) {
    throw invalid(`The maximum number of inputs in a batch is ${max}, got ${inputs.length}`);
  }
}

/** The same id twice is refused, and e-mail addresses are the same whatever their case (§2.3). */
export function checkDistinct(ids: readonly string[]): void {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const id of ids) {
    const key = id.toLowerCase();
    if (seen.has(key)) twice.add(id);
    seen.add(key);
  }
  if (twice.size > 0) {
    const list = [...twice];
    throw invalid(`Duplicate IDs found in batch input: [${list.join(', ')}]. IDs must be unique`, {
      context: { ids: list },
    });
  }
}
