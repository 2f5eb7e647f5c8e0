import { randomBytes } from 'node:crypto';
import { createOAuthStates, oauthStates } from '../../../server/installs/oauthState.ts';
import { steppedClock } from '../../support/steppedClock.ts';
import { testStore, type TestStore } from '../../support/store.ts';

let db: TestStore;
beforeAll(async () => {
  db = await testStore([oauthStates]);
});
afterAll(() => db.close());

const ATTEMPT = { orgId: 'org_1', startedBy: 'a@b.co', returnUrl: null, browser: null };
const MARKET = { orgId: null, startedBy: null, returnUrl: 'https://app.hubspot.com/x', browser: 'mine' };

function room(secret = Buffer.alloc(32, 1)) {
  const clock = steppedClock();
  const states = createOAuthStates({ states: db.store.collection(oauthStates), secret, clock, randomBytes });
  return { clock, states };
}

describe('state of a connection attempt', () => {
  it('is used once, by the browser that opened it', async () => {
    const { states } = room();
    const state = await states.begin(ATTEMPT);
    expect(await states.consume(state, 'mine')).toBeNull();
    expect(await states.bind(state, 'mine')).toMatchObject({ orgId: 'org_1' });
    expect(await states.bind(state, 'mine')).toMatchObject({ orgId: 'org_1' });
    expect(await states.bind(state, 'other')).toBeNull();
    expect(await states.consume(state, 'other')).toBeNull();
    expect(await states.consume(state, 'mine')).toMatchObject({ orgId: 'org_1', startedBy: 'a@b.co' });
    expect(await states.consume(state, 'mine')).toBeNull();
    expect(await states.bind(state, 'mine')).toBeNull();
  });

  it('is used once by 50 at the same time', async () => {
    const { states } = room();
    const state = await states.begin({ ...ATTEMPT, browser: 'mine' });
    const all = await Promise.all(Array.from({ length: 50 }, () => states.consume(state, 'mine')));
    expect(all.filter(Boolean)).toHaveLength(1);
  });

  it('lives ten minutes', async () => {
    const { states, clock } = room();
    const state = await states.begin({ ...ATTEMPT, browser: 'mine' });
    const late = await states.begin({ ...ATTEMPT, browser: 'mine' });
    clock.advance(599_999);
    expect(await states.consume(state, 'mine')).not.toBeNull();
    clock.advance(1);
    expect(await states.consume(late, 'mine')).toBeNull();
  });

  it('cannot be made up, stretched or signed by another key', async () => {
    const { states } = room();
    const foreign = await room(Buffer.alloc(32, 2)).states.begin({ ...ATTEMPT, browser: 'mine' });
    const state = await states.begin({ ...ATTEMPT, browser: 'mine' });
    const [nonce, expiry, mac] = state.split('.');
    const stretched = (Number.parseInt(expiry ?? '', 36) + 60_000).toString(36);
    for (const bad of [
      foreign,
      '',
      'x',
      `${nonce}.${stretched}.${mac}`,
      `${nonce}.${expiry}.`,
      `${state}.x`,
    ]) {
      expect(await states.consume(bad, 'mine')).toBeNull();
    }
    expect(await states.consume(state, 'mine')).not.toBeNull();
  });

  it('keeps no secret in the database', async () => {
    const { states } = room();
    const state = await states.begin({ ...ATTEMPT, browser: 'browser-secret' });
    const dump = JSON.stringify(await db.store.collection(oauthStates).find({}).toArray());
    expect(dump).not.toContain('browser-secret');
    expect(dump).not.toContain(state.split('.')[0]);
  });

  it('is adopted after the sign-in, for the same browser only', async () => {
    const { states } = room();
    const begun = await states.begin(MARKET);
    const adopted = await states.adopt(begun, { orgId: 'org_1', startedBy: 'a@b.co' });
    if (adopted === null) throw new Error('not adopted');
    expect(await states.consume(begun, 'mine')).toBeNull();
    expect(await states.adopt(begun, { orgId: 'org_2', startedBy: 'x@y.co' })).toBeNull();
    expect(await states.bind(adopted, 'other')).toBeNull();
    expect(await states.bind(adopted, 'mine')).toMatchObject({ orgId: 'org_1', returnUrl: MARKET.returnUrl });
    expect(await states.consume(adopted, 'mine')).toMatchObject({ orgId: 'org_1' });
  });

  it('of an organisation is adopted by nobody', async () => {
    const { states } = room();
    const begun = await states.begin(ATTEMPT);
    expect(await states.adopt(begun, { orgId: 'org_2', startedBy: 'x@y.co' })).toBeNull();
  });
});
