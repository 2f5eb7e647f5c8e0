import type { Aggregator } from 'mingo';

import type { Doc } from './values.ts';

/** The stages mingo computes. It is loaded on first use: 200 ms that most processes never need to spend. */
export interface ComputedStages {
  /** Resolves when `run` may be called. */
  load(): Promise<void>;
  run(stage: Doc, docs: readonly Doc[]): unknown[];
}

export function createComputedStages(): ComputedStages {
  let mingo: { readonly Aggregator: typeof Aggregator } | undefined;
  return {
    async load() {
      mingo ??= await import('mingo');
    },
    run(stage, docs) {
      if (!mingo) throw new Error('mingo was not loaded before a computed stage');
      return new mingo.Aggregator([stage], { scriptEnabled: false }).run([...docs]);
    },
  };
}
