import { Button, StepIndicator, Tabs } from '@hubspot/ui-extensions';
import { DEFAULT_SETTINGS, type Settings } from '../../../shared/settings.ts';
import { textOf } from '../textOf.ts';
import { change, press, says, toggle } from './opened.tsx';
import { renderSettings } from './renderSettings.tsx';

async function first() {
  const shown = renderSettings('first');
  await shown.renderer.waitFor(() => shown.renderer.find(StepIndicator));
  return shown;
}

test('the first opening leads from the connection to the first save, one next click at a time', async () => {
  const { renderer, sent } = await first();
  expect(textOf(renderer)).toContain('Is everything connected?');
  press(renderer, 'Next');
  await says(renderer, 'Who is a conversation with?');
  press(renderer, 'Next');
  await says(renderer, 'What should reach HubSpot?');
  change(toggle(renderer, 'sync.createTasks'), false);
  press(renderer, 'Next');
  await says(renderer, 'Try it on past conversations');
  press(renderer, 'Try now');
  await says(renderer, '12 of the last 25 conversations would end differently.');
  press(renderer, 'Next');
  await says(renderer, 'Save, and the next conversation is written this way.');
  press(renderer, 'Save and finish');
  await renderer.waitFor(() => renderer.find(Tabs));
  const saved = sent.filter(({ method }) => method === 'PUT').map(({ body }) => body as Settings);
  expect(saved).toEqual([{ ...DEFAULT_SETTINGS, sync: { ...DEFAULT_SETTINGS.sync, createTasks: false } }]);
  expect(textOf(renderer)).toContain('Saved');
});

test('a step can be gone back to, chosen and skipped', async () => {
  const { renderer, sent } = await first();
  renderer.find(StepIndicator).trigger('onClick', 2 as never);
  await says(renderer, 'What should reach HubSpot?');
  renderer.find(Button, ({ text }) => text === 'Back').trigger('onClick');
  await says(renderer, 'Who is a conversation with?');
  renderer.find(Button, ({ text }) => text === 'Skip the setup').trigger('onClick');
  await renderer.waitFor(() => renderer.find(Tabs));
  expect(sent.filter(({ method }) => method !== 'GET')).toEqual([]);
});

test('who may not change the settings is not led to change them', async () => {
  const { renderer } = renderSettings('first-read-only');
  await renderer.waitFor(() => renderer.find(Tabs));
  expect(renderer.maybeFind(StepIndicator)).toBeNull();
});
