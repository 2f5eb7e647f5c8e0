import type { Lease } from '../../server/queue/lease.ts';
import type { Claim, PortalQueue, Woken } from '../../server/queue/portalQueue.ts';
import type { ServePortal } from '../../server/queue/worker.ts';

/** A queue in memory: portals given are due until they are claimed. */
export function queueOf(due: string[]) {
  const listeners: ((woken: Woken) => void)[] = [];
  const released: [string, Date][] = [];
  const wakeAll: PortalQueue['wakeAll'] = (woken, expected) => {
    due.push(...woken.keys());
    const said = new Map([...woken.keys()].map((portalId) => [portalId, expected?.get(portalId)]));
    for (const listener of listeners) listener(said);
    return Promise.resolve();
  };
  const queue = {
    claim: jest.fn((owner: string) => {
      const portalId = due.shift();
      return Promise.resolve(
        portalId === undefined ? undefined : ({ portalId, owner, fence: 1, wakeSeq: 1 } satisfies Claim),
      );
    }),
    heartbeat: jest.fn(() => Promise.resolve(true)),
    release: jest.fn((claim: Claim, nextDue: Date) => {
      released.push([claim.portalId, nextDue]);
      return Promise.resolve();
    }),
    onWake: (listener: (woken: Woken) => void) => void listeners.push(listener),
    wake: (portalId: string) => wakeAll(new Map([[portalId, new Date(0)]])),
    wakeAll,
    asleep: () => Promise.resolve([]),
  } satisfies PortalQueue;
  return { queue, released };
}

/** Turns that last until the test ends them. */
export function turns() {
  const open = new Map<string, { lease: Lease; end: (next: Date) => void }>();
  const serve: ServePortal = (lease) =>
    new Promise((end, fail) => {
      open.set(lease.portalId, { lease, end });
      lease.signal.addEventListener('abort', () => fail(lease.signal.reason as Error));
    });
  return { open, serve };
}
