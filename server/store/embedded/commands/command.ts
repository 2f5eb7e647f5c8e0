import type { Clock } from '../../../clock.ts';
import type { ComputedStages } from '../computed-stages.ts';
import type { Cursors } from '../cursors.ts';
import type { Databases } from '../databases.ts';
import type { Doc } from '../values.ts';

export interface CommandContext {
  readonly databases: Databases;
  readonly cursors: Cursors;
  readonly computed: ComputedStages;
  readonly clock: Clock;
  readonly connectionId: number;
}

/** One command: it runs to its end before the next one starts, which is what makes every write atomic. */
export type Command = (command: Doc, database: string, context: CommandContext) => Doc;

export type Commands = Readonly<Record<string, Command>>;
