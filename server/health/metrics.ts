import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/**
 * What `/metrics` shows; a registry of its own, so that two compositions in one process do not meet. No label
 * names an organisation, a portal or a person: the series would grow with the customers, and a scrape is
 * read by people who must not know them.
 */
export function createMetrics({ clockOffByMs }: { clockOffByMs: () => number }) {
  const registry = new Registry();
  const registers = [registry];
  new Gauge({
    name: 'liveprompt_clock_off_seconds',
    help: "How far the machine's clock is ahead of the database's.",
    registers,
    collect() {
      this.set(clockOffByMs() / 1_000);
    },
  });
  return {
    registry,
    calls: new Counter({
      name: 'liveprompt_hubspot_calls_total',
      help: 'Calls to HubSpot by endpoint and outcome.',
      labelNames: ['endpoint', 'outcome'],
      registers,
    }),
    callSeconds: new Histogram({
      name: 'liveprompt_hubspot_call_seconds',
      help: 'Time from wanting a call to its answer, rate window included.',
      labelNames: ['endpoint'],
      registers,
    }),
    windowSeconds: new Histogram({
      name: 'liveprompt_hubspot_window_wait_seconds',
      help: 'Time a call waited for the rate window of its portal, by who waits.',
      labelNames: ['lane'],
      buckets: [0.001, 0.01, 0.1, 0.5, 1, 2.5, 5, 10, 15],
      registers,
    }),
    refreshes: new Counter({
      name: 'liveprompt_token_refreshes_total',
      help: 'Token refreshes at HubSpot by outcome: renewed, revoked, failed.',
      labelNames: ['outcome'],
      registers,
    }),
    webhooks: new Counter({
      name: 'liveprompt_webhooks_total',
      help: 'Webhooks of liveprompt by outcome: accepted, duplicate, not_stored.',
      labelNames: ['outcome'],
      registers,
    }),
    syncs: new Counter({
      name: 'liveprompt_syncs_total',
      help: 'Turns of conversations by the state they ended in.',
      labelNames: ['state'],
      registers,
    }),
    turns: new Counter({
      name: 'liveprompt_turns_total',
      help: 'Turns of portals by outcome: done, ended_early.',
      labelNames: ['outcome'],
      registers,
    }),
    turnsRunning: new Gauge({
      name: 'liveprompt_turns_running',
      help: 'Portals this process works on.',
      registers,
    }),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;

/**
 * The process itself, its event loop and its memory: once in a process, however many compositions live in it. It
 * sets timers of the machine that never end.
 */
export function measureProcess(registry: Registry): void {
  collectDefaultMetrics({ register: registry });
}
