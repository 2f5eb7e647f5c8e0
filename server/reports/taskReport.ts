import type { ReportTaskCounts, ReportTasks } from '../../shared/reports.ts';
import type { CountedFigures, TaskFigure } from './figures.ts';

const DAY_MS = 86_400_000;

type Task = TaskFigure & { agreedAt: Date };

/** What became of the tasks of conversations, together and by owner. Pure. */
export function taskReport(conversations: readonly CountedFigures[], now: Date): ReportTasks {
  const all: Task[] = [];
  const owners = new Map<string | null, Task[]>();
  for (const { startedAt, tasks } of conversations) {
    for (const task of Object.values(tasks)) {
      const one = { ...task, agreedAt: startedAt };
      all.push(one);
      const own = owners.get(task.owner);
      if (own) own.push(one);
      else owners.set(task.owner, [one]);
    }
  }
  return {
    ...countsOf(all, now),
    byOwner: [...owners]
      .map(([owner, tasks]) => ({ owner, ...countsOf(tasks, now) }))
      .sort(
        (left, right) =>
          right.created - left.created || (left.owner ?? '~').localeCompare(right.owner ?? '~'),
      ),
  };
}

function countsOf(tasks: readonly Task[], now: Date): ReportTaskCounts {
  const days = tasks.flatMap(({ doneAt, agreedAt }) =>
    doneAt === null ? [] : [Math.max(0, doneAt.getTime() - agreedAt.getTime()) / DAY_MS],
  );
  const open = tasks.filter(({ doneAt }) => doneAt === null);
  return {
    created: tasks.length,
    completed: days.length,
    open: open.length,
    overdue: open.filter(({ dueAt }) => dueAt !== null && dueAt < now).length,
    completionShare: tasks.length === 0 ? null : days.length / tasks.length,
    medianDays: median(days),
  };
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1);
  if (middle.length === 0) return null;
  return tenth(middle.reduce((sum, one) => sum + one, 0) / middle.length);
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
