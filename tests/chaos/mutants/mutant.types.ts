import type { Rule } from '../checker/history.types.ts';

/** A bug somebody could write, planted by replacing text in a copy of the product. */
export interface Mutant {
  name: string;
  file: string;
  /** Must stand in the file exactly once: a mutant that no longer fits fails the run. */
  find: string;
  replace: string;
  /** The promises it breaks: the check has to name one of them, not to fall over somewhere. */
  breaks: readonly (Rule | 'never came to an end' | 'one refresh')[];
  /** The check of ours that has to notice, as arguments of `npm run chaos`; first run on the sound product. */
  check: readonly string[];
}

export const cells = (only: string): string[] => ['--cells', 'all', '--only', only];
export const crash = (only: string): string[] => ['--crash', 'every', '--only', only];
export const calm = (only: string): string[] => ['--calm', '--only', only];
export const model = (runs: number): string[] => ['--model', '--runs', String(runs), '--seed', '11'];
export const RECOVERY: readonly string[] = ['--recovery'];
export const DOORS: readonly string[] = ['--doors'];
export const REFRESH: readonly string[] = ['--refresh', '--rounds', '100'];
