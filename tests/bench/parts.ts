import { measureBrief } from './brief.ts';
import { measureBusyCustomer } from './busyCustomer.ts';
import { countCalls, countRounds, OF_THE_CUSTOMER } from './calls.ts';
import { measureCards } from './cards.ts';
import { measureEventLoop } from './eventLoop.ts';
import { measureFairness } from './fairness.ts';
import { measureIngest } from './ingest/ingest.ts';
import { killUnderLoad } from './ingest/kill.ts';
import type { BenchPart } from './part.types.ts';
import { timePlanner } from './planner.ts';
import { measureReports } from './reports.ts';
import { timeSimulation } from './simulate.ts';
import { measureStart } from './start.ts';
import { measureThroughput } from './throughput.ts';
import { measureWake } from './wake.ts';

const above = (value: number, goal: number, words: string): string[] =>
  value > goal ? [`${words}: ${value.toFixed(3)}, the goal is ${goal}`] : [];
const below = (value: number, goal: number, words: string): string[] =>
  value < goal ? [`${words}: ${value.toFixed(3)}, the goal is ${goal}`] : [];

/**
 * Calls per session with owners and pipelines cached. The ideal of performance.md §1.3 is 9 / 0.9 / 0.11 / 0.09;
 * server/docs/measurements.md says why the last two are 0.12.
 */
const CALL_GOALS: Record<number, number> = { 1: 9, 10: 0.9, 100: 0.12, 1_000: 0.12 };

export const parts: readonly BenchPart[] = [
  {
    name: 'calls',
    about: 'calls to HubSpot per session with so many queued',
    async run({ full }) {
      const figures = [];
      for (const queued of full ? [1, 10, 100, 1_000] : [1, 10, 100]) figures.push(await countCalls(queued));
      return {
        figures,
        misses: figures.flatMap(({ queued, perSessionCached, violations }) => [
          ...above(perSessionCached, CALL_GOALS[queued] ?? 0, `calls a session at ${queued}`),
          ...above(violations, 0, `calls HubSpot would object to at ${queued}`),
        ]),
      };
    },
  },
  {
    name: 'rounds',
    about: 'rounds to HubSpot for one session: growth of its time with latency',
    async run() {
      const rounds = await countRounds([200, 800]);
      const ofTheCustomer = await countRounds([200, 800], OF_THE_CUSTOMER);
      return {
        figures: { rounds, ofTheCustomer },
        misses: [
          ...above(rounds, 4.5, 'rounds'),
          ...above(ofTheCustomer, 4.5, 'rounds of one that says something new of its company'),
        ],
      };
    },
  },
  {
    name: 'planner',
    about: 'plan() in ms per session, and how it grows',
    run() {
      timePlanner(100);
      const figures = [1, 10, 100, 1_000].map(timePlanner);
      const total = (sessions: number) =>
        (figures.find((one) => one.sessions === sessions)?.msPerSession ?? Number.NaN) * sessions;
      const growth = total(1_000) / total(100);
      return Promise.resolve({
        figures: { planner: figures, growth100to1000: growth },
        misses: [
          ...above(total(1_000) / 1_000, 0.3, 'ms to plan a session'),
          ...above(growth, 12, 'growth from 100 to 1,000'),
        ],
      });
    },
  },
  {
    name: 'simulate',
    about: 'milliseconds a person waits for 100 simulated conversations while HubSpot takes 100 ms a call',
    async run() {
      const figures = await timeSimulation(100, 100);
      return { figures, misses: above(figures.ms, 2_000, 'ms to simulate 100 conversations') };
    },
  },
  {
    name: 'ingest',
    about: 'accepted webhooks per second against node:http with the same work and no store',
    async run({ full }) {
      const figures = await measureIngest(full ? 5 : 3, full ? 8_000 : 4_000);
      return {
        figures,
        misses: [...below(figures.ratio, 0.6, 'ingest ratio'), ...above(figures.refused, 0, 'refused')],
      };
    },
  },
  {
    name: 'kill',
    about: 'accepted webhooks that are lost when the web role is killed under load',
    async run({ full }) {
      const figures = await killUnderLoad(full ? 25 : 4, full ? 40_000 : 3_000);
      return { figures, misses: above(figures.lost, 0, 'accepted webhooks lost') };
    },
  },
  {
    name: 'wake',
    about: 'idle: from 202 to the first call to HubSpot, ms',
    async run() {
      const figures = await measureWake(20);
      return { figures, misses: above(figures.medianMs, 10, 'wake-up ms') };
    },
  },
  {
    name: 'fairness',
    about: "one portal's lone session beside another one's backlog, ratio of its time to alone",
    async run({ full }) {
      const figures = await measureFairness(full ? 20 : 7, full ? 10_000 : 1_000);
      return { figures, misses: above(figures.ratio, 1.1, 'fairness') };
    },
  },
  {
    name: 'busy-customer',
    about: 'conversations of others behind hundreds of one customer, ratio of their time to alone',
    async run({ full }) {
      const figures = await measureBusyCustomer(full ? 900 : 300, 20);
      return { figures, misses: above(figures.ratio, 1.5, 'others behind a busy customer') };
    },
  },
  {
    name: 'throughput',
    about: 'sessions per minute of one portal with two processes, share of what its limit allows',
    long: true,
    async run({ full }) {
      const figures = await measureThroughput(full ? 10_000 : 3_000);
      return {
        figures,
        misses: [
          ...below(figures.shareOfLimit, 0.9, 'share of the limit'),
          ...above(figures.tooMany, 0, 'answers 429'),
        ],
      };
    },
  },
  {
    name: 'event-loop',
    about: 'event-loop delay while 100 sessions sync, and at a webhook of 5 MB, ms',
    async run() {
      const figures = await measureEventLoop();
      return {
        figures,
        misses: [
          ...above(figures.syncP99Ms, 20, 'event-loop delay p99 while syncing'),
          ...above(figures.largeWebhookMaxMs, 20, 'event-loop delay at 5 MB'),
        ],
      };
    },
  },
  {
    name: 'cards',
    about: 'card p95 with many conversations against few, open loop',
    async run({ full }) {
      const figures = await measureCards(full ? 100_000 : 20_000);
      return { figures, misses: above(figures.growth, 1.1, 'card p95 growth') };
    },
  },
  {
    name: 'brief',
    about: 'rounds to HubSpot and milliseconds for a pre-call brief while HubSpot takes 200 ms a call',
    async run() {
      const figures = await measureBrief(200);
      return {
        figures,
        misses: [
          ...above(figures.rounds, 2, 'rounds for a brief'),
          ...above(figures.slowestMs, 2_000, 'ms for a brief'),
          ...above(figures.cachedMs, 50, 'ms for a brief that is kept'),
        ],
      };
    },
  },
  {
    name: 'reports',
    about:
      'milliseconds of the processor for all reports of twelve months with so many conversations in them',
    async run({ full }) {
      const figures = await measureReports(full ? 50_000 : 20_000);
      return {
        figures,
        misses: above(figures.medianCpuMs, 1_500, 'ms of the processor for the reports of twelve months'),
      };
    },
  },
  {
    name: 'start',
    about: 'from start to ready, built, ms',
    async run() {
      const figures = await measureStart(5);
      return { figures, misses: above(figures.medianMs, 1_000, 'start to ready ms') };
    },
  },
];
