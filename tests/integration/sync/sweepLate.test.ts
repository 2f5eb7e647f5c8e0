import { audit } from '../../../server/audit/audit.ts';
import { syncs } from '../../../server/sync/ledger.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { sales } from '../../support/heldSales.ts';
import { offsetClock, type OffsetClock } from '../../support/offsetClock.ts';
import { startProduct, type Product } from '../../support/product.ts';

jest.setTimeout(60_000);

const { portal } = DEMO_IDS;
const MINUTE = 60_000;

describe.each([{ activityKeys: false }, { activityKeys: true }])(
  'what HubSpot applies after everybody has looked (unique keys on activities: $activityKeys)',
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
    const row = () => product.store.collection(syncs).findOne({ sessionId: 'ses_sales_a' });
    const sweepAfter = async (ms: number) => {
      clock.skip(ms);
      await product.jobs.find(({ name }) => name === 'sweep-doubts')?.run();
      await product.idle();
    };
    const untilDone = async () => {
      for (let step = 0; step < 12; step += 1) {
        await product.idle();
        const due = (await row())?.dueAt ?? new Date(0);
        if (due.getUTCFullYear() === 9999) return;
        clock.skip(Math.max(0, due.getTime() - clock.now().getTime()) + 1_000);
      }
      throw new Error('never done');
    };
    const loseMeeting = () =>
      product.sandbox.fault({ path: /meetings\/batch\/create/, kind: 'reset', before: true, times: 1 });
    /** The lost request after all: HubSpot makes what the worker had asked for. */
    const cameLate = (of: {
      properties: Record<string, string | null>;
      associations: { type: string; id: string }[];
    }) =>
      product.sandbox.create(portal, 'meetings', {
        id: '99001',
        properties: Object.fromEntries(
          Object.entries(of.properties).filter(
            (entry): entry is [string, string] =>
              /^hs_(meeting|timestamp)/.test(entry[0]) && entry[1] !== null,
          ),
        ),
        associations: of.associations.map(({ type, id }) => ({ type, id })),
      });

    it('nobody looks again where nothing was in doubt', async () => {
      await product.deliver(sales(clock.now(), 'org_1', 'a'));
      await product.idle();
      expect((await row())?.doubt ?? null).toBeNull();
    });

    it('a lost answer is looked at after ten minutes and after a day, and then no more', async () => {
      loseMeeting();
      await product.deliver(sales(clock.now(), 'org_1', 'a'));
      await untilDone();
      expect((await row())?.doubt).toMatchObject({ swept: 0 });
      await sweepAfter(11 * MINUTE);
      expect((await row())?.doubt).toMatchObject({ swept: 1 });
      await sweepAfter(60 * MINUTE);
      expect((await row())?.doubt).toMatchObject({ swept: 1 });
      await sweepAfter(24 * 60 * MINUTE);
      expect((await row())?.doubt).toBeNull();
      expect(live('meetings')).toHaveLength(1);
      expect((await row())?.state).toBe('synced');
    });

    it('writes an older text of ours anew, and leaves what a person wrote', async () => {
      const send = async (title: string, version: number) => {
        const envelope = sales(clock.now(), 'org_1', 'a');
        envelope.data.session.title = title;
        envelope.data.session.version = version;
        await product.deliver({ ...envelope, type: 'session.updated' });
        await untilDone();
      };
      await send('First', 1);
      product.sandbox.fault({ path: /meetings\/batch\/update/, kind: 'reset', before: false, times: 1 });
      await send('Second', 2);
      const [meeting] = live('meetings');
      const id = meeting?.id ?? '';
      product.sandbox.edit(portal, 'meetings', id, {
        hs_meeting_title: 'First',
        hs_meeting_location: 'Room 1',
      });
      await sweepAfter(11 * MINUTE);
      expect(live('meetings')).toMatchObject([
        { id, properties: { hs_meeting_title: 'Second', hs_meeting_location: 'Room 1' } },
      ]);
      product.sandbox.edit(portal, 'meetings', id, { hs_meeting_title: 'My own words' });
      await sweepAfter(25 * 60 * MINUTE);
      expect(live('meetings')).toMatchObject([{ properties: { hs_meeting_title: 'My own words' } }]);
    });

    if (activityKeys) return;

    it('archives the twin of a meeting, keeps the id of the ledger, and says so in the trail once', async () => {
      loseMeeting();
      await product.deliver(sales(clock.now(), 'org_1', 'a'));
      await untilDone();
      const [ours] = live('meetings');
      if (!ours) throw new Error('no meeting');
      cameLate(ours);
      expect(live('meetings')).toHaveLength(2);
      await sweepAfter(11 * MINUTE);
      await sweepAfter(25 * 60 * MINUTE);
      expect(live('meetings').map(({ id }) => id)).toEqual([ours.id]);
      const said = await product.store.collection(audit).find({ what: 'surplus_removed' }).toArray();
      expect(said).toHaveLength(1);
    });

    it('archives what came into being after the conversation was deleted', async () => {
      loseMeeting();
      await product.deliver(sales(clock.now(), 'org_1', 'a'));
      await product.idle();
      await product.deliver({
        type: 'session.deleted',
        timestamp: clock.now().toISOString(),
        data: { session: { id: 'ses_sales_a', organization_id: 'org_1', version: 9 } },
      });
      await untilDone();
      expect((await row())?.state).toBe('removed');
      const envelope = sales(clock.now(), 'org_1', 'b');
      await product.deliver(envelope);
      await product.idle();
      const [other] = live('meetings');
      if (!other) throw new Error('no meeting');
      const url = (other.properties['hs_meeting_external_url'] ?? '').replace('ses_sales_b', 'ses_sales_a');
      cameLate({ ...other, properties: { ...other.properties, hs_meeting_external_url: url } });
      await sweepAfter(11 * MINUTE);
      expect(live('meetings').map(({ id }) => id)).toEqual([other.id]);
    });
  },
);
