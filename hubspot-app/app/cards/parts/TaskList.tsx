import { Box, Button, Flex, Heading, Icon, Inline, StatusTag, Text } from '@hubspot/ui-extensions';
import { daysFromToday, formatDay, shorten, type Viewer } from '@liveprompt/kit';
import { useState } from 'react';
import type { CardTask } from '#shared/card.ts';
import { texts } from '../texts.ts';

const FIRST_TASKS = 5;

interface TaskListProps {
  tasks: CardTask[];
  viewer: Viewer;
}

/** What is due soonest comes first; what is done stays in sight, struck out. */
export const TaskList = ({ tasks, viewer }: TaskListProps) => {
  const [all, setAll] = useState(false);
  const ordered = [...tasks].sort(openAndDueFirst);
  const shown = all ? ordered : ordered.slice(0, FIRST_TASKS);
  return (
    <Flex direction="column" gap="small">
      <Heading>{texts.tasks.title}</Heading>
      {tasks.length === 0 ? <Text variant="microcopy">{texts.tasks.none}</Text> : null}
      {shown.map((task) => (
        <Task key={task.id} task={task} viewer={viewer} />
      ))}
      {shown.length < ordered.length ? (
        <Button variant="transparent" size="small" onClick={() => setAll(true)}>
          {texts.actions.showAllTasks(ordered.length)}
        </Button>
      ) : null}
    </Flex>
  );
};

const Task = ({ task, viewer }: { task: CardTask; viewer: Viewer }) => {
  const overdue = !task.done && task.dueAt !== null && Date.parse(task.dueAt) < viewer.now.getTime();
  return (
    <Flex direction="row" gap="small" align="start">
      <Icon
        name={task.done ? 'checkCircle' : 'circleHollow'}
        color={task.done ? 'success' : 'inherit'}
        size="small"
        screenReaderText={task.done ? texts.tasks.done : texts.tasks.open}
      />
      <Box flex={1}>
        <Text format={{ lineDecoration: task.done ? 'strikethrough' : 'none' }}>
          {shorten(task.subject, 160) || texts.tasks.untitled}
        </Text>
        <Inline gap="extra-small" align="center">
          {overdue ? <StatusTag variant="danger">{texts.tasks.overdue}</StatusTag> : null}
          <Text variant="microcopy" inline>
            {metaOf(task, viewer)}
          </Text>
        </Inline>
      </Box>
    </Flex>
  );
};

/** Tasks come a page of conversations at a time, so their order is made here. */
function openAndDueFirst(left: CardTask, right: CardTask): number {
  const due = ({ dueAt }: CardTask) => Date.parse(dueAt ?? '') || Infinity;
  if (left.done !== right.done) return left.done ? 1 : -1;
  return due(left) === due(right) ? 0 : due(left) - due(right);
}

function metaOf(task: CardTask, viewer: Viewer): string {
  return [
    dueOf(task.dueAt, viewer),
    texts.tasks.priorities[task.priority],
    task.owner ?? texts.tasks.noOwner,
  ].join(' · ');
}

function dueOf(dueAt: string | null, viewer: Viewer): string {
  if (dueAt === null || Number.isNaN(Date.parse(dueAt))) return texts.tasks.noDate;
  const days = daysFromToday(dueAt, viewer);
  if (days === 0) return texts.tasks.due(texts.tasks.today);
  if (days === 1) return texts.tasks.due(texts.tasks.tomorrow);
  return texts.tasks.due(formatDay(dueAt, viewer));
}
