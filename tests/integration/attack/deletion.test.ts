import { COLLECTIONS } from '../../../server/collections.ts';
import { createCast, type Cast } from '../../attack/tenants/cast.ts';
import { mentioning } from '../../attack/keep.ts';
import { conversation } from '../../chaos/scenarios/conversation.ts';

jest.setTimeout(30_000);

/** reliability.md §5 "deletion": who left is gone from every collection, and nothing brings them back. */
describe('an organisation that has disconnected', () => {
  let cast: Cast;

  beforeAll(async () => {
    cast = await createCast(1);
  });
  afterAll(() => cast.world.end());

  const left = () => mentioning(cast.world.engine, cast.deleted.canary);
  const named = (name: string) =>
    cast.world.engine
      .dump(name)
      .filter(({ orgId, portalId }) => orgId === cast.deleted.orgId || portalId === cast.deleted.portalId);

  it('has no word left of what was said, and no document in a collection with a tenant but the trail', () => {
    expect(left()).toEqual([]);
    const holding = COLLECTIONS.filter(({ tenant, name }) => tenant !== 'none' && named(name).length > 0);
    const kept = holding.map(({ name }) => name);
    // That it happened, and how many conversations the plan counted: neither says what was in them.
    expect(kept.filter((name) => !/^(audit|audit_heads|organizations|counted|usage)/.test(name))).toEqual([]);
    for (const entry of named('audit')) expect(entry).toMatchObject({ details: null });
    // The others would show if this looked in the wrong place.
    expect(mentioning(cast.world.engine, cast.other.canary).length).toBeGreaterThan(5);
  });

  it('is not brought back by a webhook that comes late', async () => {
    const { world, deleted } = cast;
    const inHubSpot = JSON.stringify(world.hubspot.dump(deleted.portalId));
    const before = world.calls().length;
    await world.deliver(conversation(world, deleted.orgId, { id: deleted.sessionId, version: 2 }));
    await world.settle();
    expect(JSON.stringify(world.hubspot.dump(deleted.portalId))).toBe(inHubSpot);
    const calls = world.calls().slice(before);
    expect(calls.filter(({ portalId }) => portalId === deleted.portalId)).toEqual([]);
    expect(world.engine.dump('installs').some(({ _id }) => _id === deleted.portalId)).toBe(false);
  });
});
