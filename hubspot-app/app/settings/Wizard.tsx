import { Button, Flex, Form, Heading, LoadingButton, StepIndicator, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { Connection } from '#shared/connection.ts';
import { useEditing, useWords } from './edit/editing.ts';
import { ConflictAlert } from './parts/ConflictAlert.tsx';
import { Refusal } from './parts/Refusal.tsx';
import { SimulationResult } from './parts/SimulationResult.tsx';
import { ConnectionSection } from './sections/ConnectionSection.tsx';
import { Fields } from './sections/Fields.tsx';

const PEOPLE_FIELDS = [
  'matching.primary',
  'matching.noMatch',
  'matching.defaultContactId',
  'matching.excludeInternal',
];
const WRITTEN_FIELDS = ['sync.activity', 'sync.createTasks', 'sync.updateEngagementScore', 'sync.notes'];

/** The first opening: five short steps from the connection to the first save, each with one next click. */
export const Wizard = ({ connection, onSkip }: { connection: Connection; onSkip: () => void }) => {
  const { busy, conflict, save, simulate, simulation } = useEditing();
  const [step, setStep] = useState(0);
  const words = useWords().wizard;
  const last = words.steps.length - 1;
  const idle = busy === 'no';
  return (
    <Form onSubmit={() => (step === last ? void save() : setStep(step + 1))} autoComplete="off">
      <Flex direction="column" gap="medium">
        <StepIndicator
          stepNames={words.steps.map(({ name }) => name)}
          currentStep={step}
          onClick={(index) => setStep(index)}
        />
        <Heading>{words.steps[step]?.title}</Heading>
        <Text>{words.steps[step]?.sentence}</Text>
        {step === 0 ? <ConnectionSection connection={connection} /> : null}
        {step === 1 ? <Fields paths={PEOPLE_FIELDS} /> : null}
        {step === 2 ? <Fields paths={WRITTEN_FIELDS} /> : null}
        {step === 3 ? (
          <Flex direction="row">
            <LoadingButton loading={busy === 'simulating'} disabled={!idle} onClick={() => void simulate()}>
              {words.simulate}
            </LoadingButton>
          </Flex>
        ) : null}
        {step === 3 && simulation ? <SimulationResult simulation={simulation} /> : null}
        <Refusal />
        {conflict ? <ConflictAlert conflict={conflict} /> : null}
        <Flex direction="row" gap="small">
          <LoadingButton
            variant="primary"
            type="submit"
            loading={busy === 'saving'}
            disabled={!idle || conflict !== null}
          >
            {step === last ? words.finish : words.next}
          </LoadingButton>
          {step > 0 ? <Button onClick={() => setStep(step - 1)}>{words.back}</Button> : null}
          <Button variant="transparent" onClick={onSkip}>
            {words.skip}
          </Button>
        </Flex>
      </Flex>
    </Form>
  );
};
