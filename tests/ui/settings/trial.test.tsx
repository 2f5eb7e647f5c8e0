import { LoadingButton, NumberInput } from '@hubspot/ui-extensions';
import { settingsDocument, type Settings } from '../../../shared/settings.ts';
import { textOf } from '../textOf.ts';
import { change, opened, press, says, toggle } from './opened.tsx';

describe('trial run', () => {
  test('says per conversation what would come and what would go', async () => {
    const { renderer, sent } = await opened('ready', 'sync');
    change(toggle(renderer, 'sync.createTasks'), false);
    press(renderer, 'Try on past conversations');
    await says(renderer, '12 of the last 25 conversations would end differently.');
    const text = textOf(renderer);
    expect(text).toContain('Trial run: nothing was written');
    expect(text).toContain('Acme: pricing and rollout plan, part 1 · Nov 24, 2026, 12:00 PM · 3 differences');
    expect(text).toContain('Would happen\nPropose Amount 85,000');
    expect(text).toContain('Would not happen\nCreate the task “Send the contract”.');
    expect(text).toContain('Further conversations that would end differently: 2');
    expect(text).toContain('What is left out, and why\nParticipant Ben: he did not agree');
    const asked = sent.at(-1);
    expect(asked).toMatchObject({
      method: 'POST',
      path: '/settings/simulate',
      body: { settings: { sync: { createTasks: false } }, sessions: 25 },
    });
    expect(settingsDocument.safeParse((asked?.body as { settings: Settings }).settings).success).toBe(true);
  });

  test.each([
    ['simulate-same', 'The last 25 conversations would end as now.'],
    ['simulate-none', 'There is no past conversation to try the settings on yet.'],
    ['simulate-fails', 'That did not work'],
  ])('%s', async (name, words) => {
    const { renderer } = await opened(name);
    press(renderer, 'Try on past conversations');
    await says(renderer, words);
    expect(textOf(renderer).includes('What is left out, and why')).toBe(name === 'simulate-same');
  });

  test('a reason that is there many times is said once', async () => {
    const { renderer } = await opened('simulate-skips');
    press(renderer, 'Try on past conversations');
    await says(renderer, 'Further reasons: 2');
    expect(textOf(renderer).split('Participant Person 1: ')).toHaveLength(2);
  });

  test('a further change makes the result old: it goes', async () => {
    const { renderer } = await opened('ready', 'sync');
    press(renderer, 'Try on past conversations');
    await says(renderer, 'Trial run');
    change(toggle(renderer, 'sync.notes'), false);
    await renderer.waitFor(() => expect(textOf(renderer)).not.toContain('Trial run'));
  });
});

describe('past conversations', () => {
  test('are synced again on request', async () => {
    const { renderer, sent } = await opened('ready');
    change(renderer.find(NumberInput), 7);
    await renderer.waitFor(() => expect(renderer.find(NumberInput).props.value).toBe(7));
    press(renderer, 'Apply');
    await says(renderer, '34 past conversations are synced again');
    expect(sent.at(-1)).toEqual({ method: 'POST', path: '/settings/apply', body: { days: 7 } });
  });

  test.each([0, 366, 1.5, NaN])('%p days cannot be asked for', async (days) => {
    const { renderer } = await opened('ready');
    change(renderer.find(NumberInput), days);
    await says(renderer, 'Apply');
    await renderer.waitFor(() => expect(renderer.find(NumberInput).props.error).toBe(true));
    expect(renderer.find(LoadingButton, ({ text }) => text === 'Apply').props.disabled).toBe(true);
  });
});
