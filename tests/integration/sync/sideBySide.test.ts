import { AsyncLocalStorage } from 'node:async_hooks';
import type { Session } from '../../../shared/session.ts';
import { worstCasePortal, worstCaseSession } from '../../bench/worstCase.ts';
import { startProduct, type Product } from '../../support/product.ts';

jest.setTimeout(30_000);

const STARTED = new Date('2026-11-24T08:00:00Z');
/** Long enough for writes to meet that nothing keeps apart. */
const LATENCY_MS = 50;

/** Records that a write of records to HubSpot is about, its own and those it hangs on; undefined for another call. */
function recordsIn(path: string, body: string): string[] | undefined {
  const [, action] = /objects\/[^/]+\/\w+\/batch\/(\w+)$/.exec(path) ?? [];
  if (action !== 'update' && action !== 'create') return undefined;
  const { inputs } = JSON.parse(body) as {
    inputs: { id?: string; associations?: { to: { id: string } }[] }[];
  };
  return inputs.flatMap(({ id, associations = [] }) => [
    ...(id ? [id] : []),
    // Ids of this portal are unique over all types.
    ...associations.map(({ to }) => to.id),
  ]);
}

describe('flushes side by side', () => {
  let product: Product;
  /** Which flush a call belongs to, whatever it says: its steps follow from the first one that all of them pass. */
  const flushOf = new AsyncLocalStorage<number>();
  let flushes: number;
  /** Writes under way. */
  let inFlight: { flush: number; records: string[] }[];
  /** Records that two flushes wrote to at once. */
  let clashes: string[];
  /** Writes that left while another flush was writing. */
  let beside: number;

  beforeEach(async () => {
    flushes = 0;
    inFlight = [];
    clashes = [];
    beside = 0;
    product = await startProduct({
      asleep: true,
      flushSize: 1,
      sandbox: { latencyMs: LATENCY_MS },
      crash(point) {
        if (point === 'snapshot.wanted') flushOf.enterWith((flushes += 1));
        return Promise.resolve();
      },
      async fetch(input, init) {
        const path = new URL(input instanceof Request ? input.url : input).pathname;
        const body = typeof init?.body === 'string' ? init.body : '';
        const records = recordsIn(path, body);
        if (!records) return fetch(input, init);
        const flush = flushOf.getStore();
        if (flush === undefined) throw new Error(`a write of no flush: ${path}`);
        const call = { flush, records };
        const others = inFlight.filter((other) => other.flush !== flush);
        if (others.length > 0) beside += 1;
        for (const other of others)
          clashes.push(...records.filter((record) => other.records.includes(record)));
        inFlight.push(call);
        try {
          return await fetch(input, init);
        } finally {
          inFlight.splice(inFlight.indexOf(call), 1);
        }
      },
    });
    const seed = worstCasePortal('1', 4);
    // The people of firm 1 have the deal of firm 0 and none of their own.
    const deals = (seed.deals ?? []).flatMap((deal, index) => {
      if (index === 1) return [];
      const extra = [0, 1].map((person) => ({ type: 'contacts' as const, id: String(200_002 + person) }));
      return [index === 0 ? { ...deal, associations: [...(deal.associations ?? []), ...extra] } : deal];
    });
    product.sandbox.addPortal({ ...seed, deals });
    await product.connect('org_1', '1');
    product.sandbox.resetCalls();
  });

  afterEach(() => product.stop());

  const deliver = async (session: Session) => {
    const data = { session };
    await product.deliver({ type: 'session.completed', timestamp: STARTED.toISOString(), data });
  };
  const at = (minutes: number) => new Date(STARTED.getTime() + minutes * 60_000);
  const work = async () => {
    await product.projected();
    product.worker.start();
    await product.idle();
  };
  const property = (type: string, id: string, name: string) =>
    product.sandbox.records('1', type).find((one) => one.id === id)?.properties[name];

  it('write to one contact and to one deal one after the other, from what the one before wrote', async () => {
    // Same people; same deal through other people; the same people again; nothing shared.
    await deliver(worstCaseSession('org_1', 0, at(0)));
    await deliver({ ...worstCaseSession('org_1', 10, at(30)), participants: people(0) });
    await deliver(worstCaseSession('org_1', 1, at(60)));
    await deliver({ ...worstCaseSession('org_1', 11, at(10)), participants: people(0) });
    await deliver(worstCaseSession('org_1', 2, at(20)));
    await work();

    expect(clashes).toEqual([]);
    const newest = (minutes: number) => at(minutes).toISOString().replace('.000Z', 'Z');
    expect(property('contacts', '200000', 'liveprompt_last_meeting_date')).toBe(newest(30));
    expect(property('contacts', '200002', 'liveprompt_last_meeting_date')).toBe(newest(60));
    expect(property('deals', '500000', 'liveprompt_last_meeting_date')).toBe(newest(60));
    expect(property('deals', '500000', 'hs_next_step')).toBe('Send the offer of call 1');
    expect(property('deals', '500002', 'liveprompt_last_meeting_date')).toBe(newest(20));
    // Each counted on from what the one before had written.
    expect(property('contacts', '200000', 'liveprompt_conversations')).toBe('3');
    expect(property('deals', '500000', 'liveprompt_conversations')).toBe('4');
    expect(flushes).toBeGreaterThanOrEqual(5);
    const meetings = product.sandbox.records('1', 'meetings');
    expect(new Set(meetings.map(({ properties }) => properties['hs_meeting_external_url'])).size).toBe(5);
    expect(meetings).toHaveLength(5);
    expect(product.sandbox.calls().flatMap(({ violations }) => violations)).toEqual([]);
  });

  it('make one contact and one company of somebody new who is in several of them', async () => {
    const mary = [{ name: 'Mary New', email: 'mary@brand-new-firm.com' }];
    for (const index of [0, 1, 2])
      await deliver({ ...worstCaseSession('org_1', index, at(index * 10)), participants: mary });
    await work();
    const made = (type: string, name: string, value: string) =>
      product.sandbox.records('1', type).filter(({ properties }) => properties[name] === value);
    expect(made('contacts', 'email', 'mary@brand-new-firm.com')).toHaveLength(1);
    expect(made('companies', 'domain', 'brand-new-firm.com')).toHaveLength(1);
    expect(product.sandbox.calls().flatMap(({ violations }) => violations)).toEqual([]);
    for (const index of [0, 1, 2])
      expect((await product.api('GET', `/syncs/ses_${index}`)).body.state).toBe('synced');
  });

  it('do not wait for each other where nothing is shared', async () => {
    for (const index of [0, 2, 3]) await deliver(worstCaseSession('org_1', index, at(index)));
    await work();
    expect(beside).toBeGreaterThan(0);
    expect(clashes).toEqual([]);
  });

  const people = (index: number) => worstCaseSession('org_1', index, STARTED).participants;
});
