import fc from 'fast-check';
import { plan } from '../../../server/sync/plan.ts';
import type { Plan } from '../../../server/sync/plan.types.ts';
import { typeOf } from '../../../server/sync/ref.ts';
import { arbitraryPortal } from '../../support/arbitraryPortal.ts';
import { arbitrarySession, EMAILS } from '../../support/arbitrarySession.ts';
import type { PlannedPortal } from '../../support/plannedPortal.ts';
import { HOST } from '../../support/plannedPortal.ts';

const IDS = ['ses_a', 'ses_b', 'ses_c'];
const sessions = fc.subarray(IDS).chain((ids) => fc.tuple(...ids.map(arbitrarySession)));
const scenario = fc.tuple(arbitraryPortal, sessions, sessions);
const RUNS = { seed: 20_261_124, numRuns: 150 };

const EMPTY: Omit<Plan, 'sessions'> = {
  companies: [],
  contacts: [],
  companyLinks: [],
  activities: [],
  records: [],
  proposals: { put: [], automatic: [], withdraw: [] },
  events: [],
  looks: [],
};
const writesOf = ({ sessions: _, ...writes }: Plan): Omit<Plan, 'sessions'> => writes;
const deliver = (to: PlannedPortal, list: Parameters<PlannedPortal['deliver']>[0][]) =>
  list.forEach((one) => to.deliver(one));

/** Someone to match and something to do: most random conversations end filtered. */
const withTask = <T extends Parameters<PlannedPortal['deliver']>[0]>(session: T): T => ({
  ...session,
  host: { email: HOST },
  participants: [{ email: 'john@acme.com' }],
  action_items: [
    { id: 'act_1', title: 'Call back' },
    ...(session.action_items ?? []).filter(({ id }) => id !== 'act_1'),
  ],
});

