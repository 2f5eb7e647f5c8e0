import type { CrmRecord } from '../../../server/hubspot/objects.ts';
import { totalValues } from '../../../server/sync/planTotals.ts';
import { createCountReader } from '../../../server/sync/readCounts.ts';
import type { CountedConversation } from '../../../server/sync/snapshot.types.ts';
import { shortSession } from '../../support/shortSession.ts';

const kept = (sessionId: string, minutes: number | null = 30, actionItems = 2): CountedConversation => ({
  sessionId,
  minutes,
  actionItems,
});
const spoken = (id: string) =>
  shortSession({
    id,
    organization_id: 'org_1',
    participants: [],
    action_items: [{ id: 'a', title: 'Send the offer' }],
  });

describe('totals of a record', () => {
  it('add this turn to what was before, and count a conversation that is planned again once', () => {
    const counts = new Map([['contacts:5' as const, [kept('ses_1'), kept('ses_2', null), kept('ses_3')]]]);
    const touched = {
      ref: 'contacts:5' as const,
      linked: [spoken('ses_1'), spoken('ses_4')],
      sessionIds: ['ses_1', 'ses_4', 'ses_3'],
    };
    expect(totalValues(touched, { counts })).toEqual({
      liveprompt_conversations: '3',
      liveprompt_conversation_minutes: '60',
      liveprompt_action_items: '4',
    });
  });

  it('are cleared with the last conversation', () => {
    const counts = new Map([['deals:9' as const, [kept('ses_1')]]]);
    const touched = { ref: 'deals:9' as const, linked: [], sessionIds: ['ses_1'] };
    expect(Object.values(totalValues(touched, { counts }))).toEqual(['', '', '']);
  });

  it('count a conversation once that was on both halves of a merged contact', async () => {
    const rows = [
      { objectId: '5', ...kept('ses_1') },
      { objectId: '4', ...kept('ses_1') },
      { objectId: '4', ...kept('ses_2') },
    ];
    const asked: string[][] = [];
    const read = createCountReader({
      conversations: {
        counts: ({ objectType }, ids) => {
          asked.push([objectType, ...ids]);
          return Promise.resolve(objectType === 'contacts' ? rows : []);
        },
      },
    });
    const record: CrmRecord = { id: '5', properties: { hs_merged_object_ids: '4' }, archived: false };
    const counts = await read('1', [{ type: 'contacts', record }]);
    expect(asked).toEqual([['contacts', '5', '4'], ['deals']]);
    expect(counts.get('contacts:5')?.map(({ sessionId }) => sessionId)).toEqual(['ses_1', 'ses_2']);
  });
});
