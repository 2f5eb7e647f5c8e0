import { createCallers, type Callers } from '../../attack/callers.ts';
import { bytesOf } from '../../attack/tenants/compare.ts';
import { createCast, type Cast, type Subject } from '../../attack/tenants/cast.ts';
import { conversation } from '../../chaos/scenarios/conversation.ts';

jest.setTimeout(30_000);

/** reliability.md §5 "tenancy": a page of a list belongs to the organisation that asked for the one before. */
describe('cursors', () => {
  let cast: Cast;
  let callers: Callers;

  beforeAll(async () => {
    cast = await createCast(1);
    callers = createCallers(cast.world);
    for (const { orgId, canary } of [cast.own, cast.other]) {
      const participants = [{ name: 'Kim', email: `kim@${canary.toLowerCase()}.io` }];
      const summary = { brief: 'They want the contract.' };
      const told = conversation(cast.world, orgId, {
        id: `ses_2_${orgId}`,
        version: 1,
        participants,
        summary,
      });
      await cast.world.deliver(told);
    }
    await cast.world.settle();
  });
  afterAll(() => cast.world.end());

  const page = ({ orgId }: Subject, path: string, cursor?: string) => {
    const query = new URLSearchParams({ limit: '1', ...(cursor === undefined ? {} : { cursor }) });
    return callers.api({ orgId, role: 'admin' }, { method: 'get', path: `${path}?${query.toString()}` });
  };

  it.each(['/syncs', '/audit'])('of %s lead on for their owner and nowhere for others', async (path) => {
    const { own, other } = cast;
    const first = JSON.parse((await page(other, path)).text) as { nextCursor: string | null };
    const cursor = first.nextCursor ?? '';
    expect(cursor).not.toBe('');
    expect((await page(other, path, cursor)).status).toBe(200);
    const foreign = await page(own, path, cursor);
    const madeUp = await page(own, path, `${cursor.slice(0, -3)}xyz`);
    expect(foreign.status).toBe(400);
    const asked = { method: 'get', path };
    expect(bytesOf(foreign, true, asked)).toBe(bytesOf(madeUp, true, asked));
  });
});
