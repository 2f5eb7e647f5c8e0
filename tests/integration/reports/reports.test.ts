import type { Reports } from '../../../shared/reports.ts';
import type { ReportsAnswer } from '../../../shared/reportsView.ts';
import type { Session } from '../../../shared/session.ts';
import { figures } from '../../../server/reports/figures.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { sales } from '../../sandbox/samples/sales.ts';
import { startProduct, type Product } from '../../support/product.ts';

const { portal, acme, john, acmeRollout } = DEMO_IDS;
const DAY_MS = 86_400_000;
const NOW = new Date();

jest.setTimeout(30_000);

let product: Product;

/** The sales call as it was some days ago. */
async function deliver(
  suffix: string,
  daysAgo: number,
  change: (session: Session) => void = () => undefined,
) {
  const envelope = sales(new Date(NOW.getTime() - daysAgo * DAY_MS), 'org_1', suffix);
  change(envelope.data.session);
  await product.deliver(envelope);
}

const read = async (query = '', options: { org?: string; role?: 'admin' | 'member' } = {}) => {
  const answer = await product.api('GET', `/reports${query}`, options);
  return { ...answer, body: answer.body as unknown as ReportsAnswer };
};

beforeAll(async () => {
  product = await startProduct();
  product.sandbox.addPortal(demoPortal('2027-12-31'));
  await product.connect('org_1', portal);
  product.sandbox.resetCalls();
  await deliver('a', 0);
  await deliver('b', 10, (session) => {
    (session.insights ??= {}).feature_requests = [
      { title: 'TEAM leaderboard by Site' },
      { title: '=cmd|calc' },
    ];
  });
  await deliver('c', 200);
  await product.idle();
});
afterEach(() => expect(product.sandbox.calls().flatMap((call) => call.violations)).toEqual([]));
afterAll(() => product.stop());

describe('GET /api/v1/reports', () => {
  it('counts the conversations of the period: over time, by stage of then, by account, by request', async () => {
    const { status, body } = await read('?period=30d&groupBy=week', { role: 'member' });
    expect(status).toBe(200);
    expect(body.totals).toMatchObject({ conversations: 2, minutes: 90, accounts: 1 });
    expect(body.trend.reduce((sum, { conversations }) => sum + conversations, 0)).toBe(2);
    expect(body.trend.length).toBeGreaterThanOrEqual(5);
    const stage = body.stages.find(({ kind }) => kind === 'stage');
    expect(stage).toMatchObject({ conversations: 1, averageMinutes: 45, pipeline: 'Sales Pipeline' });
    expect(body.stages.find(({ kind }) => kind === 'unknown')).toMatchObject({ conversations: 1 });
    expect(body.accounts).toMatchObject([
      { id: acme, name: 'Acme', conversations: 2, averageGapDays: 10, url: expect.stringContaining(acme) },
    ]);
    expect(body.requests[0]).toMatchObject({
      title: 'Team leaderboard by site',
      conversations: 2,
      accountCount: 1,
      accounts: [{ name: 'Acme' }],
    });
    expect(body.tasks).toMatchObject({ created: 6, completed: 0, open: 6 });
  });

  it('shows longer periods by month', async () => {
    const { body } = await read('?period=12m&groupBy=month');
    expect(body.trend).toHaveLength(12);
    expect(body.totals.conversations).toBe(3);
  });

  it('words the same for our page in HubSpot, in the language of its reader', async () => {
    const answer = await product.card(portal, '/reports?period=30d&locale=de');
    const { view } = answer.body as unknown as ReportsAnswer;
    expect(view.empty).toBeNull();
    expect(view.sections.map(({ report }) => report)).toEqual([
      'trend',
      'stages',
      'tasks',
      'accounts',
      'requests',
    ]);
    const [score] = (await read('?period=30d')).body.trend.filter(
      ({ averageScore }) => averageScore !== null,
    );
    expect(view.sections[0]?.charts[1]?.points).toContainEqual({
      x: expect.any(String),
      y: score?.averageScore,
    });
    expect(view.sections[3]?.table?.rows[0]?.cells[3]).toBe('10');
  });

  it('belongs to one organisation', async () => {
    const { body } = await read('?period=30d', { org: 'org_2' });
    expect(body.totals.conversations).toBe(0);
    expect(body.view.empty?.title).toBe('No conversations in this period');
    expect([body.accounts, body.requests, body.tasks.byOwner]).toEqual([[], [], []]);
  });

  it.each([
    ['?period=7d', 'period'],
    ['?groupBy=day', 'groupBy'],
    ['?report=everything', 'report'],
    ['?from=2026', 'from'],
  ])('answers 422 to %s and names the field', async (query, path) => {
    const { status, body } = await read(query);
    expect(status).toBe(422);
    expect(body).toMatchObject({ error: { issues: [{ path }] } });
  });
});

const totalsOf = (type: string, id: string) => {
  const properties = product.sandbox.record(portal, type, id)?.properties ?? {};
  return ['conversations', 'conversation_minutes', 'action_items'].map(
    (name) => properties[`liveprompt_${name}`],
  );
};

