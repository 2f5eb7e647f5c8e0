import type { Session } from '../../../shared/session.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../shared/settings.ts';
import { MappedProduct, PORTAL, type Buyer } from '../../support/mappedProduct.ts';

jest.setTimeout(30_000);

type Insights = NonNullable<Session['insights']>;
const support = (insights: Insights, more: Partial<Session> = {}): Partial<Session> => ({
  kind: 'support',
  insights,
  ...more,
});
const requests = (...titles: string[]): Insights => ({
  feature_requests: titles.map((title) => ({ title, detail: `Why: ${title.toLowerCase()}` })),
});
const issue = (title: string, status: 'open' | 'resolved'): Insights => ({ issues: [{ title, status }] });

let at: MappedProduct;
const begin = (activityKeys: boolean) => async () => {
  at = await MappedProduct.start({
    activityKeys,
    owners: [
      { id: '41', email: 'rep@seller.com' },
      { id: '42', email: 'am@seller.com' },
    ],
  });
};
const finish = () => at.product.stop();
const judge = () => {
  expect(at.product.sandbox.calls().flatMap((call) => call.violations)).toEqual([]);
};

const on = (buyer: Buyer, type: string) =>
  at.product.sandbox
    .records(PORTAL, type)
    .filter(
      ({ archived, associations }) =>
        !archived && associations.some((link) => link.type === 'contacts' && link.id === buyer.contact),
    );
const notes = (buyer: Buyer) => on(buyer, 'notes').map(({ properties }) => properties['hs_note_body'] ?? '');
const tasks = (buyer: Buyer) =>
  on(buyer, 'tasks').map(({ properties }) => [properties['hs_task_subject'], properties['hs_task_status']]);
const silent = async (id: string) => {
  at.product.sandbox.resetCalls();
  await at.resync(id);
  expect(at.writes()).toEqual([]);
};

describe.each([
  ['marker', false],
  ['unique', true],
])('a support conversation, in a portal of the mode %s', (mode, activityKeys) => {
  beforeAll(begin(activityKeys));
  afterAll(finish);
  afterEach(judge);

  it('makes a note of each feature request on contact and company, and none twice', async () => {
    const buyer = at.buyer();
    const id = `ses_ask_${mode}`;
    await at.talk(id, buyer, support(requests('Export to CSV', 'Dark mode', 'export to csv!')));
    const [csv, dark, ...others] = on(buyer, 'notes');
    expect(others).toEqual([]);
    expect(csv?.properties['hs_note_body']).toContain('<li>Export to CSV</li>');
    expect(dark?.properties['hs_note_body']).toContain('Why: dark mode');
    expect(csv?.associations.map((link) => `${link.type}:${link.id}`).sort()).toEqual([
      `companies:${buyer.company}`,
      `contacts:${buyer.contact}`,
    ]);
    await silent(id);

    // In another order and spelling they are the same notes; a new one is added, one that is gone goes.
    await at.talk(id, buyer, support(requests('SSO', 'dark  mode')));
    expect(on(buyer, 'notes').map((note) => note.id)).toContain(dark?.id);
    expect(notes(buyer)).toHaveLength(2);
    expect(notes(buyer).join()).not.toContain('CSV');
    await silent(id);
    await at.forget(id);
    expect(notes(buyer)).toEqual([]);
  });

  it('makes a task of each open issue, done once it is resolved', async () => {
    const buyer = at.buyer();
    const id = `ses_issue_${mode}`;
    await at.talk(
      id,
      buyer,
      support({
        issues: [
          { title: 'Import fails', status: 'open' },
          { title: 'Old', status: 'resolved' },
          { title: 'Slow' },
        ],
      }),
    );
    expect(tasks(buyer)).toEqual([
      ['Import fails', 'NOT_STARTED'],
      ['Slow', 'NOT_STARTED'],
    ]);
    const [task] = on(buyer, 'tasks');
    expect(task?.properties).toMatchObject({ hubspot_owner_id: '41', hs_task_priority: 'MEDIUM' });
    const card = await at.product.card(PORTAL, `/cards/contact?objectId=${buyer.contact}`);
    expect(card.body.tasks).toMatchObject([
      { id: task?.id, subject: 'Import fails', done: false },
      { subject: 'Slow' },
    ]);
    await silent(id);

    await at.talk(id, buyer, support(issue('import fails!', 'resolved')));
    expect(on(buyer, 'tasks').map((one) => one.id)).toEqual([task?.id]);
    expect(tasks(buyer)).toEqual([['import fails!', 'COMPLETED']]);
    await silent(id);
    await at.talk(id, buyer, support(issue('Import fails', 'open')));
    expect(tasks(buyer)).toEqual([['Import fails', 'NOT_STARTED']]);
    await at.forget(id);
    expect(tasks(buyer)).toEqual([]);
  });
});

