import { Alert, Button, DateInput, Flex, Form, LoadingButton, Text } from '@hubspot/ui-extensions';
import { formatNumber } from '@liveprompt/kit';
import { useState } from 'react';
import type { Backfill } from '#shared/backfill.ts';
import type { Simulation } from '#shared/simulation.ts';
import { useAction } from '../parts/useAction.ts';
import { useViewer } from '../parts/useViewer.ts';
import { texts } from '../texts.ts';

const words = texts.backfill;

interface Day {
  year: number;
  /** 0 is January. */
  month: number;
  date: number;
}

/** From and to, a preview that writes nothing, and only then the start. */
export const BackfillForm = ({ onStarted }: { onStarted: () => void }) => {
  const [from, setFrom] = useState<Day | null>(null);
  const [to, setTo] = useState<Day | null>(null);
  const [preview, setPreview] = useState<Simulation | null>(null);
  const action = useAction();
  const range = from && to ? { from: iso(from), to: iso(to) } : null;
  const backwards = range !== null && range.from > range.to;
  const change = (set: (day: Day) => void) => (day: Day) => {
    set(day);
    setPreview(null);
  };

  const look = () => {
    if (!range) return;
    action.run<Simulation>(
      'preview',
      '/backfill',
      { method: 'POST', body: { ...range, dryRun: true }, timeout: 60_000, expects: ['sessions', 'writes'] },
      words.previewed,
      setPreview,
    );
  };
  const start = () => {
    if (!range) return;
    action.run<Backfill>(
      'start',
      '/backfill',
      { method: 'POST', body: range, expects: ['id'] },
      words.started,
      () => {
        setPreview(null);
        onStarted();
      },
    );
  };

  return (
    <Form onSubmit={look}>
      <Flex direction="column" gap="small">
        <Flex direction="row" gap="small">
          <DateInput name="from" label={words.from} required onChange={change(setFrom)} />
          <DateInput
            name="to"
            label={words.to}

            required
            error={backwards}
            {...(backwards ? { validationMessage: words.backwards } : {})}
            onChange={change(setTo)}
          />
        </Flex>
        <Flex direction="row" gap="small">
          <LoadingButton
            type="submit"
            variant={preview ? 'secondary' : 'primary'}
            loading={action.busy === 'preview'}
            disabled={!range || backwards || action.busy !== null}
          >
            {words.preview}
          </LoadingButton>
          {preview ? (
            <Button
              variant="primary"
              disabled={preview.sessions === 0 || action.busy !== null}
              onClick={start}
            >
              {words.start}
            </Button>
          ) : null}
        </Flex>
        {preview ? <Preview preview={preview} /> : null}
      </Flex>
    </Form>
  );
};

const Preview = ({ preview }: { preview: Simulation }) => {
  const viewer = useViewer(new Date());
  const of = (value: number) => formatNumber(value, viewer);
  return (
    <Alert title={words.wouldDo(of(preview.sessions))} variant="info">
      <Text>
        {words.wouldCost(
          of(preview.writes.length),
          of(preview.skips.length),
          of(preview.estimatedCalls),
          of(preview.planUnits),
        )}
      </Text>
    </Alert>
  );
};

function iso({ year, month, date }: Day): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${year}-${two(month + 1)}-${two(date)}`;
}
