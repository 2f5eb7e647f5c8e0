import type { SimulatedWrite } from '../../shared/simulation.ts';

export interface DescribedWrite extends SimulatedWrite {
  /** What makes two writes the same one, where the summary says more than that. */
  sameAs?: string;
}
