import { Flex, LoadingButton, NumberInput, Text } from '@hubspot/ui-extensions';
import { fill } from '@liveprompt/kit';
import { useState } from 'react';
import { useEditing } from '../edit/editing.ts';

const MOST_DAYS = 365;

/** Settings count from the next conversation on; this carries them to past ones. */
export const ApplyToPast = () => {
  const { apply, busy, form } = useEditing();
  const [days, setDays] = useState(30);
  const fits = Number.isInteger(days) && days >= 1 && days <= MOST_DAYS;
  const words = form.words.apply;
  return (
    <Flex direction="column" gap="extra-small">
      <Flex direction="row" gap="small" align="end">
        <NumberInput
          name="applyDays"
          label={words.label}
          min={1}
          max={MOST_DAYS}
          value={days}
          error={!fits}
          validationMessage={fits ? undefined : fill(words.range, { most: MOST_DAYS })}
          onChange={setDays}
        />
        <LoadingButton
          size="small"
          loading={busy === 'applying'}
          disabled={busy !== 'no' || !fits}
          onClick={() => void apply(days)}
        >
          {words.button}
        </LoadingButton>
      </Flex>
      <Text variant="microcopy">{words.sentence}</Text>
    </Flex>
  );
};
