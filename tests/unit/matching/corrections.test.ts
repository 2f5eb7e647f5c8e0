import fc from 'fast-check';
import { correct, movedTo, type LinkCorrection } from '../../../server/matching/corrections.ts';

const said = (objectId: string, toId: string | null): LinkCorrection => ({
  orgId: 'org_1',
  sessionId: 'ses_1',
  objectType: 'contacts',
  objectId,
  action: toId === null ? 'unlink' : 'move',
  toId,
  by: 'dana@seller.io',
  at: new Date('2026-11-24T10:00:00Z'),
});

describe('what people said about links', () => {
  it('keeps what nobody spoke of, takes off, moves, and follows a move of a move', () => {
    const list = [said('1', '2'), said('2', '3'), said('4', null)];
    expect(correct(list, 'contacts', '9')).toEqual({ verdict: 'keep', id: '9' });
    expect(correct(list, 'deals', '1')).toEqual({ verdict: 'keep', id: '1' });
    expect(correct(list, 'contacts', '4')).toMatchObject({ verdict: 'unlinked' });
    expect(correct(list, 'contacts', '1')).toMatchObject({ verdict: 'moved', id: '3' });
    expect(movedTo(list).map(({ toId }) => toId)).toEqual(['3']);
  });

  it('takes off what was moved and then taken off', () => {
    const list = [said('1', '2'), said('2', null)];
    expect(correct(list, 'contacts', '1')).toMatchObject({ verdict: 'unlinked' });
    expect(movedTo(list)).toEqual([]);
  });

  it('ends for any list, and never on a record that was taken off', () => {
    const ids = fc.constantFrom('1', '2', '3', '4');
    const list = fc.array(
      fc.tuple(ids, fc.option(ids)).map(([from, to]) => said(from, to)),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(list, ids, (corrections, id) => {
        const verdict = correct(corrections, 'contacts', id);
        if (verdict.verdict === 'unlinked') return;
        const first = corrections.find(({ objectId }) => objectId === verdict.id);
        expect(first?.action === 'unlink').toBe(false);
      }),
      { seed: 20_261_125, numRuns: 500 },
    );
  });
});
