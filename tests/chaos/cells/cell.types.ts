import type { Breach } from '../checker/history.types.ts';
import type { Scenario } from '../scenarios/scenario.types.ts';
import type { FaultKind } from './faults.ts';

/** One fault at one occurrence of one call in one scenario. */
export interface Cell {
  scenario: Scenario;
  call: { method: string; path: string };
  kind: FaultKind;
  /** 1-based. */
  occurrence: number;
}

export interface CellResult {
  cell: string;
  breaches: readonly Breach[];
  /** The fault struck; one that never does tests nothing. */
  fired: boolean;
  settled: boolean;
}

export function nameOf({ scenario, call, kind, occurrence }: Cell): string {
  return `${scenario.name} · ${call.method} ${call.path} #${occurrence} · ${kind.name}`;
}
