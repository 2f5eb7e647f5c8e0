import { audit, createAudit } from '../../../server/audit/audit.ts';
import { createSeals } from '../../../server/audit/seal.ts';
import { COLLECTIONS } from '../../../server/collections.ts';
import { createRemoveContent } from '../../../server/privacy/removeContent.ts';
import { createRetention } from '../../../server/privacy/retention.ts';
import { createSessionStore, sessions } from '../../../server/sessions/sessionStore.ts';
import { syncs } from '../../../server/sync/ledger.ts';
import type { ConversationSummary } from '../../../shared/card.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../shared/settings.ts';
import { BUYERS } from '../../sandbox/samples/cast.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { sales } from '../../sandbox/samples/sales.ts';
import { offsetClock } from '../../support/offsetClock.ts';
import { startProduct, type Product } from '../../support/product.ts';

jest.setTimeout(60_000);

const DAY_MS = 86_400_000;
const NOW = new Date();
const SIXTY_DAYS_AGO = new Date(NOW.getTime() - 60 * DAY_MS);
const ORG = 'org_1';
const { portal, john } = DEMO_IDS;

let product: Product;
let clock: ReturnType<typeof offsetClock>;
const old = sales(SIXTY_DAYS_AGO, ORG, 'old');
const { session } = old.data;
const summaryPath = `/conversations/${session.id}?objectType=contact&objectId=${john}`;

const job = async () => product.jobs.find(({ name }) => name === 'remove-old-content')?.run();
/** The removal, and its second look. */
const sweep = async () => {
  await job();
  clock.skip(11 * 60_000);
  await job();
};
const keepFor = async (keepConversationsDays: number | null) => {
  const { version } = (await product.api('GET', '/settings')).body as unknown as Settings;
  const body = { ...DEFAULT_SETTINGS, version, data: { keepConversationsDays } };
  return product.api('PUT', '/settings', { body });
};
const inHubSpot = () =>
  ['meetings', 'notes', 'tasks', 'contacts', 'deals'].flatMap((type) =>
    product.sandbox.records(portal, type).map((record) => ({ ...record, updatedAt: '' })),
  );
const liveMeetings = () => product.sandbox.records(portal, 'meetings').filter(({ archived }) => !archived);
const row = async (id = session.id) => (await product.api('GET', `/syncs/${id}`)).body;

/** Where something that somebody said, or who said it, is still written. */
async function traces(): Promise<string[]> {
  const words = [
    session.title,
    session.summary.brief,
    ...(session.summary.next_steps ?? []),
    ...(session.action_items ?? []).map(({ title }) => title),
    ...(session.insights?.competitors ?? []).map(({ quote }) => quote),
    ...(session.insights?.feature_requests ?? []).map(({ title }) => title),
    BUYERS.john.email,
    BUYERS.sarah.name,
  ].filter((one): one is string => one !== undefined && one !== '');
  const found: string[] = [];
  for (const spec of COLLECTIONS) {
    const text = JSON.stringify(await product.store.collection(spec).find({}).toArray());
    const said = words.filter((word) => text.includes(JSON.stringify(word).slice(1, -1)));
    if (said.length > 0) found.push(`${spec.name}: ${said.join(' | ')}`);
  }
  return found;
}

beforeAll(async () => {
  clock = offsetClock();
  product = await startProduct({ clock });
  product.sandbox.addPortal(demoPortal('2026-12-31'));
  await product.connect(ORG, portal);
  await product.deliver(old, 'msg_old');
  await product.idle();
});
afterAll(() => product.stop());