describe('plan, for any conversations and any portal', () => {
  it('is pure: the same input gives the same plan and stays as it was', () => {
    fc.assert(
      fc.property(scenario, ([make, first]) => {
        const at = make();
        deliver(at, first);
        const before = structuredClone(at.input());
        expect(plan(at.input())).toEqual(plan(structuredClone(before)));
        expect(at.input()).toEqual(before);
      }),
      RUNS,
    );
  });

  it('done once, there is nothing left to do; also after newer versions, and after deletion', () => {
    let written = 0;
    fc.assert(
      fc.property(scenario, ([make, first, second]) => {
        const at = make();
        const settle = () => {
          const todo = plan(at.input());
          written += todo.activities.length + todo.records.length;
          at.apply(todo);
          expect(writesOf(plan(at.input()))).toEqual(EMPTY);
        };
        deliver(at, first);
        settle();
        deliver(
          at,
          second.map((one) => ({ ...one, version: 2 })),
        );
        settle();
        for (const { id } of first) at.delete(id);
        settle();
        const live = [...at.sessions.values()]
          .filter(({ session }) => session === null)
          .flatMap(({ objects }) => objects.filter(({ state }) => state === 'live'));
        expect(live).toEqual([]);
      }),
      RUNS,
    );
    expect(written).toBeGreaterThan(300);
  });

  it('makes nothing twice, leaves no activity without a contact or company, and fits every value into HubSpot', () => {
    fc.assert(
      fc.property(scenario, ([make, first]) => {
        const at = make();
        deliver(at, first);
        const { activities, contacts, companies, companyLinks } = plan(at.input());
        const names = [
          ...activities.map(({ sessionId, key }) => `${sessionId} ${key}`),
          ...contacts.map(({ ref }) => ref),
          ...companies.map(({ ref }) => ref),
          ...companyLinks.map(({ contact }) => `company of ${contact}`),
        ];
        expect(new Set(names).size).toBe(names.length);
        for (const write of activities) {
          if (write.action !== 'create') continue;
          expect(write.links.some((link) => typeOf(link) !== 'deals')).toBe(true);
          for (const value of Object.values(write.properties))
            expect(value.length).toBeLessThanOrEqual(65_536);
          expect(Number.isNaN(Date.parse(write.properties['hs_timestamp'] ?? ''))).toBe(false);
        }
      }),
      RUNS,
    );
  });

  it('every conversation ends with something linked, or with the reason why not', () => {
    fc.assert(
      fc.property(scenario, ([make, first]) => {
        const at = make();
        deliver(at, first);
        for (const one of plan(at.input()).sessions) {
          if (one.outcome === 'write') expect(one.links.length).toBeGreaterThan(0);
          else {
            const { session } = at.sessions.get(one.sessionId) ?? {};
            expect(one.outcome).toBe('filtered');
            if (session?.participants.length) expect(one.skips.length).toBeGreaterThan(0);
          }
        }
      }),
      RUNS,
    );
  });

  it('nobody who said no, works with the host or has no address is ever linked or made', () => {
    fc.assert(
      fc.property(scenario, ([make, first]) => {
        const at = make();
        deliver(at, first);
        for (const { email } of plan(at.input()).contacts) {
          const asked = first.flatMap(({ participants, host }) =>
            participants
              .filter((one) => one.email?.trim().toLowerCase() === email)
              .map((one) => ({ ...one, host })),
          );
          expect(asked.some(({ consent, internal }) => consent !== false && internal !== true)).toBe(true);
          expect(asked.some(({ host }) => host?.email?.trim().toLowerCase() !== email)).toBe(true);
          expect(EMAILS).toContain(email);
        }
      }),
      RUNS,
    );
  });

  it('no write touches what a person changed on a task', () => {
    const edits = fc.constantFrom(
      ['hs_task_subject', 'my own words'],
      ['hs_task_status', 'IN_PROGRESS'],
      ['hs_timestamp', '2027-01-01T00:00:00Z'],
      ['hubspot_owner_id', '77'],
      ['hs_task_priority', 'NONE'],
    );
    let touched = 0;
    fc.assert(
      fc.property(scenario, edits, ([make, first, second], [name = '', value = '']) => {
        const at = make();
        at.settings = { ...at.settings, sync: { ...at.settings.sync, createTasks: true } };
        at.settings = { ...at.settings, matching: { ...at.settings.matching, noMatch: 'create' } };
        deliver(at, first.map(withTask));
        at.apply(plan(at.input()));
        const written = new Map(
          [...at.sessions.values()].flatMap(({ objects }) =>
            objects.map((one) => [one.id, one.written] as const),
          ),
        );
        for (const [id, task] of at.tasks)
          at.tasks.set(id, { ...task, properties: { ...task.properties, [name]: value } });
        deliver(
          at,
          second.map((one) => ({ ...one, version: 2 })),
        );
        for (const { id } of first) if (!second.some((one) => one.id === id)) at.delete(id);
        for (const write of plan(at.input()).activities) {
          if (write.type !== 'tasks' || write.action === 'create') continue;
          // A property we never wrote is ours to write once.
          if (written.get(write.id)?.[name] === undefined) continue;
          touched += 1;
          expect(write.action).toBe('update');
          if (write.action === 'update') expect(write.properties).not.toHaveProperty(name);
        }
      }),
      RUNS,
    );
    expect(touched).toBeGreaterThan(10);
  });

  it('what a person deleted is not made again', () => {
    fc.assert(
      fc.property(scenario, ([make, first, second]) => {
        const at = make();
        deliver(at, first);
        at.apply(plan(at.input()));
        for (const [id, one] of at.sessions)
          at.sessions.set(id, {
            ...one,
            objects: one.objects.map((object) => ({ ...object, state: 'gone' as const })),
          });
        const gone = new Set(
          [...at.sessions.values()].flatMap(({ sessionId, objects }) =>
            objects.map(({ key, type }) => `${sessionId} ${type} ${key}`),
          ),
        );
        deliver(
          at,
          second.map((one) => ({ ...one, version: 2 })),
        );
        for (const { sessionId, type, key } of plan(at.input()).activities)
          expect(gone).not.toContain(`${sessionId} ${type} ${key}`);
      }),
      RUNS,
    );
  });
});
