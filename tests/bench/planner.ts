import { DEFAULT_SETTINGS } from '../../shared/settings.ts';
import type { CrmRecord } from '../../server/hubspot/objects.ts';
import { plan } from '../../server/sync/plan.ts';
import type { PlanInput } from '../../server/sync/plan.types.ts';
import { worstCaseSession } from './worstCase.ts';

const RUNS = 7;

export interface PlannerFigures {
  sessions: number;
  msPerSession: number;
}

/** Median CPU of plan() per session, sessions that share nothing. */
export function timePlanner(sessions: number): PlannerFigures {
  const input = plannerInput(sessions);
  const times = Array.from({ length: RUNS }, () => {
    const started = performance.now();
    plan(input);
    return performance.now() - started;
  }).sort((left, right) => left - right);
  return { sessions, msPerSession: (times[Math.floor(RUNS / 2)] ?? 0) / sessions };
}

function plannerInput(count: number): PlanInput {
  const all = Array.from({ length: count }, (_, index) => index);
  const contact = (index: number, person: number): CrmRecord => ({
    id: String(index * 2 + person + 1),
    properties: { email: `p${person}@firm-${index}.com` },
    archived: false,
  });
  const contacts = all.flatMap((index) => [contact(index, 0), contact(index, 1)]);
  const deals = all.map((index): CrmRecord => ({
    id: String(900_000 + index),
    properties: { dealname: `Deal ${index}` },
    archived: false,
  }));
  return {
    sessions: all.map((index) => ({
      sessionId: `ses_${index}`,
      version: 1,
      session: worstCaseSession('org_1', index, new Date('2026-11-24T09:00:00Z')),
      objects: [],
      links: [],
      events: [],
    })),
    settings: DEFAULT_SETTINGS,
    features: {
      activityKeyMode: 'marker',
      appEvents: false,
      tickets: false,
      coaching: { state: 'unknown' },
      companyProperties: false,
      withheld: new Set(),
      appUrl: 'https://app.liveprompt.ai',
      currency: null,
    },
    snapshot: {
      tickets: { readable: false, ofContact: new Map(), byId: new Map(), stages: new Map() },
      earlier: new Map(),
      accounts: new Map(),
      contactsByEmail: new Map(contacts.map((one) => [one.properties['email'] ?? '', one])),
      contactsById: new Map(contacts.map((one) => [one.id, one])),
      companyOfContact: new Map(contacts.map(({ id }, index) => [id, String(Math.floor(index / 2))])),
      companyByDomain: new Map(),
      dealsOfContact: new Map(
        contacts.map(({ id }, index) => [id, [String(900_000 + Math.floor(index / 2))]]),
      ),
      dealsOfCompany: new Map(),
      deals: new Map(deals.map((deal) => [deal.id, deal])),
      stages: new Map(),
      owners: new Map([['rep@seller.io', '41']]),
      tasks: new Map(),
      history: new Map(),
      counts: new Map(),
      marks: new Map(),
      properties: new Map(),
      companies: new Map(),
      meetings: new Map(),
      calendar: { now: new Date('2026-11-24T10:00:00Z'), ofContact: new Map(), made: new Map() },
      proposals: [],
      contactsByName: new Map(),
      corrections: new Map(),
      merged: new Map(),
      gone: new Set(),
      off: new Map(),
      domains: { found: new Map(), gone: new Set() },
    },
  };
}
