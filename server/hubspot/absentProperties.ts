const ABSENT = 'PROPERTY_DOESNT_EXIST';

/** One refusal as HubSpot words it: the envelope of a call, or one input of a 207. */
export interface Refusal {
  message?: string | undefined;
  errors?: readonly { code?: unknown; context?: unknown }[] | undefined;
}

/**
 * Properties that the portal does not have, as far as HubSpot names them: by code in `errors[]`, or, where those
 * are missing as in a 207, in the message or the list that it carries (hubspot-api.md §2.9, §9). Others of the same
 * refusal, with a bad value, are not among them. Pure.
 */
export function absentProperties({ message = '', errors = [] }: Refusal): string[] {
  const coded = errors.filter(({ code }) => code === ABSENT).flatMap(({ context }) => namesIn(context));
  const listed = [...message.matchAll(/\{[^{}]*\}/g)]
    .filter(([item]) => item.includes(`"${ABSENT}"`))
    .flatMap(([item]) => /"name":"(\w+)"/.exec(item)?.[1] ?? []);
  const told = [...message.matchAll(/Property \\?"(\w+)\\?" does not exist/g)].flatMap(
    ([, name]) => name ?? [],
  );
  return [...new Set([...coded, ...listed, ...told])];
}

function namesIn(context: unknown): string[] {
  if (typeof context !== 'object' || context === null || !('propertyName' in context)) return [];
  const { propertyName } = context;
  return (Array.isArray(propertyName) ? propertyName : [propertyName]).map(String);
}
