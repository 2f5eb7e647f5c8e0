import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { sales } from '../../support/heldSales.ts';
import { unknownAttendee } from '../../sandbox/samples/unknownAttendee.ts';
import { offsetClock, type OffsetClock } from '../../support/offsetClock.ts';
import { startProduct, type Product } from '../../support/product.ts';

jest.setTimeout(60_000);

const { portal } = DEMO_IDS;

describe.each([{ activityKeys: false }, { activityKeys: true }])(
  'when HubSpot misbehaves (unique keys on activities: $activityKeys)',
  ({ activityKeys }) => {
    let product: Product;
    let clock: OffsetClock;

    beforeEach(async () => {
      clock = offsetClock();
      product = await startProduct({ clock, sandbox: { now: clock.now } });
      product.sandbox.addPortal({ ...demoPortal('2026-12-31'), activityKeys });
      await product.connect('org_1', portal);
    });

    afterEach(() => product.stop());

    const live = (type: string) => product.sandbox.records(portal, type).filter(({ archived }) => !archived);
    const state = async (sessionId: string) => (await product.api('GET', `/syncs/${sessionId}`)).body;
    const call = (suffix = 'a') => sales(clock.now(), 'org_1', suffix);
    const send = async (envelope: object) => {
      await product.deliver(envelope);
      await product.idle();
    };
    const untilDone = async (sessionId: string) => {
      for (let step = 0; step < 12; step += 1) {
        await product.idle();
        const { state: now, nextAttemptAt } = await state(sessionId);
        if (nextAttemptAt === null) return now as string;
        clock.skip(Math.max(0, Date.parse(nextAttemptAt) - clock.now().getTime()) + 1_000);
      }
      throw new Error('never done');
    };
    const expectOneOfEach = () => {
      expect(live('meetings')).toHaveLength(1);
      // Key insights, and a feature request.
      expect(live('notes')).toHaveLength(2);
      expect(live('tasks')).toHaveLength(3);
    };

    it.each([
      { what: 'the connection is cut', kind: 'reset' },
      { what: 'a 502 comes', kind: 'status', status: 502 },
      { what: 'the answer is cut off', kind: 'truncate' },
    ] as const)('makes no second meeting when it was created but $what', async ({ kind, ...rest }) => {
      product.sandbox.fault({ path: /meetings\/batch\/create/, kind, ...rest, before: false, times: 1 });
      await send(call());
      expect(live('meetings')).toHaveLength(1);
      expect(await state('ses_sales_a')).toMatchObject({ state: 'retrying', error: { kind: 'transient' } });
      expect(await untilDone('ses_sales_a')).toBe('synced');
      expectOneOfEach();
    });

    it('makes it after the quarantine when the lost request never arrived', async () => {
      product.sandbox.fault({
        path: /tasks\/batch\/create/,
        kind: 'status',
        status: 503,
        before: true,
        times: 1,
      });
      await send(call());
      expect(live('tasks')).toEqual([]);
      expect(await untilDone('ses_sales_a')).toBe('synced');
      expectOneOfEach();
    });

    it('makes one contact and one company when the answers to both were lost', async () => {
      product.sandbox.fault({ path: /companies\/batch\/create/, kind: 'reset', before: false, times: 1 });
      product.sandbox.fault({ path: /contacts\/batch\/create/, kind: 'reset', before: false, times: 1 });
      const envelope = unknownAttendee(clock.now(), 'org_1', 'a');
      await send(envelope);
      const { id } = envelope.data.session;
      expect(await untilDone(id)).toBe('synced');
      const made = (type: string) => live(type).filter(({ createdBy }) => createdBy === 'app');
      expect(made('contacts')).toHaveLength(1);
      expect(made('companies')).toHaveLength(1);
      expect(live('meetings')).toHaveLength(1);
    });

    it('waits out a 429 without counting it as a try', async () => {
      product.sandbox.fault({
        path: /contacts\/batch\/read/,
        kind: 'status',
        status: 429,
        body: {
          status: 'error',
          message: 'You have reached your ten_secondly_rolling limit.',
          policyName: 'TEN_SECONDLY_ROLLING',
        },
        times: 1,
      });
      await send(call());
      expect(await state('ses_sales_a')).toMatchObject({
        state: 'retrying',
        attempts: 0,
        error: { kind: 'rate_limit' },
      });
      expect(await untilDone('ses_sales_a')).toBe('synced');
    });

    it('renews an access token that HubSpot no longer takes, once', async () => {
      product.sandbox.expireAccessTokens(portal);
      product.sandbox.resetCalls();
      await send(call());
      expect(await state('ses_sales_a')).toMatchObject({ state: 'synced' });
      expect(product.sandbox.calls().filter(({ path }) => path.endsWith('/token'))).toHaveLength(1);
    });

    it('asks for a reconnect when the app was uninstalled, and goes on after it', async () => {
      product.sandbox.uninstall(portal);
      await send(call());
      expect(await state('ses_sales_a')).toMatchObject({
        state: 'held',
        heldReason: 'paused',
        error: { kind: 'revoked' },
      });
      expect((await product.api('GET', '/connection')).body.status).toBe('reconnect_required');
      const card = await product.card(portal, `/cards/contact?objectId=${DEMO_IDS.john}`);
      expect(card.body.state).toBe('reconnect_required');
      await product.connect('org_1', portal);
      expect(await untilDone('ses_sales_a')).toBe('synced');
      expectOneOfEach();
    });

    it('isolates one refused value: the rest of the conversation is written and the refusal is named', async () => {
      const envelope = call();
      product.sandbox.fault({
        path: /deals\/batch\/update/,
        kind: 'status',
        status: 400,
        body: { status: 'error', category: 'VALIDATION_ERROR', message: 'Property values were not valid' },
        times: 1,
      });
      await send(envelope);
      const row = await state('ses_sales_a');
      expect(row).toMatchObject({ state: 'partial', error: { kind: 'final' } });
      expect(row.skips).toContainEqual({
        what: `deal ${DEMO_IDS.acmeRollout}`,
        reason: expect.stringContaining('Property values were not valid'),
      });
      expectOneOfEach();
    });
  },
);
