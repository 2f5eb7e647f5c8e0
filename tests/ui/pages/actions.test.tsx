import { Button, Checkbox, DateInput, Form, LoadingButton, Panel, Select } from '@hubspot/ui-extensions';
import { textOf } from '../textOf.ts';
import { renderPage, type Rendered } from './renderPage.tsx';

const buttonsOf = (renderer: Rendered) => [...renderer.findAll(LoadingButton), ...renderer.findAll(Button)];
const named = (renderer: Rendered, name: string) => {
  const found = buttonsOf(renderer).find((button) => button.text === name);
  if (!found) throw new Error(`no button is called ${name}`);
  return found;
};
const writes = (asked: { method: string; path: string; body: unknown }[]) =>
  asked.filter(({ method }) => method !== 'GET');
const alerts = (renderer: Rendered) => renderer.mocks.actions.addAlert.calls.map(([alert]) => alert);

/** What HubSpot's date field hands over; months count from 0. */
const october = (date: number) => ({ year: 2026, month: 9, date, formattedDate: '' }) as never;

async function shown(name: string, words: string) {
  const page = renderPage(name);
  await page.renderer.waitFor(() => expect(textOf(page.renderer)).toContain(words));
  return page;
}

test('a problem is tried again and leaves the list; another one is dismissed', async () => {
  const { renderer, asked } = await shown('problems', 'Industry is required.');
  named(renderer, 'Try again').trigger('onClick');
  await renderer.waitFor(() => expect(textOf(renderer)).not.toContain('Industry is required.'));
  named(renderer, 'Dismiss').trigger('onClick');
  await renderer.waitFor(() => expect(textOf(renderer)).toContain('No problems'));
  expect(writes(asked).map(({ path }) => path)).toEqual([
    '/syncs/ses_failed/retry',
    '/syncs/ses_partial/dismiss',
  ]);
  expect(alerts(renderer)).toMatchObject([{ type: 'success' }, { type: 'success' }]);
});

test('all problems are tried again with one request, and the list is asked anew', async () => {
  const { renderer, asked } = await shown('problems', 'Try all again');
  named(renderer, 'Try all again').trigger('onClick');
  await renderer.waitFor(() => expect(asked.map(({ path }) => path)).toHaveLength(3));
  expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /syncs?problems=true',
    'POST /syncs/retry',
    'GET /syncs?problems=true',
  ]);
});

test('what goes wrong is said, and the row stays', async () => {
  const { renderer } = await shown('problems', 'Industry is required.');
  Object.assign(globalThis, { hsFetch: () => Promise.reject(new Error('refused')) });
  named(renderer, 'Try again').trigger('onClick');
  await renderer.waitFor(() => expect(alerts(renderer)).toMatchObject([{ type: 'danger' }]));
  expect(textOf(renderer)).toContain('Industry is required.');
});

test('details of a conversation open in a panel: objects with links, skips with reasons', async () => {
  const { renderer } = await shown('syncs', 'Acme: synced call');
  const panel = renderer.findAll(Button)[0]?.props.overlay?.find(Panel);
  expect(panel?.props.title).toBe('Acme: synced call');
  const text = textOf({ getRootNode: () => panel });
  expect(text).toContain('Meeting 9001');
  expect(text).toContain('Participant Dana Weber: marked as a colleague of the host');
});

test('the list of conversations is filtered by state and goes on', async () => {
  const { renderer, asked } = await shown('syncs-many', 'Show more');
  named(renderer, 'Show more').trigger('onClick');
  await renderer.waitFor(() => expect(asked.at(-1)?.path).toBe('/syncs?cursor=next'));
  renderer.find(Select).trigger('onChange', 'failed' as never);
  await renderer.waitFor(() => expect(asked.at(-1)?.path).toBe('/syncs?status=failed'));
});

test('chosen proposals are approved together', async () => {
  const { renderer, asked } = await shown('proposals', 'Approve chosen');
  expect(named(renderer, 'Approve chosen').props.disabled).toBe(true);
  renderer.findAll(Checkbox)[0]?.trigger('onChange', true as never);
  await renderer.waitFor(() => named(renderer, 'Approve 1'));
  renderer.findAll(Checkbox)[1]?.trigger('onChange', true as never);
  await renderer.waitFor(() => named(renderer, 'Approve 2').trigger('onClick'));
  await renderer.waitFor(() => expect(writes(asked)).toHaveLength(1));
  expect(writes(asked)).toEqual([
    { method: 'POST', path: '/proposals/decide', body: { ids: ['pro_1', 'pro_2'], decision: 'approve' } },
  ]);
  await renderer.waitFor(() =>
    expect(alerts(renderer)).toMatchObject([
      { message: '1 of 2 decided; the others say why they were not.' },
    ]),
  );
});

