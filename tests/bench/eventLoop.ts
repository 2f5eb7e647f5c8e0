import { startProcesses } from '../support/productProcesses.ts';
import { deliverBacklog, deliverWorstCase } from './backlog.ts';
import { worstCasePortal, worstCaseSession } from './worstCase.ts';

export interface EventLoopFigures {
  syncP99Ms: number;
  largeWebhookMaxMs: number;
}

/**
 * Node's histogram holds the time from one look of its timer to the next, and the timer looks every ten
 * milliseconds: an idle process shows 10 (`monitorEventLoopDelay`, prom-client's `eventLoopMonitoringPrecision`).
 */
const SAMPLING_MS = 10;
const BACKLOG = 100;
const LARGE_BODY = 5 * 1_024 * 1_024 - 4_096;

/**
 * Event-loop delay of the product's own process, as its `/metrics` report it since the scrape before:
 * while it works off a hundred conversations, and at a webhook of almost 5 MB (performance.md §3, goal 8).
 */
export async function measureEventLoop(): Promise<EventLoopFigures> {
  const fleet = await startProcesses(['all'], { sandbox: { latencyMs: 20 } });
  const [product] = fleet.processes;
  const delay = async (name: string): Promise<number> => {
    const text = await (await fetch(`${product?.url ?? ''}/metrics`)).text();
    const seconds = new RegExp(`^nodejs_eventloop_lag_${name}_seconds ([\\d.e-]+)`, 'm').exec(text)?.[1];
    return Number(seconds) * 1_000 - SAMPLING_MS;
  };
  try {
    fleet.sandbox.addPortal(worstCasePortal('1', BACKLOG + 1));
    await fleet.connect('org_1', '1');
    // The first conversation pays for what is loaded and compiled once.
    await deliverWorstCase(fleet, 'org_1', BACKLOG);
    await synced(1);
    await delay('p99');
    await deliverBacklog(fleet, 'org_1', BACKLOG);
    await synced(BACKLOG + 1);
    const syncP99Ms = await delay('p99');
    const session = worstCaseSession('org_1', BACKLOG + 1, new Date());
    const coach = 'x'.repeat(LARGE_BODY - JSON.stringify(session).length);
    const data = { session, unknown: coach };
    await fleet.deliver({ type: 'session.completed', timestamp: new Date().toISOString(), data });
    return { syncP99Ms, largeWebhookMaxMs: await delay('max') };
  } finally {
    await fleet.stop();
  }

  async function synced(count: number): Promise<void> {
    for (;;) {
      const { body } = await fleet.api('GET', '/health');
      if (body.today.sessionsSynced >= count) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
