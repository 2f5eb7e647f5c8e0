import { Box, Button, Checkbox, Flex, Heading, StatusTag, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { TaskView } from '#shared/cardView.ts';
import { setTaskDone } from '../api.ts';
import { useCardSession } from '../session.ts';
import { useAct } from '../useAct.ts';
import { ProblemNote } from './ProblemNote.tsx';

const FIRST_TASKS = 5;

/** What follows from the conversations: the first few, the others one click away. */
export const TaskList = ({ tasks }: { tasks: TaskView[] }) => {
  const { words } = useCardSession();
  const [all, setAll] = useState(false);
  const shown = all ? tasks : tasks.slice(0, FIRST_TASKS);
  return (
    <Flex direction="column" gap="small">
      <Heading>{words.tasks}</Heading>
      {tasks.length === 0 ? <Text variant="microcopy">{words.noTasks}</Text> : null}
      {shown.map((task) => (
        <Task key={task.id} task={task} />
      ))}
      {shown.length < tasks.length ? (
        <Button variant="transparent" size="small" onClick={() => setAll(true)}>
          {`${words.allTasks} (${tasks.length})`}
        </Button>
      ) : null}
    </Flex>
  );
};

/** Ticked at once, and unticked again with the reason when HubSpot did not take it. */
const Task = ({ task }: { task: TaskView }) => {
  const { words, change, refreshRecord } = useCardSession();
  const [wanted, setWanted] = useState(task.done);
  const { busy, problem, run } = useAct();
  const done = busy ? wanted : task.done;
  const tick = (next: boolean) => {
    setWanted(next);
    run(
      () => setTaskDone(task.id, next),
      ({ tasks: states }) => {
        change(({ tasks }) => ({
          tasks: tasks.map((one) => ({ ...one, ...states.find(({ id }) => id === one.id) })),
        }));
        refreshRecord();
      },
    );
  };
  return (
    <Flex direction="column" gap="extra-small">
      <Flex direction="row" gap="small" justify="between" align="start">
        <Box flex={1}>
          <Checkbox
            name={task.id}
            checked={done}
            readOnly={busy}
            description={done ? task.closed : task.open}
            onChange={tick}
          >
            {task.subject}
          </Checkbox>
        </Box>
        {task.overdue && !done ? <StatusTag variant="danger">{task.overdue}</StatusTag> : null}
      </Flex>
      <ProblemNote title={words.taskFailed} problem={problem} />
    </Flex>
  );
};
