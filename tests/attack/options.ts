import { parseArgs } from 'node:util';

export interface AttackOptions {
  tenants: boolean;
  /** Bodies for each door; undefined: none. */
  fuzz: number | undefined;
  /** The tests of server/docs/attacks.md. */
  rows: boolean;
  seed: number;
  /** Only endpoints whose name contains this. */
  only: string | undefined;
  /** Processes beside each other. */
  jobs: number;
  /** Which share of the doors this process takes, `0/2`: set by the parent. */
  part: Part | undefined;
}

export interface Part {
  index: number;
  of: number;
}

const ALL: Pick<AttackOptions, 'tenants' | 'fuzz' | 'rows'> = { tenants: true, fuzz: 20_000, rows: true };

/** Without any choice: everything. */
export function readOptions(args: readonly string[]): AttackOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      tenants: { type: 'boolean', default: false },
      fuzz: { type: 'string' },
      rows: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      only: { type: 'string' },
      jobs: { type: 'string', default: '2' },
      part: { type: 'string' },
    },
  });
  const { tenants, rows } = values;
  const fuzz = values.fuzz === undefined ? undefined : Number(values.fuzz);
  if (fuzz !== undefined && !(fuzz > 0)) throw new Error('--fuzz takes how many bodies each door gets');
  const none = !tenants && !rows && fuzz === undefined;
  const [index, of] = (values.part ?? '').split('/').filter(Boolean).map(Number);
  return {
    ...(none ? ALL : { tenants, fuzz, rows }),
    seed: Number(values.seed),
    only: values.only,
    jobs: Number(values.jobs),
    part: index === undefined || of === undefined ? undefined : { index, of },
  };
}