describe('how long conversations are kept', () => {
  it('is for ever unless an admin decides otherwise, and 30 days to ten years if so', async () => {
    await sweep();
    expect((await traces()).length).toBeGreaterThan(2);
    expect((await keepFor(29)).status).toBe(422);
    expect((await keepFor(3_651)).status).toBe(422);
    expect((await keepFor(365)).status).toBe(200);
    await sweep();
    expect((await traces()).length).toBeGreaterThan(2);
  });

  it('older ones lose every word in every collection, and HubSpot is not touched', async () => {
    const before = inHubSpot();
    product.sandbox.resetCalls();
    expect((await keepFor(30)).status).toBe(200);
    await sweep();
    expect(await traces()).toEqual([]);
    expect(inHubSpot()).toEqual(before);
    expect(product.sandbox.calls()).toEqual([]);
    expect(await product.store.collection(audit).findOne({ what: 'content_removed' })).toMatchObject({
      who: 'system',
      details: { after: { conversations: '1', olderThanDays: '30' } },
    });
  });

  it('the ledger, the card and the summary say why', async () => {
    const { state, objects, skips } = await row();
    expect(state).toBe('synced');
    expect(objects.map(({ type }) => type)).toEqual(expect.arrayContaining(['meeting', 'task', 'contact']));
    expect(skips).toEqual([
      { what: 'content', reason: expect.stringMatching(/^content_removed: /) as string },
    ]);
    const card = (await product.card(portal, `/cards/contact?objectId=${john}`)).body;
    expect(JSON.stringify(card)).toContain('What was said is not kept here any more');
    expect(card).toMatchObject({ state: 'ready', score: { value: expect.any(Number) as number } });
    const summary = (await product.card(portal, summaryPath)).body as unknown as ConversationSummary;
    expect(summary.blocks).toEqual([
      { type: 'paragraph', text: expect.stringMatching(/^What was said is not kept/) as string },
    ]);
  });

  it('nothing that is done to it later makes, archives or changes anything in HubSpot', async () => {
    const before = inHubSpot();
    expect((await product.deliver(old, 'msg_old')).status).toBe(202);
    expect((await product.deliver(old, 'msg_old_once_more')).status).toBe(202);
    expect((await product.api('POST', `/syncs/${session.id}/retry`)).status).toBe(202);
    expect((await product.api('POST', '/settings/apply', { body: { days: 365 } })).status).toBe(202);
    await product.idle();
    const moved = await product.card(portal, '/links', 'POST', {
      sessionId: session.id,
      objectType: 'contact',
      objectId: john,
      action: 'unlink',
    });
    expect(moved).toMatchObject({ status: 409, body: { error: { code: 'content_removed' } } });
    await product.idle();
    expect(inHubSpot()).toEqual(before);
    expect((await row()).state).toBe('synced');
    expect(await traces()).toEqual([]);
  });

  it('an older conversation that arrives late does not take what the removed one said from the records', async () => {
    const contact = () => product.sandbox.record(portal, 'contacts', john)?.properties;
    const before = contact();
    expect(before?.['liveprompt_recent_summary']).toContain('rollout for 120 agents');
    const older = sales(new Date(SIXTY_DAYS_AGO.getTime() - 10 * DAY_MS), ORG, 'older');
    await product.deliver(older);
    await product.idle();
    expect((await row(older.data.session.id)).state).toBe('synced');
    const shown = (name: string) => contact()?.[name];
    expect(shown('liveprompt_recent_summary')).toBe(before?.['liveprompt_recent_summary']);
    expect(shown('liveprompt_conversations')).toBe('2');
  });

  it('a newer version changes what there is, makes nothing twice, and loses its words in its turn', async () => {
    const count = liveMeetings().length;
    const anew = sales(SIXTY_DAYS_AGO, ORG, 'old');
    anew.data.session.version = 2;
    anew.data.session.title = 'Acme: another title';
    await product.deliver(anew);
    await product.idle();
    expect(liveMeetings()).toHaveLength(count);
    expect(liveMeetings().map(({ properties }) => properties['hs_meeting_title'])).toContain(
      'Acme: another title',
    );
    await sweep();
    expect(await traces()).toEqual([]);
  });

  it('goes on where a sweep died, and leaves alone what a turn has', async () => {
    const left = sales(SIXTY_DAYS_AGO, ORG, 'left');
    const held = sales(SIXTY_DAYS_AGO, ORG, 'busy');
    await product.deliver(left);
    await product.deliver(held);
    await product.idle();
    const { store } = product;
    const busy = { _id: `${ORG}:${held.data.session.id}` };
    await store.collection(syncs).updateOne(busy, { $set: { state: 'running' } });
    const removeContent = createRemoveContent({ store });
    const dying = createRetention({
      store,
      clock,
      sessions: createSessionStore({ store }),
      audit: createAudit({ store, clock, seals: createSeals(product.config.encryptionKeys) }),
      removeContent: { ...removeContent, fromTheRest: () => Promise.reject(new Error('died')) },
    });
    await expect(dying()).rejects.toThrow('died');
    clock.skip(11 * 60_000);
    await job();
    const stages = await store.collection(sessions).find({ orgId: ORG }).toArray();
    expect(stages.filter(({ stage }) => stage === 'finished').map(({ _id }) => _id)).toEqual([busy._id]);
    await store.collection(syncs).updateOne(busy, { $set: { state: 'synced' } });
    await sweep();
    expect(await traces()).toEqual([]);
  });

  it('a deletion at liveprompt still archives what it made', async () => {
    const [meeting] = (await row()).objects.filter(({ type }) => type === 'meeting');
    await product.deliver({
      type: 'session.deleted',
      timestamp: NOW.toISOString(),
      data: { session: { id: session.id, organization_id: ORG, version: 2 } },
    });
    await product.idle();
    expect((await row()).state).toBe('removed');
    expect(product.sandbox.record(portal, 'meetings', meeting?.id ?? '')).toMatchObject({ archived: true });
  });

  it('does not touch what is young, nor other organisations', async () => {
    await product.deliver(sales(new Date(NOW.getTime() - DAY_MS), ORG, 'young'));
    await product.deliver(sales(SIXTY_DAYS_AGO, 'org_other', 'other'));
    await product.idle();
    await sweep();
    const kept = await product.store.collection(sessions).find({ stage: 'finished' }).toArray();
    expect(kept.map(({ sessionId }) => sessionId).sort()).toEqual(['ses_sales_other', 'ses_sales_young']);
  });
});
