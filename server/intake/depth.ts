/** Deeper than any schema of ours; walking 200,000 nested arrays is a cheap attack (reliability.md §0.5). */
export const MAX_DEPTH = 32;

/**
 * Whether a parsed value is nested deeper than `depth`. After the parser, which is no recursion in V8: a
 * look at every byte before it would stop a process for longer than parsing a body of 5 MB. Level by
 * level instead of recursively: the depth is the sender's choice.
 */
export function isDeeperThan(value: unknown, depth: number): boolean {
  let level = [value].filter(isContainer);
  for (let current = 1; level.length > 0; current += 1) {
    if (current > depth) return true;
    level = level.flatMap((item) => Object.values(item).filter(isContainer));
  }
  return false;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
