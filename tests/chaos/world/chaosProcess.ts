import { AsyncLocalStorage } from 'node:async_hooks';
import { Writable } from 'node:stream';
import mongoose from 'mongoose';
import { pino } from 'pino';
import type { Clock } from '../../../server/clock.ts';
import { compose, type Composition } from '../../../server/compose.ts';
import type { Config } from '../../../server/config/environment.ts';
import { createStoreClock } from '../../../server/store/storeClock.ts';
import type { StoreGate } from './directCollection.ts';
import type { DirectEngine } from './directStore.ts';
import type { Owner, OwnerOfCode, VirtualTime } from './virtualTime.ts';

/** One process of the product, alive in this one: it can be killed, stopped and resumed at every step. */
export interface ChaosProcess extends Owner {
  readonly name: string;
  readonly composition: Composition;
  /** Every place at which it could die, in the order in which it passed them. */
  readonly steps: string[];
  /** It took so many steps in one instant that no other ever comes: it was killed. */
  ranAway: boolean;
  /** Calls that left and have not come back. */
  inFlight: number;
  kill(): void;
  stop(): void;
  resume(): void;
  /** Runs code as this process: its timers are this process's. */
  as<T>(work: () => T): T;
}

export interface ProcessDeps {
  name: string;
  config: Config;
  engine: DirectEngine;
  time: VirtualTime;
  fetch: typeof fetch;
  random: () => number;
  /** Conversations in a flush at most; few make many flushes beside each other. */
  flushSize: number;
  /** Milliseconds by which the clock of its machine is wrong. */
  skewMs: number;
  log: (line: string) => void;
  /** Looks at each step before it is taken; may kill or stop the process. */
  onStep: (process: ChaosProcess, step: string) => void;
  storeFault: (label: string) => StoreFault | undefined;
}

/** The store is gone: before the command, or after it, so that nobody knows. */
export type StoreFault = 'before' | 'after';

const running = new AsyncLocalStorage<ChaosProcess | undefined>();
/** Whose code is running: what a timer needs to know when it is set and when it fires. */
export const codeOf: OwnerOfCode<ChaosProcess> = {
  current: () => running.getStore(),
  run: (owner, work) => running.run(owner, work),
};

const TOKEN_DEADLINE_MS = 10_000;
/** Many times what the longest scenario takes in an instant. */
const MOST_STEPS = 50_000;

export async function startProcess(deps: ProcessDeps): Promise<ChaosProcess> {
  const { time } = deps;
  const steps: string[] = [];
  const resumed: (() => void)[] = [];
  const machine: Clock = {
    now: () => new Date(time.now() + deps.skewMs),
    monotonicMs: () => time.elapsed(),
  };
  const log = pino({ level: 'trace' }, logTo(deps.log));
  const clock = createStoreClock({
    store: deps.engine.connect((_label, command) => Promise.resolve(command())),
    machine,
    log,
  });
  await clock.measure();

  const self: Omit<ChaosProcess, 'composition'> & { composition?: Composition } = {
    name: deps.name,
    state: 'alive',
    steps,
    ranAway: false,
    inFlight: 0,
    kill: () => void (self.state = 'dead'),
    stop: () => void (self.state = 'stopped'),
    resume() {
      self.state = 'alive';
      for (const go of resumed.splice(0)) go();
    },
    as: (work) => running.run(process, work),
  };
  const process = self as ChaosProcess;

  let instant = 0;
  let stepsNow = 0;
  /** A circle of awaits that are all ready lets nobody else run, not even the run that would end it. */
  const countStep = (): void => {
    stepsNow = instant === time.now() ? stepsNow + 1 : 1;
    instant = time.now();
    if (stepsNow < MOST_STEPS) return;
    self.ranAway = true;
    self.state = 'dead';
  };

  /** A dead process takes no further step; a stopped one takes it when it wakes. */
  const step = async (label: string): Promise<void> => {
    if (self.state === 'alive') {
      steps.push(label);
      countStep();
      deps.onStep(process, label);
    }
    while (self.state === 'stopped') await new Promise<void>((go) => void resumed.push(go));
    if (self.state === 'dead') await new Promise<never>(() => undefined);
  };

  const gate: StoreGate = async (label, command) => {
    await step(`store ${label} before`);
    const fault = deps.storeFault(label);
    if (fault === 'before') throw storeGone();
    try {
      return command();
    } finally {
      await step(`store ${label} after`);
      if (fault === 'after') lost();
    }
  };

  const callHubSpot: typeof fetch = async (input, init) => {
    const path = new URL(input instanceof Request ? input.url : input).pathname;
    const label = `call ${init?.method ?? 'GET'} ${path}`;
    await step(`${label} before`);
    self.inFlight += 1;
    try {
      // No answer is there at once: whatever runs beside this goes on meanwhile.
      await new Promise((resolve) => setImmediate(resolve));
      // HubSpot's own timers are nobody's here; AbortSignal.timeout would wait for the machine's clock.
      const deadline = path.startsWith('/oauth/') ? { signal: timeout(TOKEN_DEADLINE_MS) } : {};
      return await running.run(undefined, () => deps.fetch(input, { ...init, ...deadline }));
    } finally {
      self.inFlight -= 1;
      await step(`${label} after`);
    }
  };

  process.as(() => {
    self.composition = compose({
      config: deps.config,
      store: deps.engine.connect(gate),
      clock,
      clockOffByMs: clock.offByMs,
      log,
      fetch: callHubSpot,
      sleep: (ms) => time.sleep(ms),
      random: deps.random,
      flushSize: deps.flushSize,
      crash: (name) => step(`at ${name}`),
    });
  });
  return process;
}

function timeout(ms: number): AbortSignal {
  const abort = new AbortController();
  setTimeout(() => abort.abort(new DOMException('no answer in time', 'TimeoutError')), ms);
  return abort.signal;
}

function storeGone(): Error {
  return new mongoose.mongo.MongoNetworkError('connection to the store was closed');
}

/** The command ran, its answer did not arrive. */
function lost(): never {
  throw storeGone();
}

function logTo(take: (line: string) => void): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      take(chunk.toString('utf8'));
      done();
    },
  });
}
