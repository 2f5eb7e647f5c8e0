import { countCalls, countRounds } from './calls.ts';
import { timePlanner } from './planner.ts';

/** `npm run bench`: figures as JSON, exit code 1 when one misses its goal (performance.md §3). */
const GOALS = {
  calls: { 1: 12, 10: 1.3, 100: 0.16 } as Record<number, number>,
  rounds: 4.5,
  planMs: 0.3,
  planGrowth: 12,
};

async function main(): Promise<void> {
  const calls = [];
  for (const queued of [1, 10, 100]) calls.push(await countCalls(queued));
  const rounds = await countRounds([200, 800]);
  timePlanner(100);
  const planner = [1, 10, 100, 1_000].map(timePlanner);
  const perSession = (sessions: number) =>
    planner.find((one) => one.sessions === sessions)?.msPerSession ?? Number.NaN;
  const growth = (perSession(1_000) * 1_000) / (perSession(100) * 100);

  const misses = [
    ...calls.flatMap(({ queued, perSession: each, violations }) => [
      ...(each > (GOALS.calls[queued] ?? 0) ? [`${each} calls a session at ${queued}`] : []),
      ...(violations > 0 ? [`${violations} calls HubSpot would object to`] : []),
    ]),
    ...(rounds > GOALS.rounds ? [`${rounds.toFixed(2)} rounds`] : []),
    ...(perSession(1_000) > GOALS.planMs ? [`${perSession(1_000)} ms to plan a session`] : []),
    ...(growth > GOALS.planGrowth ? [`planning grows by ${growth.toFixed(1)} from 100 to 1,000`] : []),
  ];
  console.log(
    JSON.stringify({ calls, rounds, planner, planGrowth100to1000: growth, goals: GOALS, misses }, null, 2),
  );
  process.exitCode = misses.length > 0 ? 1 : 0;
}

await main();
