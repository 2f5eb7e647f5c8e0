import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import type { Config } from './config/environment.ts';
import type { Crashpoint } from './crashpoints.ts';
import type { Store } from './store/store.ts';

/** What a process brings: everything else is put together from it. */
export interface ComposeDeps {
  config: Config;
  store: Store;
  /** The store's (`store/storeClock.ts`): leases and due times are compared between processes. */
  clock: Clock;
  /** Milliseconds by which the machine's own clock is ahead of it; not at all unless told. */
  clockOffByMs?: () => number;
  log: Logger;
  fetch?: typeof fetch;
  /** Time and chance of a run that has to be repeatable; default the machine's. */
  sleep?: (ms: number) => Promise<void>;
  random?: () => number;
  /** When so many milliseconds are over: an answer a person waits for goes out with what is there. */
  deadline?: (ms: number) => AbortSignal;
  /** Conversations in a flush at most; tests make them small to have many. */
  flushSize?: number;
  /** Where a test lets the process die; in production nothing happens there. */
  crash?: Crashpoint;
}