describe('a support conversation beside others', () => {
  beforeAll(begin(false));
  afterAll(finish);
  afterEach(judge);

  it('leaves the notes of other conversations alone when one asks again or is deleted', async () => {
    const buyer = at.buyer();
    const id = (n: number) => `ses_again_${n}`;
    await at.talk(id(1), buyer, support(requests('Export')), 1);
    const [first] = notes(buyer);
    at.product.sandbox.resetCalls();
    await at.talk(id(2), buyer, support(requests('Export')), 2);
    expect(notes(buyer)).toHaveLength(2);
    expect(notes(buyer)).toContain(first);
    expect(at.writes().filter((path) => path.includes('notes'))).toEqual([
      '/crm/objects/2026-09/notes/batch/create',
    ]);
    await at.forget(id(2));
    expect(notes(buyer)).toEqual([first]);
  });

  it('leaves a task to the person who changed it, and doubles no action item', async () => {
    const buyer = at.buyer();
    const id = 'ses_mine';
    await at.talk(
      id,
      buyer,
      support(
        { issues: [{ title: 'Import fails' }, { title: 'Login fails' }] },
        { action_items: [{ id: 'act_1', title: 'LOGIN fails.' }] },
      ),
    );
    expect(tasks(buyer).map(([subject]) => subject)).toEqual(['LOGIN fails.', 'Import fails']);
    const mine = on(buyer, 'tasks')[1]?.id ?? '';
    at.edit('tasks', mine, { hs_task_status: 'IN_PROGRESS' });
    const row = await at.talk(id, buyer, support(issue('Import fails', 'resolved')));
    expect(tasks(buyer)).toEqual([['Import fails', 'IN_PROGRESS']]);
    expect(row.skips).toContainEqual({
      what: 'task "Import fails"',
      reason: expect.stringMatching(/^changed_in_hubspot: someone changed the status/),
    });
    await at.talk(id, buyer, support({}));
    expect(tasks(buyer)).toEqual([['Import fails', 'IN_PROGRESS']]);
  });

  it('hands off to the owner of the contact, to the host where nobody looks after it', async () => {
    const said = support({ handoff_notes: '- Logs are with engineering\n- E-mail before **noon**' });
    const handedBy = async (owner?: string) => {
      const buyer = at.buyer({}, owner ? { hubspot_owner_id: owner } : {});
      const id = `ses_hand_${owner ?? 'none'}`;
      await at.talk(id, buyer, said);
      await silent(id);
      return on(buyer, 'notes')[0]?.properties;
    };
    expect(await handedBy('42')).toMatchObject({
      hubspot_owner_id: '42',
      hs_note_body: expect.stringContaining('<li>E-mail before <strong>noon</strong></li>'),
    });
    expect(await handedBy()).toMatchObject({ hubspot_owner_id: '41' });
  });

  it('writes neither notes nor tasks where the settings want none', async () => {
    const { version } = (await at.product.api('GET', '/settings')).body as unknown as Settings;
    const sync = { ...DEFAULT_SETTINGS.sync, notes: false, createTasks: false };
    const saved = await at.product.api('PUT', '/settings', { body: { ...DEFAULT_SETTINGS, version, sync } });
    expect(saved.status).toBe(200);
    const buyer = at.buyer();
    const said = { ...requests('Export'), issues: [{ title: 'Slow' }], handoff_notes: 'Call her' };
    await at.talk('ses_off', buyer, support(said));
    expect([notes(buyer), tasks(buyer)]).toEqual([[], []]);
    expect(on(buyer, 'meetings')[0]?.properties['hs_meeting_body']).toContain('Slow – open');
  });
});
