import type { SandboxCall } from '../sandbox.types.ts';

export interface OpenCall {
  /** Fills what was learned on the way; the entry is visible once finished. */
  portalId: string | null;
  inputs: number;
  violations: string[];
  fault: string | undefined;
  finish(status: number): void;
}

export interface Journal {
  open(method: string, path: string, at: number): OpenCall;
  calls(): readonly SandboxCall[];
  reset(): void;
}

/** Rounds: a call that starts after every earlier one has ended opens the next one. */
export function createJournal(): Journal {
  let calls: SandboxCall[] = [];
  let running = 0;
  let round = 0;
  let generation = 0;
  return {
    open: (method, path, at) => {
      if (running === 0) round += 1;
      running += 1;
      const mine = { round, generation };
      let finished = false;
      const call: OpenCall = {
        portalId: null,
        inputs: 0,
        violations: [],
        fault: undefined,
        finish: (status) => {
          if (finished) return;
          finished = true;
          if (mine.generation !== generation) return;
          running -= 1;
          calls.push({
            at,
            portalId: call.portalId,
            method,
            path,
            status,
            inputs: call.inputs,
            violations: call.violations,
            round: mine.round,
            ...(call.fault === undefined ? {} : { fault: call.fault }),
          });
        },
      };
      return call;
    },
    calls: () => calls,
    reset: () => {
      calls = [];
      round = 0;
      running = 0;
      generation += 1;
    },
  };
}
