/**
 * Time that passes only when a run says so. While it is installed, `setTimeout` and `setInterval` of this
 * process wait for it, so that a minute of quarantine or twelve hours of back-off cost nothing and a run with
 * the same seed takes the same turns.
 */
export interface VirtualTime {
  now(): number;
  /** Milliseconds that only grow; a skewed wall clock does not touch them. */
  elapsed(): number;
  /** Resolves after `ms`; counts as somebody waiting, so that a door call may let time pass for it. */
  sleep(ms: number): Promise<void>;
  /** When the next timer is due; undefined when nothing waits. */
  next(): number | undefined;
  /** Somebody waits on purpose, in a `sleep`, or HubSpot is not done: what belongs to no process is HubSpot's. */
  waiting(): boolean;
  /** Moves to `at` and fires what is due then, in order. Timers further back fire once, late. */
  moveTo(at: number): void;
  uninstall(): void;
}

/** Whose timer it is: those of a dead process never fire, those of a stopped one wait. */
export interface Owner {
  state: 'alive' | 'stopped' | 'dead';
}

interface Timer {
  id: number;
  at: number;
  every: number | undefined;
  run: () => void;
  owner: Owner | undefined;
  patient: boolean;
}

/** What a handle of Node's timers is asked for here and there. */
class Handle {
  constructor(readonly id: number) {}
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
  hasRef(): boolean {
    return true;
  }
  [Symbol.toPrimitive](): number {
    return this.id;
  }
}

const REAL = { setTimeout, setInterval, clearTimeout, clearInterval };

export interface OwnerOfCode<O extends Owner> {
  current(): O | undefined;
  run(owner: O | undefined, work: () => void): void;
}

export function installVirtualTime<O extends Owner>(start: number, code: OwnerOfCode<O>): VirtualTime {
  const timers = new Map<number, Timer>();
  let now = start;
  let lastId = 0;

  const add = (run: () => void, ms: number, over: Partial<Timer> = {}): Handle => {
    lastId += 1;
    const at = now + Math.max(0, Number.isFinite(ms) ? ms : 0);
    timers.set(lastId, {
      id: lastId,
      at,
      run,
      every: undefined,
      owner: code.current(),
      patient: code.current() === undefined,
      ...over,
    });
    return new Handle(lastId);
  };
  const remove = (handle: unknown): void => {
    if (handle instanceof Handle) timers.delete(handle.id);
    else REAL.clearTimeout(handle as NodeJS.Timeout | undefined);
  };
  const isLive = ({ owner }: Timer): boolean => owner === undefined || owner.state === 'alive';
  const due = (): Timer | undefined => {
    let first: Timer | undefined;
    for (const timer of timers.values()) {
      if (timer.owner?.state === 'dead') timers.delete(timer.id);
      else if (isLive(timer) && (!first || timer.at < first.at)) first = timer;
    }
    return first;
  };

  Object.assign(globalThis, {
    setTimeout: (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
      add(() => run(...args), ms),
    setInterval: (run: (...args: unknown[]) => void, ms = 1, ...args: unknown[]) =>
      add(() => run(...args), ms, { every: Math.max(1, ms) }),
    clearTimeout: remove,
    clearInterval: remove,
  });

  return {
    now: () => now,
    elapsed: () => now - start,
    sleep: (ms) =>
      new Promise((resolve) => {
        add(resolve, ms, { patient: true });
      }),
    next: () => due()?.at,
    waiting: () => [...timers.values()].some((timer) => timer.patient && isLive(timer)),
    moveTo(at) {
      now = Math.max(now, at);
      for (const timer of [...timers.values()].sort((a, b) => a.at - b.at || a.id - b.id)) {
        if (timer.at > now || !isLive(timer) || !timers.has(timer.id)) continue;
        if (timer.every === undefined) timers.delete(timer.id);
        else timer.at = now + timer.every;
        code.run(timer.owner as O | undefined, timer.run);
      }
    },
    uninstall: () => void Object.assign(globalThis, REAL),
  };
}