describe('totals for the report builder of HubSpot', () => {
  it('stand on the contact and on the deal', () => {
    expect(totalsOf('contacts', john)).toEqual(['3', '135', '9']);
    expect(totalsOf('deals', acmeRollout)).toEqual(['3', '135', '9']);
  });
});

describe('a report as a table', () => {
  const file = async (query: string) => {
    const { status, body, headers } = await product.api('GET', `/reports${query}`, { accept: 'text/csv' });
    return { status, headers, text: typeof body === 'string' ? (body as string) : JSON.stringify(body) };
  };

  it.each([
    ['trend', 'start,conversations,minutes,accounts,average_score,scored_conversations'],
    ['stages', 'kind,pipeline,stage,stage_id,conversations,minutes,average_minutes'],
    ['tasks', 'owner,created,completed,open,overdue,completion_share,median_days_to_completion'],
    ['accounts', 'company_id,company,conversations,minutes,last_conversation,average_gap_days'],
    ['requests', 'feature,conversations,companies,asked_by,last_asked'],
  ])('%s has its columns and a name', async (report, columns) => {
    const { text, headers } = await file(`?period=30d&report=${report}`);
    expect(text.split('\r\n')[0]).toBe(columns);
    expect(text.split('\r\n').length).toBeGreaterThan(2);
    expect(headers.get('content-type')).toMatch(/^text\/csv/);
    expect(headers.get('content-disposition')).toContain(`liveprompt-${report}-30d.csv`);
  });

  it('runs nothing in a spreadsheet', async () => {
    expect((await file('?period=30d&report=requests')).text).toContain("'=cmd|calc");
  });

  it('has to be named', async () => {
    const { status, text } = await file('?period=30d');
    expect([status, text]).toEqual([422, expect.stringContaining('"path":"report"')]);
  });

  it('comes as JSON where a page cannot receive a file', async () => {
    const answer = await product.card(portal, '/reports?period=30d&report=accounts');
    expect(answer.body).toMatchObject({ report: 'accounts', csv: expect.stringContaining('Acme') });
  });
});

describe('action items', () => {
  const follow = async (due: boolean) => {
    if (due) await product.store.collection(figures).updateMany({}, { $set: { lookAt: new Date(0) } });
    product.sandbox.resetCalls();
    await product.jobs.find(({ name }) => name === 'follow-tasks')?.run();
    return product.sandbox.calls().map(({ path, inputs }) => [path, inputs]);
  };
  const tasks = async (): Promise<Reports['tasks']> => (await read('?period=30d')).body.tasks;
  const idsOf = async (suffix: string) => {
    const { objects } = (await product.api('GET', `/syncs/ses_sales_${suffix}`)).body;
    return objects.flatMap(({ type, id }) => (type === 'task' ? [id] : []));
  };

  it('are read back together, a hundred a call, and only when they are due', async () => {
    expect(await follow(false)).toEqual([]);
    const [done = '', gone = ''] = await idsOf('a');
    product.sandbox.edit(portal, 'tasks', done, { hs_task_status: 'COMPLETED' });
    product.sandbox.archive(portal, 'tasks', gone);
    const reads = (await follow(true)).filter(([path]) => String(path).includes('/tasks/'));
    expect(reads).toEqual([[expect.stringContaining('/objects/2026-09/tasks/batch/read'), 9]]);
    expect(await tasks()).toMatchObject({ created: 5, completed: 1, open: 4, completionShare: 0.2 });
    const shown = (await product.card(portal, `/cards/deal?objectId=${acmeRollout}`)).body.tasks;
    expect(shown.find(({ id }) => id === done)?.done).toBe(true);
    expect(await follow(false)).toEqual([]);
  });

  it('are read again at once after somebody completed one on a card', async () => {
    const [first = ''] = await idsOf('b');
    await product.card(portal, `/tasks/${first}`, 'POST', { done: true });
    await follow(false);
    const { completed, byOwner, medianDays } = await tasks();
    expect(completed).toBe(2);
    expect(byOwner.reduce((sum, row) => sum + row.completed, 0)).toBe(2);
    expect(medianDays).toBeGreaterThanOrEqual(0);
  });

  it('wait while HubSpot does not answer', async () => {
    const repair = product.sandbox.fault({ path: /tasks\/batch\/read/, kind: 'status', status: 503 });
    await follow(true);
    expect(await product.store.collection(figures).countDocuments({ lookAt: new Date(0) })).toBe(3);
    repair();
    await follow(false);
    expect(await product.store.collection(figures).countDocuments({ lookAt: new Date(0) })).toBe(0);
  });

  it('leave the reports and the totals with their conversation', async () => {
    const envelope = sales(NOW, 'org_1', 'a');
    envelope.data.session.version = 2;
    await product.deliver({ ...envelope, type: 'session.deleted' });
    await product.idle();
    expect((await read('?period=30d')).body.totals.conversations).toBe(1);
    expect(totalsOf('contacts', john)).toEqual(['2', '90', '6']);
    expect(totalsOf('deals', acmeRollout)).toEqual(['2', '90', '6']);
  });
});
