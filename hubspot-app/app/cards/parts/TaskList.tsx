import { Button, Flex, Heading, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { CardTask } from '#shared/card.ts';
import { texts } from '../texts.ts';
import { Task } from './Task.tsx';

const FIRST_TASKS = 5;

/** What is due soonest comes first. A task that is completed here keeps its place until the card is opened anew. */
export const TaskList = ({ tasks }: { tasks: CardTask[] }) => {
  const [all, setAll] = useState(false);
  const [first, setFirst] = useState(tasks);
  // Further conversations bring tasks that have to find their place; a changed one stays where it is.
  if (tasks.length !== first.length) setFirst(tasks);
  const ordered = [...first]
    .sort(openAndDueFirst)
    .flatMap(({ id }) => tasks.find((task) => task.id === id) ?? []);
  const shown = all ? ordered : ordered.slice(0, FIRST_TASKS);
  return (
    <Flex direction="column" gap="small">
      <Heading>{texts.tasks.title}</Heading>
      {tasks.length === 0 ? <Text variant="microcopy">{texts.tasks.none}</Text> : null}
      {shown.map((task) => (
        <Task key={task.id} task={task} />
      ))}
      {shown.length < ordered.length ? (
        <Button variant="transparent" size="small" onClick={() => setAll(true)}>
          {texts.actions.showAllTasks(ordered.length)}
        </Button>
      ) : null}
    </Flex>
  );
};

/** Tasks come a page of conversations at a time, so their order is made here. */
function openAndDueFirst(left: CardTask, right: CardTask): number {
  const due = ({ dueAt }: CardTask) => Date.parse(dueAt ?? '') || Infinity;
  if (left.done !== right.done) return left.done ? 1 : -1;
  return due(left) === due(right) ? 0 : due(left) - due(right);
}
