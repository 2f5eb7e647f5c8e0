import { Button, LoadingButton, NumberInput, Tab, Tabs, TextArea, TimeInput } from '@hubspot/ui-extensions';
import type { Settings } from '../../../shared/settings.ts';
import { SAVED } from '../../fixtures/settings/samples.ts';
import { textOf } from '../textOf.ts';
import { change, offered, opened, press, says, select, toggle } from './opened.tsx';
import type { Sent } from './renderSettings.tsx';

const put = (sent: Sent[]) =>
  sent.filter(({ method }) => method === 'PUT').map(({ body }) => body as Settings);

test('what is changed is named until it is saved, and only that is changed', async () => {
  const { renderer, sent } = await opened('ready', 'sync');
  change(toggle(renderer, 'sync.notes'), false);
  await says(renderer, 'Not saved yet: Write notes');
  press(renderer, 'Save');
  await says(renderer, 'The settings count from the next conversation on.');
  expect(put(sent)).toEqual([{ ...SAVED, sync: { ...SAVED.sync, notes: false } }]);
});

test('changes of several sections are kept while others are looked at, and can be taken back', async () => {
  const { renderer } = await opened('ready', 'sync');
  change(toggle(renderer, 'sync.notes'), false);
  renderer.find(Tabs).trigger('onSelectedChange', 'matching' as never);
  await renderer.waitFor(() => select(renderer, 'matching.primary'));
  change(select(renderer, 'matching.primary'), 'name');
  await says(renderer, 'Not saved yet: Write notes, Find people by');
  renderer.find(Button, ({ text }) => text === 'Discard changes').trigger('onClick');
  await renderer.waitFor(() => expect(textOf(renderer)).not.toContain('Not saved yet'));
  expect(select(renderer, 'matching.primary').props.value).toBe('email');
});

test('a field that means something under a condition is there only then', async () => {
  const { renderer } = await opened('ready', 'sync');
  expect(renderer.maybeFind(TimeInput)).toBeNull();
  change(select(renderer, 'sync.frequency'), 'daily');
  await renderer.waitFor(() => renderer.find(TimeInput));
  change(renderer.find(TimeInput), { hours: 7, minutes: 5 });
  await says(renderer, 'Not saved yet: How often, Time of day');
});

test('what is typed and submitted in one breath is saved as typed', async () => {
  const { renderer, sent } = await opened('ready', 'privacy');
  const area = renderer.find(TextArea, { name: 'matching.excludeDomains' });
  expect(area.props.value).toBe('partner.example\nagency.example');
  change(area, ' partner.example ,new.example\n\n');
  press(renderer, 'Save');
  await says(renderer, 'Saved');
  expect(put(sent)[0]?.matching.excludeDomains).toEqual(['partner.example', 'new.example']);
});

test.each([
  [365, 365],
  // What an emptied field gives.
  [NaN, null],
])('how long conversations are kept: %s is saved as %s', async (typed, saved) => {
  const { renderer, sent } = await opened('ready', 'privacy');
  const field = renderer.find(NumberInput, { name: 'data.keepConversationsDays' });
  expect(field.props.value).toBeUndefined();
  change(field, typed);
  change(toggle(renderer, 'matching.excludeInternal'), false);
  press(renderer, 'Save');
  await says(renderer, 'Saved');
  expect(put(sent)[0]?.data).toEqual({ keepConversationsDays: saved });
});

describe('mapping', () => {
  test('only properties that can hold the field are offered', async () => {
    const { renderer } = await opened('ready', 'mapping');
    await renderer.waitFor(() => select(renderer, 'mapping.custom.0.property'));
    expect(offered(select(renderer, 'mapping.custom.0.property').props)).toEqual(['Amount', 'Next step']);
    change(select(renderer, 'mapping.custom.0.from'), 'next_meeting.starts_at');
    await renderer.waitFor(() =>
      expect(offered(select(renderer, 'mapping.custom.0.property').props)).toEqual([
        'Close date',
        'Next step',
      ]),
    );
    // Amount cannot hold a date: the first that can takes its place.
    expect(select(renderer, 'mapping.custom.0.property').props.value).toBe('closedate');
  });

  test('a mapping is added asking first, changed and removed', async () => {
    const { renderer, sent } = await opened('ready', 'mapping');
    await renderer.waitFor(() => renderer.find(Button, ({ text }) => text === 'Add a mapping'));
    renderer.find(Button, ({ text }) => text === 'Add a mapping').trigger('onClick');
    await renderer.waitFor(() => select(renderer, 'mapping.custom.1.from'));
    change(select(renderer, 'mapping.custom.1.from'), 'summary.brief');
    renderer.find(Button, ({ text }) => text === 'Remove mapping 1').trigger('onClick');
    press(renderer, 'Save');
    await says(renderer, 'Saved');
    expect(put(sent)[0]?.mapping.custom).toEqual([
      { from: 'summary.brief', object: 'contact', property: 'jobtitle', mode: 'propose' },
    ]);
  });

  test('a record without properties says so and offers none', async () => {
    const { renderer } = await opened('choices-empty', 'mapping');
    await says(renderer, 'Not available: Tickets');
    const property = select(renderer, 'mapping.custom.0.property');
    expect(offered(property.props)).toEqual(['amount (not in HubSpot any more)']);
    expect(property.props.placeholder).toBe('No property of this record can hold the field');
  });

  test('pickers that cannot be loaded say why and try again', async () => {
    const { renderer, sent } = await opened('choices-error', 'mapping');
    await says(renderer, 'properties and pipelines could not be loaded');
    renderer.find(Button, ({ text }) => text === 'Try again').trigger('onClick');
    await renderer.waitFor(() =>
      expect(sent.filter(({ path }) => path === '/settings/choices')).toHaveLength(2),
    );
  });
});

