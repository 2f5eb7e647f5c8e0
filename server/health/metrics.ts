import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What `/metrics` shows; a registry of its own, so that two compositions in one process do not meet. */
export function createMetrics({ clockOffByMs }: { clockOffByMs: () => number }) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'liveprompt_clock_off_seconds',
    help: "How far the machine's clock is ahead of the database's.",
    registers: [registry],
    collect() {
      this.set(clockOffByMs() / 1_000);
    },
  });
  const calls = new Counter({
    name: 'liveprompt_hubspot_calls_total',
    help: 'Calls to HubSpot by endpoint and outcome.',
    labelNames: ['endpoint', 'outcome'],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'liveprompt_hubspot_call_seconds',
    help: 'Time from wanting a call to its answer, rate window included.',
    labelNames: ['endpoint'],
    registers: [registry],
  });
  return {
    registry,
    observeCall: ({ endpoint, outcome, ms }: { endpoint: string; outcome: string; ms: number }) => {
      calls.inc({ endpoint, outcome });
      seconds.observe({ endpoint }, ms / 1_000);
    },
  };
}
