import { DOOR_MUTANTS } from './doorMutants.ts';
import type { Mutant } from './mutant.types.ts';
import { QUEUE_MUTANTS } from './queueMutants.ts';
import { TURN_MUTANTS } from './turnMutants.ts';

/** Every bug we plant, by the part of the product it stands in. */
export const MUTANTS: readonly Mutant[] = [...TURN_MUTANTS, ...QUEUE_MUTANTS, ...DOOR_MUTANTS];
