import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Crashpoint } from '../crashpoints.ts';
import { LeaseLost, type Expected, type Lease } from './lease.ts';
import { LEASE_MS, type Claim, type PortalQueue } from './portalQueue.ts';

/** Works on one claimed portal until nothing is due; answers when the portal wants to be worked on next. */
export type ServePortal = (lease: Lease) => Promise<Date>;

export interface Worker {
  start(): void;
  /** Takes no new portal, lets running turns end or aborts them after `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

const HEARTBEAT_MS = 15_000;
/** How soon a failed turn is tried again when it left no word about itself. */
const CRASH_PAUSE_MS = 5_000;

export interface WorkerDeps {
  queue: PortalQueue;
  serve: ServePortal;
  owner: string;
  /** Portals served side by side by this process. */
  slots: number;
  /** Backstop for wake-ups of other processes, milliseconds. */
  pollMs: number;
  clock: Clock;
  log: Logger;
  crash: Crashpoint;
}

/**
 * Claims due portals and serves them, a few side by side. Wakes at once when this process adds work, and claims
 * no more than it woke then: a look that finds nothing would stand between a webhook and its first call. What
 * else became due is found when a turn ends, or at the next poll.
 */
export function createWorker(deps: WorkerDeps): Worker {
  const { queue, log } = deps;
  const running = new Map<Promise<void>, AbortController>();
  let stopping = false;
  let timer: NodeJS.Timeout | undefined;
  let filling: Promise<void> | undefined;
  let woken = new Map<string, Expected | undefined>();
  let lookAtAll = false;

  queue.onWake((portals) => {
    // The start looks at all of them.
    if (!timer) return;
    for (const [portalId, expected] of portals) woken.set(portalId, expected);
    fill();
  });

  return {
    start() {
      timer = setInterval(fillAll, deps.pollMs);
      fillAll();
    },
    async stop(graceMs) {
      stopping = true;
      clearInterval(timer);
      await filling;
      const abort = setTimeout(() => {
        for (const controller of running.values()) controller.abort(new Error('the process is stopping'));
      }, graceMs);
      await Promise.allSettled(running.keys());
      clearTimeout(abort);
    },
  };

  function fillAll(): void {
    lookAtAll = true;
    fill();
  }

  function mayClaim(): boolean {
    return !stopping && running.size < deps.slots && (lookAtAll || woken.size > 0);
  }

  /** One filler at a time; it sees what is woken while it runs. */
  function fill(): void {
    if (!timer || filling || !mayClaim()) return;
    filling = claimAll()
      .catch((error: unknown) => log.error({ err: error }, 'could not look for due portals'))
      .finally(() => {
        filling = undefined;
        // What came when the last look was over already. A look that failed leaves nothing: the poll makes it again.
        fill();
      });
  }

  async function claimAll(): Promise<void> {
    while (mayClaim()) {
      const isForAll = lookAtAll;
      const asked = woken;
      lookAtAll = false;
      woken = new Map();
      await deps.crash('queue.claim');
      // Asked before the claim: the lease may be this much older than its answer.
      const askedAt = deps.clock.monotonicMs();
      const claim = await queue.claim(deps.owner);
      // None of those asked for is due, or somebody holds it, who sees that it was woken.
      if (!claim) continue;
      lookAtAll ||= isForAll;
      const expected = asked.get(claim.portalId);
      asked.delete(claim.portalId);
      woken = new Map([...asked, ...woken]);
      const abort = new AbortController();
      const turn: Promise<void> = serveClaim(claim, expected, askedAt, abort).finally(() => {
        running.delete(turn);
        fillAll();
      });
      running.set(turn, abort);
    }
  }

  async function serveClaim(
    claim: Claim,
    expected: Expected | undefined,
    claimedAt: number,
    abort: AbortController,
  ): Promise<void> {
    let keptAt = claimedAt;
    const heartbeat = setInterval(() => {
      const askedAt = deps.clock.monotonicMs();
      // A store that does not answer cannot say that the lease was lost: stop before it ends.
      if (askedAt - keptAt >= LEASE_MS - HEARTBEAT_MS) abort.abort(new LeaseLost(claim.portalId));
      queue.heartbeat(claim).then(
        (kept) => {
          if (kept) keptAt = askedAt;
          else abort.abort(new LeaseLost(claim.portalId));
        },
        (error: unknown) => log.warn({ err: error, portalId: claim.portalId }, 'heartbeat failed'),
      );
    }, HEARTBEAT_MS);
    const leftMs = () => keptAt + LEASE_MS - deps.clock.monotonicMs();
    let nextDue = new Date(deps.clock.now().getTime() + CRASH_PAUSE_MS);
    try {
      await deps.crash('queue.claimed');
      nextDue = await deps.serve({ ...claim, expected, signal: abort.signal, leftMs });
    } catch (error) {
      log.error(
        { err: error, portalId: claim.portalId },
        'a turn ended early; its conversations are tried again',
      );
    } finally {
      clearInterval(heartbeat);
      await deps.crash('queue.release');
      await queue.release(claim, nextDue).catch((error: unknown) => {
        // The lease runs out by itself.
        log.warn({ err: error, portalId: claim.portalId }, 'could not give the portal back');
      });
      await deps.crash('queue.released');
    }
  }
}