describe('stage rules', () => {
  test('the stage is one of the chosen pipeline', async () => {
    const { renderer, sent } = await opened('ready', 'deals');
    await renderer.waitFor(() => select(renderer, 'deals.stage.rules.0.stage'));
    expect(offered(select(renderer, 'deals.stage.rules.0.stage').props)).toContain('Contract sent');
    change(select(renderer, 'deals.stage.rules.0.pipeline'), 'renewals');
    await renderer.waitFor(() =>
      expect(offered(select(renderer, 'deals.stage.rules.0.stage').props)).toEqual(['Renewal open']),
    );
    change(renderer.find(TextArea), 'renewal\nextend the contract');
    press(renderer, 'Save');
    await says(renderer, 'Saved');
    expect(put(sent)[0]?.deals.stage.rules).toEqual([
      { keywords: ['renewal', 'extend the contract'], pipeline: 'renewals', stage: 'renewal_open' },
    ]);
  });
});

test('what the server refuses stands at its field, on its tab and in one list', async () => {
  const { renderer } = await opened('invalid', 'sync');
  change(select(renderer, 'sync.frequency'), 'daily');
  press(renderer, 'Save');
  await says(renderer, 'Not saved: please correct');
  expect(renderer.find(TimeInput).props).toMatchObject({
    error: true,
    validationMessage: 'This is not a time of day like 18:00.',
  });
  expect(textOf(renderer)).toContain('Property: “Deal type” takes only one option.');
  expect(renderer.findAll(Tab).map(({ props }) => props.title)).toEqual(
    expect.arrayContaining(['Sync (1 to correct)', 'Field mapping (1 to correct)']),
  );
  change(renderer.find(TimeInput), { hours: 18, minutes: 0 });
  await renderer.waitFor(() => expect(renderer.find(TimeInput).props.error).toBe(false));
});

test('an outage while saving loses nothing', async () => {
  const { renderer } = await opened('save-fails', 'sync');
  change(toggle(renderer, 'sync.notes'), false);
  press(renderer, 'Save');
  await says(renderer, 'That did not work');
  expect(textOf(renderer)).toContain('Not saved yet: Write notes');
});

describe('somebody else saved in between', () => {
  const meet = async () => {
    const shown = await opened('conflict', 'sync');
    change(toggle(shown.renderer, 'sync.notes'), false);
    change(toggle(shown.renderer, 'sync.createTasks'), false);
    press(shown.renderer, 'Save');
    await says(shown.renderer, 'kim@brightlane.io saved other settings in the meantime');
    return shown;
  };

  test('who, when and what is told; nothing can be saved before it is decided', async () => {
    const { renderer } = await meet();
    const text = textOf(renderer);
    expect(text).toContain('Nov 24, 2026, 11:31 AM');
    expect(text).toContain('How often: At once → At the next full hour');
    expect(text).toContain('Write notes: on → off (yours: off)');
    expect(renderer.find(LoadingButton, { type: 'submit' }).props.disabled).toBe(true);
  });

  test('mine go on top of theirs', async () => {
    const { renderer, sent } = await meet();
    renderer.find(Button, ({ text }) => text === 'Keep my changes on top').trigger('onClick');
    await says(renderer, 'Not saved yet: Create tasks');
    press(renderer, 'Save');
    await says(renderer, 'The settings count from the next conversation on.');
    expect(put(sent).at(-1)).toMatchObject({
      version: 4,
      sync: { frequency: 'hourly', notes: false, createTasks: false },
    });
  });

  test('or theirs are shown', async () => {
    const { renderer } = await meet();
    renderer.find(Button, ({ text }) => text === 'Discard mine, show theirs').trigger('onClick');
    await renderer.waitFor(() => expect(select(renderer, 'sync.frequency').props.value).toBe('hourly'));
    expect(toggle(renderer, 'sync.createTasks').props.checked).toBe(true);
  });
});
