import { Checkbox, Flex, StatusTag } from '@hubspot/ui-extensions';
import { daysFromToday, formatDay, shorten, type Viewer } from '@liveprompt/kit';
import { useState } from 'react';
import type { CardTask } from '#shared/card.ts';
import { setTaskDone } from '../api.ts';
import { useCardSession } from '../session.ts';
import { texts } from '../texts.ts';
import { useAct } from '../useAct.ts';
import { joined } from '../words.ts';
import { ProblemNote } from './ProblemNote.tsx';

/** Ticked at once, and unticked again with the reason when HubSpot did not take it. */
export const Task = ({ task }: { task: CardTask }) => {
  const { change, refreshRecord, viewer } = useCardSession();
  const [wanted, setWanted] = useState(task.done);
  const { busy, problem, run } = useAct();
  const done = busy ? wanted : task.done;
  const overdue = !done && task.dueAt !== null && Date.parse(task.dueAt) < viewer.now.getTime();

  const tick = (next: boolean) => {
    setWanted(next);
    run(
      () => setTaskDone(task.id, next),
      ({ tasks: states }) => {
        const known = new Map(states.map((state) => [state.id, state.done]));
        change((content) => ({
          ...content,
          tasks: content.tasks.map((one) => ({ ...one, done: known.get(one.id) ?? one.done })),
        }));
        refreshRecord();
      },
    );
  };
  return (
    <Flex direction="column" gap="flush" align="start">
      <Checkbox
        name={task.id}
        checked={done}
        readOnly={busy}
        description={metaOf(task, done, viewer)}
        onChange={tick}
      >
        {shorten(task.subject, 160) || texts.tasks.untitled}
      </Checkbox>
      {overdue ? <StatusTag variant="danger">{texts.tasks.overdue}</StatusTag> : null}
      <ProblemNote title={texts.tasks.notDone} problem={problem} />
    </Flex>
  );
};

function metaOf(task: CardTask, done: boolean, viewer: Viewer): string {
  const owner = task.owner ?? texts.tasks.noOwner;
  if (done) return joined(texts.tasks.done, owner);
  return joined(dueOf(task.dueAt, viewer), texts.tasks.priorities[task.priority], owner);
}

function dueOf(dueAt: string | null, viewer: Viewer): string {
  if (dueAt === null || Number.isNaN(Date.parse(dueAt))) return texts.tasks.noDate;
  const days = daysFromToday(dueAt, viewer);
  if (days === 0) return texts.tasks.due(texts.tasks.today);
  if (days === 1) return texts.tasks.due(texts.tasks.tomorrow);
  return texts.tasks.due(formatDay(dueAt, viewer));
}
