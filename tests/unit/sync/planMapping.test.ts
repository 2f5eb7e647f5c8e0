import fc from 'fast-check';
import { plan } from '../../../server/sync/plan.ts';
import type { Plan } from '../../../server/sync/plan.types.ts';
import type { WritableProperty } from '../../../shared/options.ts';
import type { Session } from '../../../shared/session.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../shared/settings.ts';
import { arbitrarySession } from '../../support/arbitrarySession.ts';
import { PlannedPortal } from '../../support/plannedPortal.ts';

const RUNS = { seed: 20_261_125, numRuns: 80 };
const property = (
  name: string,
  type: WritableProperty['type'],
  fieldType: string,
): [string, WritableProperty] => [name, { name, label: name, type, fieldType, ours: false, options: [] }];
const PROPERTIES = new Map([
  property('amount', 'number', 'number'),
  property('notes', 'string', 'textarea'),
  property('rich', 'string', 'html'),
  property('day', 'date', 'date'),
  property('at', 'datetime', 'date'),
]);
const FIELDS = [
  ['insights.budget.max', 'amount'],
  ['insights.talk_ratio', 'amount'],
  ['summary.brief', 'notes'],
  ['insights.key_insights', 'notes'],
  ['summary.body_markdown', 'rich'],
  ['next_meeting.starts_at', 'day'],
  ['ended_at', 'at'],
  ['title', 'nowhere'],
] as const;

const mapping = fc
  .record({
    field: fc.integer({ min: 0, max: FIELDS.length - 1 }),
    object: fc.constantFrom('contact' as const, 'deal' as const, 'meeting' as const, 'company' as const),
    mode: fc.constantFrom('write' as const, 'fill_empty' as const, 'propose' as const),
  })
  .map(({ field, object, mode }) => {
    const [from, name] = FIELDS[field] ?? FIELDS[0];
    return { from, property: name, object, mode };
  });
const stage = fc.record({
  mode: fc.constantFrom('off' as const, 'propose' as const, 'auto' as const),
  rules: fc.constant<Settings['deals']['stage']['rules']>([
    { keywords: ['offer'], pipeline: 'default', stage: 'later' },
    { keywords: ['日本', 'مرحبا'], pipeline: 'default', stage: 'open', allowBackwards: true },
  ]),
});
const settings = fc
  .record({ custom: fc.array(mapping, { maxLength: 5 }), stage })
  .map(({ custom, stage: rules }): Settings => ({
    ...DEFAULT_SETTINGS,
    mapping: { title: 'hs_meeting_title', custom },
    deals: { ...DEFAULT_SETTINGS.deals, stage: rules },
  }));

function portal(chosen: Settings, shown: Record<string, string>): PlannedPortal {
  const made = new PlannedPortal();
  made.settings = chosen;
  for (const type of ['contacts', 'deals', 'meetings', 'companies'] as const)
    made.properties.set(type, PROPERTIES);
  made.stages.set('later', { id: 'later', pipeline: 'default', label: 'Later', closed: false, order: 2 });
  made.stages.set('third', { id: 'third', pipeline: 'default', label: 'Third', closed: false, order: 3 });
  const contact = made.addContact('john@acme.com', shown);
  made.addDeal(contact, { dealname: 'D', dealstage: 'open', pipeline: 'default', ...shown });
  return made;
}
const known = (session: Session): Session => ({ ...session, participants: [{ email: 'john@acme.com' }] });
const sessions = fc
  .tuple(arbitrarySession('ses_a'), arbitrarySession('ses_b'))
  .map((list) => list.map(known));
const shown = fc.constantFrom<Record<string, string>>(
  {},
  { amount: '5', notes: 'theirs', rich: '<p>theirs</p>' },
);
const changesOf = ({ records, activities, proposals }: Plan) => ({ records, activities, ...proposals });
const NOTHING = { records: [], activities: [], put: [], automatic: [], withdraw: [] };

describe('plan with mappings and stage rules, for any conversations', () => {
  it('done once, there is nothing left to do; also after newer versions, and after deletion', () => {
    let proposed = 0;
    let automatic = 0;
    fc.assert(
      fc.property(settings, shown, sessions, sessions, (chosen, before, first, second) => {
        const at = portal(chosen, before);
        const settle = () => {
          const todo = plan(at.input());
          proposed += todo.proposals.put.length;
          automatic += todo.proposals.automatic.length;
          at.apply(todo);
          expect(changesOf(plan(at.input()))).toEqual(NOTHING);
        };
        for (const one of first) at.deliver(one);
        settle();
        for (const one of second) at.deliver({ ...one, version: 2 });
        settle();
        for (const { id } of first) at.delete(id);
        settle();
        expect([...at.memory.proposals.values()].filter(({ state }) => state === 'open')).toEqual([]);
      }),
      RUNS,
    );
    expect(proposed).toBeGreaterThan(20);
    expect(automatic).toBeGreaterThan(0);
  });

  it('never writes over what a person changed after us, on no record and in no mode', () => {
    let guarded = 0;
    fc.assert(
      fc.property(settings, shown, sessions, sessions, (chosen, before, first, second) => {
        const at = portal(chosen, before);
        for (const one of first) at.deliver(one);
        at.apply(plan(at.input()));
        const written = [...at.memory.marks].flatMap(([name, marks]) =>
          Object.keys(marks.written).map((one) => [name, one] as const),
        );
        for (const [name, one] of written) at.edit(name, { [one]: one === 'dealstage' ? 'third' : '12345' });
        for (const one of second) at.deliver({ ...one, version: 2 });
        for (const { ref, properties } of plan(at.input()).records) {
          for (const [name, one] of written) {
            if (name !== ref) continue;
            guarded += 1;
            expect(Object.keys(properties)).not.toContain(one);
          }
        }
      }),
      RUNS,
    );
    expect(guarded).toBeGreaterThan(10);
  });

  it('with everything to be proposed, writes nothing but what is our own', () => {
    fc.assert(
      fc.property(settings, shown, sessions, (chosen, before, first) => {
        const custom = chosen.mapping.custom.map((one) => ({ ...one, mode: 'propose' as const }));
        const at = portal({ ...chosen, mapping: { ...chosen.mapping, custom } }, before);
        at.settings = {
          ...at.settings,
          deals: { ...at.settings.deals, stage: { ...chosen.deals.stage, mode: 'propose' } },
        };
        for (const one of first) at.deliver(one);
        for (const { properties } of plan(at.input()).records)
          for (const name of Object.keys(properties)) expect(name).toMatch(/^(liveprompt_|hs_next_step$)/);
      }),
      RUNS,
    );
  });
});
