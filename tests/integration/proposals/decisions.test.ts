import type { AuditPage } from '../../../shared/audit.ts';
import { MappedProduct, PORTAL, type Buyer } from '../../support/mappedProduct.ts';

jest.setTimeout(30_000);

const RULE = { keywords: ['contract'], pipeline: 'default', stage: 'contractsent' };

describe('deciding on proposals', () => {
  let at: MappedProduct;

  beforeAll(async () => {
    at = await MappedProduct.start();
    await at.settings({
      custom: [{ from: 'insights.budget.max', object: 'deal', property: 'amount', mode: 'propose' }],
      stage: { mode: 'propose', rules: [RULE] },
    });
  });
  afterAll(() => at.product.stop());

  let talks = 0;
  /** A deal with an open proposal for its stage and one for its amount. */
  const proposed = async (
    amount = 60_000,
  ): Promise<{ buyer: Buyer; session: string; stage: string; money: string }> => {
    const buyer = at.buyer({ amount: '5' });
    const session = `ses_decide_${(talks += 1)}`;
    await at.talk(session, buyer, {
      summary: { brief: 'They want the contract.' },
      insights: { budget: { max: amount } },
    });
    const open = await at.proposalsFor(buyer.deal, 'open');
    const of = (property: string) => open.find((one) => one.property === property)?.id ?? '';
    return { buyer, session, stage: of('dealstage'), money: of('amount') };
  };
  const deal = ({ buyer }: { buyer: Buyer }) => at.shown('deals', buyer.deal);

  it('approve writes the value once, tells the same again, and a further sync writes nothing', async () => {
    const one = await proposed();
    const first = await at.decide('approve', one.stage);
    expect(first).toMatchObject({
      status: 200,
      body: { state: 'approved', decidedBy: 'admin@seller.com', undoUntil: expect.any(String) },
    });
    expect(deal(one)).toMatchObject({ dealstage: 'contractsent', pipeline: 'default', amount: '5' });
    at.product.sandbox.resetCalls();
    expect(await at.decide('approve', one.stage)).toEqual(first);
    await at.resync(one.session);
    expect(at.writes()).toEqual([]);
    expect(await at.proposalsFor(one.buyer.deal, 'open')).toMatchObject([{ property: 'amount' }]);
  });

  it('reject writes nothing, stays rejected on the next sync, and cannot be approved after that', async () => {
    const one = await proposed();
    at.product.sandbox.resetCalls();
    expect((await at.decide('reject', one.money)).body).toMatchObject({ state: 'rejected' });
    expect((await at.decide('reject', one.money)).status).toBe(200);
    expect(at.product.sandbox.calls()).toEqual([]);
    await at.resync(one.session);
    expect(deal(one)['amount']).toBe('5');
    expect(await at.proposalsFor(one.buyer.deal, 'rejected')).toHaveLength(1);
    const late = await at.decide('approve', one.money);
    expect(late).toMatchObject({ status: 409, body: { error: { code: 'proposal_decided' } } });
  });

  it('says so when the value changed in HubSpot meanwhile, and proposes against the new value on the next sync', async () => {
    const one = await proposed();
    at.edit('deals', one.buyer.deal, { amount: '7' });
    const answer = await at.decide('approve', one.money);
    expect(answer).toMatchObject({ status: 200, body: { state: 'stale' } });
    expect(answer.body.message).toMatch(/Amount was changed in HubSpot to "7".*nothing was written\. Sync/);
    expect(deal(one)['amount']).toBe('7');
    expect(await at.decide('approve', one.money)).toEqual(answer);
    await at.resync(one.session);
    expect(await at.proposalsFor(one.buyer.deal, 'open')).toContainEqual(
      expect.objectContaining({ id: one.money, current: '7', proposed: '60000' }),
    );
  });

  it('two people at the same moment write once and get the same answer', async () => {
    const one = await proposed();
    at.product.sandbox.resetCalls();
    const answers = await Promise.all([1, 2, 3].map(() => at.decide('approve', one.money)));
    expect(answers.map(({ status, body }) => [status, body.state])).toEqual(Array(3).fill([200, 'approved']));
    expect(at.writes()).toHaveLength(1);
    const trail = (await at.product.api('GET', '/audit?what=proposal_approved')).body as unknown as AuditPage;
    expect(trail.items.filter(({ subject }) => subject === one.money)).toMatchObject([
      { who: 'admin@seller.com', where: 'liveprompt', before: { amount: '5' }, after: { amount: '60000' } },
    ]);
  });

  it('one approves while another rejects: one of the two happens, never both', async () => {
    const one = await proposed();
    const [approved, rejected] = await Promise.all([
      at.decide('approve', one.money),
      at.decide('reject', one.money),
    ]);
    expect([approved.status, rejected.status].sort()).toEqual([200, 409]);
    expect(deal(one)['amount']).toBe(approved.status === 200 ? '60000' : '5');
  });

  it('leaves the proposal open when HubSpot refuses the value, with its words, and can be tried again', async () => {
    const one = await proposed();
    const clear = at.product.sandbox.fault({
      path: /deals\/batch\/update/,
      kind: 'status',
      status: 400,
      body: { status: 'error', category: 'VALIDATION_ERROR', message: 'amount is locked' },
    });
    expect(await at.decide('approve', one.money)).toMatchObject({
      status: 422,
      body: { error: { message: expect.stringMatching(/amount is locked/) } },
    });
    clear();
    expect(await at.proposalsFor(one.buyer.deal, 'open')).toContainEqual(
      expect.objectContaining({ id: one.money, message: expect.stringMatching(/amount is locked/) }),
    );
    expect((await at.decide('approve', one.money)).body).toMatchObject({ state: 'approved', message: null });
  });

  it('finds out whether a lost answer meant done', async () => {
    const one = await proposed();
    const clear = at.product.sandbox.fault({
      path: /deals\/batch\/update/,
      kind: 'status',
      status: 502,
      before: false,
      times: 1,
    });
    expect((await at.decide('approve', one.money)).status).toBe(503);
    clear();
    at.product.sandbox.resetCalls();
    expect((await at.decide('approve', one.money)).body.state).toBe('approved');
    expect(at.writes()).toEqual([]);
  });

  it('says that the deal is gone', async () => {
    const one = await proposed();
    at.product.sandbox.archive(PORTAL, 'deals', one.buyer.deal);
    const { body } = await at.decide('approve', one.stage);
    expect(body).toMatchObject({
      state: 'stale',
      message: expect.stringMatching(/deal was deleted or merged/),
    });
  });

  it('takes back what was approved while it is still there, and leaves what a person changed since', async () => {
    const [kept, changed] = [await proposed(), await proposed()];
    await at.decideAll('approve', [kept.money, changed.money]);
    expect(deal(kept)['amount']).toBe('60000');
    expect((await at.decide('undo', kept.money)).body).toMatchObject({ state: 'undone', undoUntil: null });
    expect(deal(kept)['amount']).toBe('5');
    expect((await at.decide('undo', kept.money)).body.state).toBe('undone');

    at.edit('deals', changed.buyer.deal, { amount: '8' });
    const { body } = await at.decide('undo', changed.money);
    expect(body).toMatchObject({
      state: 'stale',
      message: expect.stringMatching(/changed in HubSpot after/),
    });
    expect(deal(changed)['amount']).toBe('8');
    // What was taken back is not proposed anew by the same conversation.
    await at.resync(kept.session);
    expect((await at.proposalsFor(kept.buyer.deal, 'open')).map(({ property }) => property)).toEqual([
      'dealstage',
    ]);
    expect((await at.decide('undo', kept.stage)).status).toBe(409);
  });

  it('decides on many at once, one row per id in the order asked, two of them on one deal', async () => {
    const [first, second] = [await proposed(), await proposed()];
    at.edit('deals', second.buyer.deal, { amount: '9' });
    const results = await at.decideAll('approve', [first.stage, 'prp_unknown', second.money, first.money]);
    expect(results).toEqual([
      { id: first.stage, ok: true, state: 'approved', message: null },
      { id: 'prp_unknown', ok: false, state: null, message: expect.stringMatching(/no such proposal/) },
      { id: second.money, ok: false, state: 'stale', message: expect.stringMatching(/changed in HubSpot/) },
      { id: first.money, ok: true, state: 'approved', message: null },
    ]);
    expect(deal(first)).toMatchObject({ dealstage: 'contractsent', amount: '60000' });
    expect(
      (await at.product.api('POST', '/proposals/decide', { body: { ids: [], decision: 'approve' } })).status,
    ).toBe(422);
  });

  it('a newer conversation’s proposal takes the place of an older one', async () => {
    const one = await proposed(1);
    await at.talk('ses_newer', one.buyer, { insights: { budget: { max: 2 } } }, 3);
    expect((await at.proposalsFor(one.buyer.deal)).filter(({ property }) => property === 'amount')).toEqual([
      expect.objectContaining({ proposed: '2', state: 'open' }),
      expect.objectContaining({
        id: one.money,
        state: 'stale',
        message: expect.stringMatching(/newer conversation/),
      }),
    ]);
  });

  it('goes with the conversation that is deleted', async () => {
    const one = await proposed();
    await at.forget(one.session);
    expect(await at.proposalsFor(one.buyer.deal, 'open')).toEqual([]);
  });

  it('is the organisation’s own, needs an admin, and works inside HubSpot too', async () => {
    const one = await proposed();
    const path = `/proposals/${one.stage}/approve`;
    expect((await at.product.api('POST', path, { role: 'member' })).status).toBe(403);
    expect((await at.product.api('POST', path, { org: 'org_2' })).status).not.toBe(200);
    expect((await at.product.api('GET', '/proposals', { org: 'org_2' })).body.items).toEqual([]);
    expect((await at.product.api('GET', '/proposals?state=open', { role: 'member' })).status).toBe(200);
    expect((await at.product.api('GET', '/proposals?limit=0')).status).toBe(422);
    expect((await at.decide('approve', 'prp_unknown')).status).toBe(404);
    const inside = await at.product.card(PORTAL, path, 'POST', {});
    expect(inside).toMatchObject({ status: 200, body: { state: 'approved', decidedBy: 'rep@seller.com' } });
  });

  it('lists what waits for a person, and what was decided only where somebody asks for it', async () => {
    const states = async (query: string) => {
      const { body } = await at.product.api('GET', `/proposals?limit=100${query}`);
      return new Set((body as unknown as { items: { state: string }[] }).items.map(({ state }) => state));
    };
    const { stage } = await proposed();
    expect(await states('')).toEqual(new Set(['open']));
    expect(await states('&state=')).toEqual(new Set(['open']));
    await at.decide('approve', stage);
    expect(await states('&state=approved')).toEqual(new Set(['approved']));
    expect([...(await states('&state=all'))]).toEqual(expect.arrayContaining(['open', 'approved']));
  });

  it('pages through all of them, newest first, each once', async () => {
    const all = await at.proposals();
    const ids: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body } = await at.product.api(
        'GET',
        `/proposals?state=all&limit=7${cursor ? `&cursor=${cursor}` : ''}`,
      );
      const page = body as unknown as { items: { id: string }[]; nextCursor: string | null };
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(ids).toEqual(all.map(({ id }) => id));
    expect(ids.length).toBeGreaterThan(14);
    expect((await at.product.api('GET', '/proposals?cursor=nonsense')).status).toBe(400);
  });
});
