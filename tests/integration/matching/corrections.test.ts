import {
  createCorrections,
  linkCorrections,
  type Corrections,
} from '../../../server/matching/corrections.ts';
import { systemClock } from '../../../server/clock.ts';
import { testStore } from '../../support/store.ts';

describe('stored corrections', () => {
  let corrections: Corrections;
  let close: () => Promise<void>;
  beforeAll(async () => {
    const opened = await testStore([linkCorrections]);
    close = opened.close;
    corrections = createCorrections({ store: opened.store, clock: systemClock });
  });
  afterAll(() => close());

  const say = (orgId: string, objectId: string, toId: string | null, sessionId = 'ses_1') =>
    corrections.put({
      orgId,
      sessionId,
      objectType: 'contacts',
      objectId,
      action: toId === null ? 'unlink' : 'move',
      toId,
      by: 'dana@seller.io',
    });
  const rows = async (orgId: string) =>
    ((await corrections.read(orgId, ['ses_1'])).get('ses_1') ?? []).map(({ objectId, toId }) => [
      objectId,
      toId,
    ]);

  it('are said once however often they are said, and the last word counts', async () => {
    await Promise.all([say('org_1', '1', '2'), say('org_1', '1', '2')]);
    expect(await rows('org_1')).toEqual([['1', '2']]);
    await say('org_1', '1', null);
    expect(await rows('org_1')).toEqual([['1', null]]);
  });

  it('make a record right again that someone moves the conversation back to', async () => {
    await say('org_2', '1', '2');
    await say('org_2', '2', '1');
    expect(await rows('org_2')).toEqual([['2', '1']]);
  });

  it('belong to one organisation and one conversation', async () => {
    await say('org_3', '1', null, 'ses_other');
    expect(await rows('org_3')).toEqual([]);
    expect(await rows('org_4')).toEqual([]);
  });
});