test('one proposal is approved in place and can be undone', async () => {
  const { renderer, asked } = await shown('proposals', 'Deal stage');
  named(renderer, 'Approve').trigger('onClick');
  await renderer.waitFor(() => named(renderer, 'Undo'));
  named(renderer, 'Undo').trigger('onClick');
  await renderer.waitFor(() => expect(writes(asked)).toHaveLength(2));
  expect(writes(asked).map(({ path }) => path)).toEqual([
    '/proposals/pro_1/approve',
    '/proposals/pro_1/undo',
  ]);
});

test('past conversations: no start without a preview, and a preview is for its own days', async () => {
  const { renderer, asked } = await shown('backfill', 'Preview');
  const [from, to] = renderer.findAll(DateInput);
  from?.trigger('onChange', october(5));
  to?.trigger('onChange', october(1));
  await renderer.waitFor(() => expect(renderer.findAll(DateInput)[1]?.props.error).toBe(true));
  expect(named(renderer, 'Preview').props.disabled).toBe(true);
  renderer.findAll(DateInput)[1]?.trigger('onChange', october(31));
  await renderer.waitFor(() => expect(named(renderer, 'Preview').props.disabled).toBe(false));
  expect(textOf(renderer)).not.toMatch(/^Start$/m);
  renderer.find(Form).trigger('onSubmit', {} as never);
  await renderer.waitFor(() => expect(textOf(renderer)).toContain('Conversations in this range: 2'));
  expect(textOf(renderer)).toContain('about 14 calls to HubSpot, 1 count');
  named(renderer, 'Start').trigger('onClick');
  await renderer.waitFor(() => expect(writes(asked)).toHaveLength(2));
  expect(writes(asked).map(({ body }) => body)).toEqual([
    { from: '2026-10-05', to: '2026-10-31', dryRun: true },
    { from: '2026-10-05', to: '2026-10-31' },
  ]);
});

test('a run is paused in place', async () => {
  const { renderer } = await shown('backfill', 'Pause');
  named(renderer, 'Pause').trigger('onClick');
  await renderer.waitFor(() => expect(textOf(renderer)).toContain('Resume'));
});

test('the audit log is copied as CSV that no spreadsheet runs', async () => {
  const { renderer } = await shown('audit', 'Copy as CSV');
  named(renderer, 'Copy as CSV').trigger('onClick');
  const [[csv] = []] = renderer.mocks.actions.copyTextToClipboard.calls;
  expect(csv).toContain('at,who,what,where,changes\r\n2026-11-24T10:00:00.000Z,dana@seller.com');
  expect(csv).toContain("'=cmd|calc");
});

test('reports are asked anew for another period, and copied for a spreadsheet', async () => {
  const { renderer, asked } = await shown('reports', 'Feature requests');
  const [period, groupBy] = renderer.findAll(Select);
  period?.trigger('onChange', '12m' as never);
  await renderer.waitFor(() =>
    expect(asked.at(-1)?.path).toBe('/reports?period=12m&groupBy=week&locale=en-us'),
  );
  groupBy?.trigger('onChange', 'month' as never);
  await renderer.waitFor(() =>
    expect(asked.at(-1)?.path).toBe('/reports?period=12m&groupBy=month&locale=en-us'),
  );
});

test('a report is copied whole, as the server writes it', async () => {
  const { renderer, asked } = await shown('reports', 'Feature requests');
  renderer.findAll(LoadingButton)[3]?.trigger('onClick');
  await renderer.waitFor(() => expect(renderer.mocks.actions.copyTextToClipboard.calls).toHaveLength(1));
  expect(asked.at(-1)?.path).toBe('/reports?period=90d&groupBy=week&locale=en-us&report=accounts');
  expect(renderer.mocks.actions.copyTextToClipboard.calls).toEqual([
    ['company_id,company\r\n20001,Acme\r\n'],
  ]);
  expect(alerts(renderer)).toMatchObject([{ type: 'success' }]);
});

test('a connection is tested by name', async () => {
  const { renderer } = await shown('health-troubles', 'Test connection');
  named(renderer, 'Test connection').trigger('onClick');
  await renderer.waitFor(() =>
    expect(textOf(renderer)).toContain('Permissions: crm.objects.deals.write is missing'),
  );
});
