import type { LinkCorrection } from '../../../server/matching/corrections.ts';
import { companiesTold } from '../../../server/sync/companiesTold.ts';
import type { PlannedSession } from '../../../server/sync/plan.types.ts';
import { worstCaseSession } from '../../bench/worstCase.ts';

const AT = new Date('2026-11-24T10:00:00Z');
const planned = (index: number, before: string[] = [], isDeleted = false): PlannedSession => ({
  sessionId: `ses_${index}`,
  version: 1,
  session: isDeleted ? null : worstCaseSession('org_1', index, AT),
  objects: [],
  links: before.map((id) => ({
    type: 'companies',
    id,
    rule: 'contact_company',
    evidence: '',
    confidence: 1,
  })),
  events: [],
});
const told = (sessions: PlannedSession[], corrections: [string, LinkCorrection[]][] = []) =>
  [
    ...companiesTold(
      sessions,
      ({ id }) => (id === 'ses_3' ? [] : [`${id} AG`, 'Holding']),
      new Map(corrections),
    ),
  ].map(([id, { ref, linked, sessionIds }]) => ({
    id,
    ref,
    linked: linked.map((one) => one.id),
    sessionIds,
  }));

describe('companies a turn will most likely speak of', () => {
  it('are those of the people who took part, each with all its conversations', () => {
    expect(told([planned(1), planned(2)])).toEqual([
      { id: 'ses_1 AG', ref: 'companies:ses_1 AG', linked: ['ses_1'], sessionIds: ['ses_1'] },
      { id: 'Holding', ref: 'companies:Holding', linked: ['ses_1', 'ses_2'], sessionIds: ['ses_1', 'ses_2'] },
      { id: 'ses_2 AG', ref: 'companies:ses_2 AG', linked: ['ses_2'], sessionIds: ['ses_2'] },
    ]);
  });

  it('and those it is taken off, or was deleted from', () => {
    expect(told([planned(3, ['old']), planned(1, ['Holding'], true)])).toEqual([
      { id: 'old', ref: 'companies:old', linked: [], sessionIds: ['ses_3'] },
      { id: 'Holding', ref: 'companies:Holding', linked: [], sessionIds: ['ses_1'] },
    ]);
  });

  it('and those a person moved it to', () => {
    const correction = {
      objectType: 'companies',
      objectId: 'old',
      toId: 'right',
      by: 'a@b.c',
    } as LinkCorrection;
    expect(told([planned(3)], [['ses_3', [correction]]])).toEqual([
      { id: 'right', ref: 'companies:right', linked: ['ses_3'], sessionIds: ['ses_3'] },
    ]);
  });
});
