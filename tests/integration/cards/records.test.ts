import type { CardData, ConversationSummary, LinkSuggestion } from '../../../shared/card.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { sales } from '../../sandbox/samples/sales.ts';
import { support } from '../../sandbox/samples/support.ts';
import { startProduct, type Product } from '../../support/product.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
const { portal, john, anika, acme, globex, acmeRollout } = DEMO_IDS;

jest.setTimeout(30_000);

describe('what the cards of a portal show', () => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct();
    product.sandbox.addPortal({
      ...demoPortal('2026-12-31'),
      tickets: [
        {
          id: '60009',
          properties: { subject: 'Slow export', hs_pipeline: '0', hs_pipeline_stage: '1' },
          associations: [
            { type: 'contacts', id: john },
            { type: 'contacts', id: anika },
          ],
        },
        { id: '60002', properties: { subject: 'Nobody', hs_pipeline: '0', hs_pipeline_stage: '1' } },
      ],
    });
    await product.connect('org_1', portal);
    product.sandbox.resetCalls();
    await product.deliver(sales(NOW, 'org_1', 'a'));
    await product.deliver(sales(new Date(NOW.getTime() - 86_400_000), 'org_1', 'b'));
    await product.deliver(support(NOW, 'org_1', 'a'));
    await product.idle();
  });

  afterAll(async () => {
    const violations = product.sandbox.calls().flatMap((call) => call.violations);
    await product.stop();
    expect(violations).toEqual([]);
  });

  const card = async (name: string, id: string, more = ''): Promise<CardData> => {
    const { status, body } = await product.card(portal, `/cards/${name}?objectId=${id}${more}`);
    expect(status).toBe(200);
    return body as unknown as CardData;
  };
  const sessionsOf = ({ conversations }: CardData) => conversations.map(({ sessionId }) => sessionId);
  const get = (path: string) => product.card(portal, path);

  it('has the conversations of a company, with the reason for the link', async () => {
    const body = await card('company', acme);
    expect(sessionsOf(body)).toEqual(['ses_sales_a', 'ses_sales_b']);
    expect(body.conversations[0]?.matchedBy).toMatchObject({
      rule: 'contact_company',
      record: { type: 'company', id: acme },
    });
    expect(sessionsOf(await card('company', globex))).toEqual(['ses_support_a']);
  });

  it('has on a ticket the conversations of its contacts, each once and newest first', async () => {
    const body = await card('ticket', '60009');
    expect(sessionsOf(body).sort()).toEqual(['ses_sales_a', 'ses_sales_b', 'ses_support_a']);
    const linked = body.conversations.map(({ matchedBy }) => matchedBy.record);
    expect(linked).toContainEqual({ type: 'contact', id: john });
    expect(linked).toContainEqual({ type: 'contact', id: anika });
    expect(await card('ticket', '60002')).toMatchObject({ state: 'empty', conversations: [] });
  });

  it('sums what came up: said twice is shown once, open objections first', async () => {
    const { insights } = await card('contact', john);
    expect(insights?.competitors).toMatchObject([{ name: 'Gong', mentions: 2, sessionId: 'ses_sales_a' }]);
    expect(insights?.objections.map(({ text, answered, atSeconds }) => [text, answered, atSeconds])).toEqual([
      ['Legal will not move without a data-processing agreement.', false, 1_902],
      ['Paying a full year in advance does not fit our cash planning.', true, 615],
    ]);
    expect(insights?.budget).toMatchObject({ min: 40_000, max: 60_000, currency: 'USD', confirmed: true });
  });

  it('has the score after each conversation, oldest first; the last one is the score', async () => {
    const { score, scoreTrend } = await card('contact', john);
    expect(scoreTrend.map(({ startedAt }) => startedAt)).toEqual([
      '2026-11-23T09:13:00.000Z',
      '2026-11-24T09:13:00.000Z',
    ]);
    expect(scoreTrend.at(-1)?.value).toBe(score?.value);
    expect(scoreTrend[0]?.value).toBe(score?.previous);
  });

  it('filters by kind, and keeps what belongs to the record out of a filtered page', async () => {
    expect(sessionsOf(await card('ticket', '60009', '&kind=support'))).toEqual(['ses_support_a']);
    const none = await card('contact', john, '&kind=support');
    expect(none).toMatchObject({ state: 'ready', conversations: [], score: null, insights: null });
    const refused = await get('/cards/contact?objectId=1&kind=gossip');
    expect(refused).toMatchObject({ status: 400, body: { error: { code: 'unknown_kind' } } });
  });

  it('has the full summary as plain blocks', async () => {
    const path = `/conversations/ses_sales_a?objectType=deal&objectId=${acmeRollout}`;
    const body = (await get(path)).body as unknown as ConversationSummary;
    expect(body).toMatchObject({ title: 'Acme: pricing and rollout plan', nextCursor: null });
    expect(body.blocks).toContainEqual({ type: 'heading', text: 'What was agreed' });
    expect(body.blocks).toContainEqual({
      type: 'paragraph',
      text: 'Acme has finished the pilot with 18 agents and wants to roll out to 120 agents in two waves.',
    });
    expect(JSON.stringify(body.blocks)).not.toContain('**');
  });

  it.each([
    ['another record', `/conversations/ses_sales_a?objectType=contact&objectId=${anika}`, 404],
    ['an unknown conversation', `/conversations/ses_x?objectType=contact&objectId=${john}`, 404],
    ['a type without cards', `/conversations/ses_sales_a?objectType=note&objectId=${john}`, 400],
    ['a page that is none', `/conversations/ses_sales_a?objectType=contact&objectId=${john}&cursor=x`, 400],
  ])('does not read a summary through %s', async (_name, path, status) => {
    expect((await get(path)).status).toBe(status);
  });

  it('suggests where a conversation may belong instead', async () => {
    const suggestions = (type: string, id: string) =>
      get(`/links/suggestions?sessionId=ses_sales_a&objectType=${type}&objectId=${id}`);
    const pilot: LinkSuggestion = {
      id: DEMO_IDS.acmePilot,
      name: 'Acme: pilot with 18 agents',
      detail: 'Closed Won',
    };
    expect((await suggestions('deal', acmeRollout)).body.items).toEqual([pilot]);
    expect((await suggestions('contact', john)).body.items).toEqual([]);
    expect((await suggestions('contact', anika)).status).toBe(404);
  });

  it('asks for the permission to read tickets where the account withheld it', async () => {
    product.sandbox.addPortal({ ...demoPortal('2026-12-31'), portalId: '777', withheldScopes: ['tickets'] });
    await product.connect('org_2', '777');
    product.sandbox.resetCalls();
    const { body } = await product.card('777', '/cards/ticket?objectId=60009');
    expect(body).toMatchObject({
      state: 'permission_missing',
      message: expect.stringContaining('read tickets'),
      actionUrl: expect.stringMatching(/^https:/),
    });
  });
});
