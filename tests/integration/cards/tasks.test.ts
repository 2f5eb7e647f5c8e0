import { audit } from '../../../server/audit/audit.ts';
import type { CardTask, TaskAnswer } from '../../../shared/card.ts';
import type { Session } from '../../../shared/session.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { sales } from '../../sandbox/samples/sales.ts';
import { eventually } from '../../support/eventually.ts';
import { offsetClock } from '../../support/offsetClock.ts';
import { startProduct, type Product } from '../../support/product.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
const { portal, john, acmeRollout } = DEMO_IDS;

jest.setTimeout(30_000);

describe('a task completed on a card', () => {
  const clock = offsetClock();
  let product: Product;
  /** Each test has a conversation of its own. */
  let suffix = 'a';
  let taskIds: string[];
  let taskId: string;

  beforeAll(async () => {
    product = await startProduct({ clock, sandbox: { now: clock.now } });
    product.sandbox.addPortal(demoPortal('2026-12-31'));
    await product.connect('org_1', portal);
    product.sandbox.resetCalls();
  });

  beforeEach(async () => {
    // HubSpot's window of ten seconds is over, or the tests would wait for each other's calls.
    clock.skip(11_000);
    suffix += 'a';
    await product.deliver(sales(NOW, 'org_1', suffix));
    await product.idle();
    const { objects } = (await product.api('GET', `/syncs/ses_sales_${suffix}`)).body;
    taskIds = objects.flatMap(({ type, id }) => (type === 'task' ? [id] : []));
    taskId = taskIds[0] ?? '';
    await product.store.collection(audit).deleteMany({});
    product.sandbox.resetCalls();
  });

  afterEach(() => expect(product.sandbox.calls().flatMap((call) => call.violations)).toEqual([]));
  afterAll(() => product.stop());

  const shown = async (path = `/cards/contact?objectId=${john}`): Promise<CardTask[]> =>
    (await product.card(portal, path)).body.tasks.filter(({ id }) => taskIds.includes(id));
  const press = (done: boolean, id = taskId, by: string = portal) =>
    product.card(by, `/tasks/${id}`, 'POST', { done });
  const status = () => product.sandbox.record(portal, 'tasks', taskId)?.properties['hs_task_status'];
  const writes = () => product.sandbox.calls().filter(({ path }) => path.endsWith('/batch/update'));
  const trail = async () =>
    (await product.store.collection(audit).find({ orgId: 'org_1' }).toArray()).filter(({ what }) =>
      what.startsWith('task_'),
    );
  const resend = async (change: (session: Session) => void, version = 2) => {
    const envelope = sales(NOW, 'org_1', suffix);
    change(envelope.data.session);
    envelope.data.session.version = version;
    await product.deliver({ ...envelope, type: 'session.updated' });
    await product.idle();
  };
  const isDone = async (path?: string) => (await shown(path)).find(({ id }) => id === taskId)?.done;

  it('is completed in HubSpot, on every card that shows it, and in the audit trail', async () => {
    const answer = await press(true);
    expect(answer.status).toBe(200);
    expect((answer.body as unknown as TaskAnswer).tasks).toContainEqual({ id: taskId, done: true });
    expect(status()).toBe('COMPLETED');
    expect(await isDone()).toBe(true);
    expect(await isDone(`/cards/deal?objectId=${acmeRollout}`)).toBe(true);
    expect(await trail()).toMatchObject([
      { who: 'rep@seller.com', what: 'task_completed', portalId: portal },
    ]);
  });

  it('is written once when the request arrives twice', async () => {
    await Promise.all([press(true), press(true)]);
    expect((await press(true)).status).toBe(200);
    expect(status()).toBe('COMPLETED');
    expect(await isDone()).toBe(true);
    product.sandbox.resetCalls();
    await press(true);
    expect(writes()).toEqual([]);
  });

  it('ends as the last of two opposite clicks wants it, whichever HubSpot hears first', async () => {
    const late = product.sandbox.fault({
      path: /tasks\/batch\/update/,
      kind: 'delay',
      delayMs: 150,
      times: 1,
    });
    const first = press(true);
    await eventually(() => expect(writes()).toHaveLength(1));
    const [, answer] = await Promise.all([first, press(false)]);
    late();
    expect((answer.body as unknown as TaskAnswer).tasks).toContainEqual({ id: taskId, done: false });
    expect(status()).toBe('NOT_STARTED');
    expect(await isDone()).toBe(false);
  });

  it('stays completed when liveprompt sends the conversation again', async () => {
    await press(true);
    await resend((session) => void (session.title = 'Another title'));
    expect(status()).toBe('COMPLETED');
    expect(await isDone()).toBe(true);
  });

  it('stays reopened although liveprompt says later that it is done', async () => {
    await press(true);
    await press(false);
    await resend((session) => session.action_items?.forEach((item) => (item.done = true)));
    expect(status()).toBe('NOT_STARTED');
    expect(await isDone()).toBe(false);
    expect((await trail()).map(({ what }) => what).sort()).toEqual(['task_completed', 'task_reopened']);
  });

  it('is kept when its action item disappears', async () => {
    await press(true);
    await press(false);
    await resend((session) => void (session.action_items = []));
    expect(product.sandbox.record(portal, 'tasks', taskId)?.archived).toBe(false);
  });

  it('shows what people did in HubSpot itself after the next sync', async () => {
    product.sandbox.edit(portal, 'tasks', taskId, {
      hs_task_status: 'COMPLETED',
      hs_task_subject: 'My words',
    });
    await resend((session) => void (session.title = 'Another title'));
    const task = (await shown()).find(({ id }) => id === taskId);
    expect(task).toMatchObject({ done: true, subject: 'My words' });
  });

  it('learns on the way what became of the other tasks of the conversation', async () => {
    const [, other = ''] = taskIds;
    product.sandbox.edit(portal, 'tasks', other, { hs_task_status: 'COMPLETED' });
    await press(true);
    expect(
      (await shown())
        .filter(({ done }) => done)
        .map(({ id }) => id)
        .sort(),
    ).toEqual([taskId, other].sort());
  });

  it('says that somebody deleted it, and changes nothing', async () => {
    product.sandbox.archive(portal, 'tasks', taskId);
    const answer = await press(true);
    expect(answer).toMatchObject({ status: 404, body: { error: { code: 'task_gone' } } });
    expect(await trail()).toEqual([]);
  });

  it('stays open, and free for the sync, when HubSpot refuses the write', async () => {
    product.sandbox.fault({ path: /tasks\/batch\/update/, kind: 'status', status: 400, times: 1 });
    const answer = await press(true);
    expect(answer.status).toBe(422);
    expect(await isDone()).toBe(false);
    product.sandbox.resetCalls();
    await resend((session) => session.action_items?.forEach((item) => (item.done = true)));
    expect(status()).toBe('COMPLETED');
  });

  it.each([
    ['an unknown task', () => press(true, '999999')],
    ['a task that a person made', () => press(true, product.sandbox.create(portal, 'tasks', MANUAL))],
    ['something that is no id', () => press(true, 'abc')],
  ])('answers 404 to %s', async (_name, send) => {
    expect((await send()).status).toBe(404);
    expect(writes()).toEqual([]);
  });

  it('answers 404 to another portal, and 409 to one that belongs to nobody', async () => {
    product.sandbox.addPortal({ ...demoPortal('2026-12-31'), portalId: '777' });
    expect((await press(true, taskId, '777')).status).toBe(409);
    await product.connect('org_2', '777');
    product.sandbox.resetCalls();
    expect((await press(true, taskId, '777')).status).toBe(404);
    expect(status()).toBe('NOT_STARTED');
  });

  it('answers 422 to a body of another shape', async () => {
    for (const body of [{}, { done: 'yes' }, { done: { $ne: false } }]) {
      expect((await product.card(portal, `/tasks/${taskId}`, 'POST', body)).status).toBe(422);
    }
  });
});

const MANUAL = { properties: { hs_task_subject: 'Mine', hs_timestamp: '2026-11-25T09:00:00Z' } };
