import { AppError } from '../errors.ts';

export interface LeftOut {
  part: string;
  reason: string;
}

/** One part of a brief: what was read, or what stands in for it when it is late or refused. */
export type ReadPart = <T>(name: string, read: Promise<T>, instead: T) => Promise<T>;

/**
 * Collects the parts of a brief under a deadline. Nobody waits for a part that is late, and no part takes the
 * others along: it is left out and named.
 */
export function createParts(): { under: (deadline: AbortSignal) => ReadPart; leftOut: LeftOut[] } {
  const leftOut: LeftOut[] = [];
  const leave = (part: string, reason: string) => {
    if (!leftOut.some((other) => other.part === part)) leftOut.push({ part, reason });
  };
  return {
    leftOut,
    under: (deadline) => {
      const up = passed(deadline);
      return async (name, read, instead) => {
        try {
          return await Promise.race([read, up]);
        } catch (error) {
          // A call that was cut off by the deadline fails in its own words.
          if (deadline.aborted) leave(name, 'late: it was not there in time; ask again in a moment');
          else if (error instanceof AppError) leave(name, `${error.code}: ${error.message}`);
          else throw error;
          return instead;
        }
      };
    },
  };
}

/** Rejects when the time is up; one listener for all parts. */
function passed(deadline: AbortSignal): Promise<never> {
  const up = new Promise<never>((_, reject) => {
    const give = () => reject(new DOMException('the time is up', 'TimeoutError'));
    if (deadline.aborted) give();
    else deadline.addEventListener('abort', give, { once: true });
  });
  // Nobody may be waiting any more.
  up.catch(() => undefined);
  return up;
}
