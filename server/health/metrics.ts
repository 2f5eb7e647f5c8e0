import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** What `/metrics` shows; a registry of its own, so that two compositions in one process do not meet. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
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
