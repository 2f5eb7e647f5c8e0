import { parseArgs } from 'node:util';

export interface ChaosOptions {
  /** `all`, or how many of them. */
  cells: string | undefined;
  crash: string | undefined;
  model: boolean;
  runs: number;
  /** Shorten a history that broke a promise: takes as long as some dozens of histories. */
  shrink: boolean;
  seed: number;
  seconds: number;
  recovery: boolean;
  /** Every scenario without a fault. */
  calm: boolean;
  doors: boolean;
  refresh: boolean;
  /** Of `refresh`. */
  rounds: number;
  fair: boolean;
  mutants: string | undefined;
  /** How long: `60m`, `24h`, `90s`. */
  soak: string | undefined;
  /** Of the soak: conversations a second, over all portals. */
  rate: number;
  /** Workers, web processes and schedulers: `8,4,3`. */
  fleet: string | undefined;
  /** Of the fleet: portals, and conversations in all. */
  portals: number;
  sessions: number;
  /** Which share of the cells this process takes, `0/2`: set by the parent. */
  part: { index: number; of: number } | undefined;
  /** Processes beside each other. */
  jobs: number;
  /** Stop at the first breach. */
  first: boolean;
  /** Only cells, crashes or mutants whose name contains this. */
  only: string | undefined;
}

/** Without any choice: what `npm run chaos` runs by default. */
const DEFAULT = { cells: 'all', crash: 'every', model: true };

export function readOptions(args: readonly string[]): ChaosOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      cells: { type: 'string' },
      crash: { type: 'string' },
      model: { type: 'boolean', default: false },
      shrink: { type: 'boolean', default: false },
      runs: { type: 'string', default: '300' },
      seed: { type: 'string', default: '1' },
      seconds: { type: 'string', default: '40' },
      recovery: { type: 'boolean', default: false },
      calm: { type: 'boolean', default: false },
      doors: { type: 'boolean', default: false },
      refresh: { type: 'boolean', default: false },
      rounds: { type: 'string', default: '200' },
      fair: { type: 'boolean', default: false },
      mutants: { type: 'string' },
      soak: { type: 'string' },
      rate: { type: 'string', default: '4' },
      fleet: { type: 'string' },
      portals: { type: 'string', default: '12' },
      sessions: { type: 'string', default: '600' },
      part: { type: 'string' },
      jobs: { type: 'string', default: '2' },
      first: { type: 'boolean', default: false },
      only: { type: 'string' },
    },
  });
  const chosen = [values.cells, values.crash, values.mutants, values.fleet, values.soak].some(
    (one) => one !== undefined,
  );
  const nothing =
    !chosen &&
    ![values.model, values.recovery, values.calm, values.doors, values.refresh, values.fair].includes(true);
  const [index, of] = numbers(values.part, '/');
  return {
    ...values,
    ...(nothing ? DEFAULT : { cells: values.cells, crash: values.crash }),
    mutants: values.mutants,
    soak: values.soak,
    rate: Number(values.rate),
    fleet: values.fleet,
    only: values.only,
    portals: Number(values.portals),
    sessions: Number(values.sessions),
    runs: Number(values.runs),
    rounds: Number(values.rounds),
    seed: Number(values.seed),
    seconds: Number(values.seconds),
    jobs: Number(values.jobs),
    part: index === undefined || of === undefined ? undefined : { index, of },
  };
}

function numbers(text: string | undefined, separator: string): number[] {
  return (text ?? '').split(separator).filter(Boolean).map(Number);
}

/** The share of one process among several. */
export function shareOf<T>(items: readonly T[], part: ChaosOptions['part']): T[] {
  return part ? items.filter((_, index) => index % part.of === part.index) : [...items];
}
