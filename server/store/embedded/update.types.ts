import type { Slot } from './update-path.ts';

/** What an operator may know besides the slot it changes. */
export interface UpdateContext {
  readonly path: string;
  readonly now: Date;
  /** The `_id` for the message; mongod names the document that does not fit. */
  readonly id: unknown;
}

/** Checks its argument once and returns the change of one slot. */
export type UpdateOperator = (
  argument: unknown,
  path: string,
) => (slot: Slot, context: UpdateContext) => void;
