import { startProcesses } from '../support/productProcesses.ts';
import { deliverBacklog } from './backlog.ts';
import { worstCasePortal } from './worstCase.ts';

export interface ThroughputFigures {
  sessions: number;
  perMinute: number;
  callsPerSession: number;
  /** Sessions per minute that the limit allows at that many calls each. */
  limitPerMinute: number;
  shareOfLimit: number;
  tooMany: number;
  violations: number;
}

/** 100 requests in 10 s (contract §1). */
const CALLS_PER_MINUTE = 600;
/** HubSpot's latency as assumed in performance.md §2.4: per call, and per input of a batch. */
const LATENCY_MS = 150;
const LATENCY_PER_INPUT_MS = 5;

/**
 * A backlog of one portal, worked off by two processes beside each other on one window
 * (performance.md §3, goal 3). The first burst of the window is not counted: it is a minute's gift.
 */
export async function measureThroughput(sessions: number): Promise<ThroughputFigures> {
  const fleet = await startProcesses(['web'], {
    sandbox: { latencyMs: LATENCY_MS, latencyPerInputMs: LATENCY_PER_INPUT_MS },
  });
  try {
    fleet.sandbox.addPortal(worstCasePortal('1', sessions));
    await fleet.connect('org_1', '1');
    await deliverBacklog(fleet, 'org_1', sessions);
    fleet.sandbox.resetCalls();
    await Promise.all([fleet.start('worker'), fleet.start('worker')]);
    for (;;) {
      const { body } = await fleet.api('GET', '/health');
      if (body.today.sessionsSynced >= sessions) break;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    const calls = fleet.sandbox.calls();
    const minutes = ((calls.at(-1)?.at ?? 0) - (calls[0]?.at ?? 0)) / 60_000;
    const perMinute = sessions / minutes;
    const callsPerSession = calls.length / sessions;
    const limitPerMinute = CALLS_PER_MINUTE / callsPerSession;
    return {
      sessions,
      perMinute,
      callsPerSession,
      limitPerMinute,
      shareOfLimit: perMinute / limitPerMinute,
      tooMany: calls.filter(({ status }) => status === 429).length,
      violations: calls.flatMap(({ violations }) => violations).length,
    };
  } finally {
    await fleet.stop();
  }
}
