import type { CardTask } from '../../../shared/card.ts';
import type { TaskView } from '../../../shared/cardView.ts';
import type { Reader } from '../../text/reader.ts';
import { joined, shorten } from '../../text/shorten.ts';
import { texts } from './words.ts';

const words = texts.tasks;

/** A task as it reads while it is open and once it is done: which of the two, a tick decides at once. Pure. */
export function taskView(task: CardTask, reader: Reader, now: Date): TaskView {
  const { id, subject, done, dueAt, priority } = task;
  const owner = task.owner ?? words.noOwner;
  const isOverdue = dueAt !== null && Date.parse(dueAt) < now.getTime();
  return {
    id,
    subject: shorten(subject, 160) || words.untitled,
    done,
    dueAt,
    open: joined(dueOf(dueAt, reader, now), words.priorities[priority], owner),
    closed: joined(words.done, owner),
    overdue: isOverdue ? words.overdue : '',
  };
}

function dueOf(dueAt: string | null, reader: Reader, now: Date): string {
  if (dueAt === null || Number.isNaN(Date.parse(dueAt))) return words.noDate;
  const days = reader.daysBetween(now, dueAt);
  if (days === 0) return words.due(words.today);
  if (days === 1) return words.due(words.tomorrow);
  return words.due(reader.day(dueAt));
}
