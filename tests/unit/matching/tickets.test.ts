import fc from 'fast-check';
import { chooseTicket } from '../../../server/matching/tickets.ts';
import type { CrmRecord } from '../../../server/hubspot/objects.ts';
import { plannedTicketStages } from '../../support/plannedMemory.ts';

const STAGES = plannedTicketStages();
const ticket = (id: string, stage: string, changed = 0, archived = false): CrmRecord => ({
  id,
  archived,
  properties: {
    subject: `Ticket ${id}`,
    hs_pipeline_stage: stage,
    hs_lastmodifieddate: new Date(changed).toISOString(),
  },
});
const FORMER = { id: '7', rule: 'contact_ticket', evidence: 'it was the only one', confidence: 0.9 };

describe('the ticket of a conversation', () => {
  it('is the open one; closed and deleted ones are told apart from none', () => {
    expect(chooseTicket([ticket('1', '4'), ticket('2', '1')], STAGES).ticket?.id).toBe('2');
    expect(chooseTicket([ticket('1', '4')], STAGES).skips[0]?.reason).toMatch(/every ticket .* is closed/);
    expect(chooseTicket([ticket('1', '1', 0, true)], STAGES).skips[0]?.reason).toMatch(/have no ticket/);
    expect(chooseTicket([ticket('1', 'unknown stage')], STAGES).ticket?.id).toBe('1');
  });

  it('stays the one it was, closed or not, until it is gone from the contact', () => {
    const tickets = [ticket('7', '4', 1), ticket('8', '1', 2)];
    expect(chooseTicket(tickets, STAGES, FORMER)).toMatchObject({
      ticket: { id: '7' },
      evidence: FORMER.evidence,
    });
    expect(chooseTicket(tickets.slice(1), STAGES, FORMER)).toMatchObject({ ticket: { id: '8' } });
  });

  it('is, for any tickets in any order, the latest changed of the open ones, and a tie is told', () => {
    const some = fc.uniqueArray(
      fc.record({
        id: fc.integer({ min: 1, max: 40 }).map(String),
        stage: fc.constantFrom('1', '4'),
        changed: fc.integer({ min: 0, max: 5 }),
        archived: fc.boolean(),
      }),
      { selector: ({ id }) => id, maxLength: 9 },
    );
    fc.assert(
      fc.property(some, fc.boolean(), (list, backwards) => {
        const tickets = list.map((one) => ticket(one.id, one.stage, one.changed, one.archived));
        const { ticket: chosen, skips } = chooseTicket(backwards ? [...tickets].reverse() : tickets, STAGES);
        const open = list.filter(({ stage, archived }) => stage === '1' && !archived);
        const rank = ({ changed, id }: { changed: number; id: string }) => changed * 100 + Number(id);
        const best = [...open].sort((left, right) => rank(right) - rank(left))[0];
        expect(chosen?.id).toBe(best?.id);
        expect(skips.map(({ reason }) => reason.split(':')[0])).toEqual(
          open.length === 0 ? ['no_open_ticket'] : open.length === 1 ? [] : ['ticket_tie'],
        );
      }),
      { seed: 20_261_125, numRuns: 200 },
    );
  });
});
