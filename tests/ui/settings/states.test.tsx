import {
  Alert,
  Button,
  Link,
  Checkbox,
  ErrorState,
  Input,
  LoadingButton,
  LoadingSpinner,
  ProgressBar,
  Select,
  StatusTag,
  Tabs,
  Toggle,
} from '@hubspot/ui-extensions';
import { OPTIONAL_SCOPES } from '../../../shared/scopes.ts';
import { textOf } from '../textOf.ts';
import { opened, press, says } from './opened.tsx';
import { renderSettings } from './renderSettings.tsx';

test('says that it loads until everything is there', () => {
  const { renderer } = renderSettings('loading');
  expect(renderer.find(LoadingSpinner).props.label).toBe('Loading settings');
});

test.each([
  ['error', 'error', /liveprompt did not answer/, 'Try again'],
  ['not-connected', 'lock', /is not connected to a liveprompt organisation yet/, 'Check again'],
  ['denied', 'lock', /not for your account\. Ask an admin/, 'Check again'],
] as const)('%s: why, and the one next click', async (name, type, words, label) => {
  const { renderer, sent } = renderSettings(name);
  await renderer.waitFor(() => renderer.find(ErrorState, { type }));
  expect(textOf(renderer)).toMatch(words);
  const before = sent.length;
  renderer.find(Button, ({ text }) => text === label).trigger('onClick');
  await renderer.waitFor(() => expect(sent.length).toBe(before + 3));
});

test('an account that is not connected leads to where an admin connects it', async () => {
  const { renderer } = renderSettings('not-connected');
  await renderer.waitFor(() => renderer.find(ErrorState, { type: 'lock' }));
  const [primary, ...others] = renderer.findAll(Button, { variant: 'primary' });
  expect(primary?.props.href).toEqual({
    url: 'https://app.liveprompt.ai/integrations/hubspot',
    external: true,
  });
  expect(others).toEqual([]);
});

test('one primary button, and it submits the form', async () => {
  const { renderer } = await opened('ready');
  const primary = renderer.findAll(LoadingButton, { variant: 'primary' });
  expect(primary.map(({ props }) => [props.type, props.disabled])).toEqual([['submit', true]]);
  expect(renderer.findAll(Button, { variant: 'primary' })).toEqual([]);
});

test('the connection: who, what, since when', async () => {
  const { renderer } = await opened('ready');
  const text = textOf(renderer);
  expect(text).toContain('Brightlane · 101');
  expect(text).toContain('dana.weber@brightlane.io · Nov 15, 2026, 12:00 PM');
  expect(renderer.find(StatusTag).props.variant).toBe('success');
});

test('a connection that ended says why and leads to liveprompt', async () => {
  const { renderer } = await opened('reconnect');
  expect(renderer.find(Alert, { title: 'Reconnect needed' }).text).toContain('removed from this account');
  const link = renderer.find(Button, ({ text }) => text === 'Reconnect in liveprompt');
  expect(link.props.href).toEqual({
    url: 'https://app.liveprompt.ai/integrations/hubspot',
    external: true,
  });
});

test('every missing permission is named with what it switches off', async () => {
  const { renderer } = await opened('missing-scopes');
  const text = textOf(renderer);
  expect(text).toContain('Writing next steps, stages and mapped values to deals (crm.objects.deals.write)');
  expect(text).toContain('The properties of liveprompt on deals (crm.schemas.deals.write)');
  expect(text).toContain('This account lets no app create a unique property.');
});

test('optional permissions say what each switches on, and one click leads to where they are given', async () => {
  const { renderer } = await opened('ready');
  const text = textOf(renderer);
  expect(text).toContain('The ticket card and mappings into tickets (tickets)');
  expect(renderer.find(Link, ({ text: words }) => words === 'Reconnect and allow them').props.href).toEqual({
    url: 'https://app.liveprompt.ai/integrations/hubspot',
    external: true,
  });
});

test('once all of them are granted, nobody is asked for more', async () => {
  const { renderer } = await opened('all-scopes');
  expect(renderer.findAll(StatusTag).map(({ text }) => text)).toEqual([
    'Connected',
    ...OPTIONAL_SCOPES.map(() => 'Granted'),
  ]);
  expect(textOf(renderer)).not.toContain('Reconnect and allow them');
});

test('the connection test shows each check by name with its next click', async () => {
  const { renderer, sent } = await opened('ready');
  press(renderer, 'Test connection');
  await says(renderer, 'Access: HubSpot lets liveprompt in.');
  expect(textOf(renderer)).toMatch(/Permissions: These .* missing.*Connect HubSpot again/);
  expect(renderer.findAll(StatusTag).map(({ text }) => text)).toEqual([
    'Connected',
    ...OPTIONAL_SCOPES.map(() => 'Not granted'),
    'Works',
    'Does not work',
    'Works',
  ]);
  expect(sent.at(-1)).toMatchObject({ method: 'POST', path: '/connection/test' });
});

test.each([
  ['usage-near', 'warning', 'Four fifths of this month are used', 'nothing is lost'],
  ['usage-full', 'danger', 'This month is used up', 'Waiting, not lost: 7.'],
] as const)('%s: the bar warns and says what happens', async (name, variant, title, words) => {
  const { renderer } = await opened(name, 'plan');
  await renderer.waitFor(() => renderer.find(ProgressBar, { variant }));
  expect(textOf(renderer)).toContain(title);
  expect(textOf(renderer)).toContain(words);
});

test('an unlimited plan has no bar, and a usage that cannot be read can be asked again', async () => {
  const { renderer } = await opened('usage-unlimited', 'plan');
  await says(renderer, 'Conversations this month: 1,204, without a limit.');
  expect(renderer.maybeFind(ProgressBar)).toBeNull();
  const failing = await opened('usage-error', 'plan');
  await says(failing.renderer, 'The usage could not be loaded');
  failing.renderer.find(Button, ({ text }) => text === 'Try again').trigger('onClick');
  await failing.renderer.waitFor(() =>
    expect(failing.sent.filter(({ path }) => path === '/usage')).toHaveLength(2),
  );
});

test.each(['connection', 'sync', 'mapping', 'matching', 'deals', 'privacy'])(
  'without the permission nothing of %s can be changed, and the reason is told',
  async (section) => {
    const { renderer } = await opened('read-only', section);
    if (section === 'mapping') await renderer.waitFor(() => renderer.find(Select, { name: 'mapping.title' }));
    if (section === 'deals') {
      await renderer.waitFor(() => renderer.find(Select, { name: 'deals.stage.rules.0.stage' }));
    }
    expect(textOf(renderer)).toContain('Ask a super admin of this account');
    renderer.find(Button, ({ text }) => text === 'Check again').trigger('onClick');
    expect(renderer.mocks.actions.reloadPage.callCount).toBe(1);
    const fields = [Toggle, Select, Input, Checkbox].flatMap((component) =>
      renderer.findAll(component as never),
    );
    expect((fields as { props: { readOnly?: boolean } }[]).filter(({ props }) => !props.readOnly)).toEqual(
      [],
    );
    for (const word of ['Save', 'Add a mapping', 'Add a rule', 'Try on past conversations', 'Apply']) {
      expect(textOf(renderer).split('\n')).not.toContain(word);
    }
  },
);

test('tabs name every section', async () => {
  const { renderer } = await opened('ready');
  expect(
    renderer.find(Tabs).childNodes.map((node) => (node as { props?: { title?: string } }).props?.title),
  ).toEqual(['Connection', 'Sync', 'Field mapping', 'Matching', 'Deals', 'Privacy', 'Plan and usage']);
});
