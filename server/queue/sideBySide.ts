export interface SideBySide<T> {
  /** The next piece of work; undefined when there is none now. Asked one at a time. */
  take: () => Promise<T | undefined>;
  run: (one: T) => Promise<void>;
  /** Whether one more may start beside so many. */
  hasRoom: (running: number) => boolean;
}

/**
 * Runs pieces of work beside each other until there is none left. Answers only when all have ended, also after
 * a failure: nothing may go on behind the back of whoever gives the lease back.
 * @throws the first failure.
 */
export async function sideBySide<T>({ take, run, hasRoom }: SideBySide<T>): Promise<void> {
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const fail = (error: unknown) => {
    failures.push(error);
    return undefined;
  };
  for (;;) {
    while (failures.length === 0 && hasRoom(running.size)) {
      const one = await take().catch(fail);
      if (one === undefined) break;
      const done: Promise<void> = run(one)
        .catch(fail)
        .finally(() => running.delete(done));
      running.add(done);
      // What was just begun goes first: its first call leaves before anybody looks for more.
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (running.size === 0) break;
    await Promise.race(running);
  }
  if (failures.length > 0) throw failures[0];
}
