import { Alert, Button, Link, SearchInput } from '@hubspot/ui-extensions';
import { settingsScenarios } from '../../fixtures/settings/scenarios.ts';
import { NOW } from './renderSettings.tsx';
import { opened, press, says } from './opened.tsx';

const known = settingsScenarios(NOW)['all-fields'];
if (!known) throw new Error('There is no such state');

const type = (renderer: Awaited<ReturnType<typeof opened>>['renderer'], typed: string) => {
  renderer.find(SearchInput).trigger('onInput' as never, typed as never);
};
const asked = (sent: { path: string }[]) =>
  sent.map(({ path }) => path).filter((path) => path.startsWith('/settings/contacts'));

test('the contact that is set has a name and a link, not a number', async () => {
  const { renderer, sent } = await opened('all-fields', 'matching');
  await says(renderer, 'Reception · hello@brightlane.io');
  expect(renderer.find(Link, ({ text }) => text?.startsWith('Reception') === true).props.href).toMatchObject({
    external: true,
  });
  expect(asked(sent)).toEqual(['/settings/contacts?id=501']);
});

test('typing asks once, after a pause; a choice is saved by its id', async () => {
  const anna = { id: '777', name: 'Anna & Co', email: null, url: 'https://app.hubspot.com/x' };
  const { renderer, sent } = await opened('all-fields', 'matching', (request) =>
    request.query.has('q') ? { status: 200, body: { contacts: [anna] } } : known.answer(request),
  );
  for (const typed of ['a', 'an', 'anna & co']) type(renderer, typed);
  const choice = () => renderer.find(Button, ({ text }) => text === 'Anna & Co');
  await renderer.waitFor(choice);
  expect(asked(sent)).toEqual(['/settings/contacts?id=501', '/settings/contacts?q=anna%20%26%20co']);
  choice().trigger('onClick');
  await says(renderer, 'Chosen:');
  press(renderer, 'Save');
  await renderer.waitFor(() => {
    const put = sent.find(({ method }) => method === 'PUT');
    expect(put?.body).toMatchObject({ matching: { defaultContactId: '777' } });
  });
});

test('a contact that is gone is said, and so is that nobody was found', async () => {
  const { renderer } = await opened('contact-gone', 'matching');
  await says(renderer, 'Choose another one.');
  expect(renderer.find(Alert).props.title).toBe('The chosen contact (501) is not in HubSpot any more');
  type(renderer, 'zoe');
  await says(renderer, 'No contact begins with “zoe”.');
});

test('what HubSpot cannot answer is told in words', async () => {
  const message = 'HubSpot is busy. Try again in a minute.';
  const { renderer } = await opened('all-fields', 'matching', (request) =>
    request.path === '/settings/contacts'
      ? { status: 503, body: { error: { code: 'busy', message, action: '' } } }
      : known.answer(request),
  );
  await says(renderer, message);
});
