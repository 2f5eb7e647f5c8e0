import { groupBy } from '../groupBy.ts';
import { sessionUrl } from '../../../server/sessions/sessionUrl.ts';
import type { SyncDocument } from '../../../server/sync/ledger.types.ts';
import type { SandboxRecord } from '../../sandbox/sandbox.types.ts';
import type { Accepted, AcceptedSession, History } from './history.types.ts';

/** One conversation as the world must show it: the newest accepted version, deletion last. */
export interface Expected {
  /** `orgId:sessionId`. */
  key: string;
  orgId: string;
  session: AcceptedSession;
  deleted: boolean;
  /** When its newest version was accepted. */
  at: number;
  portalId: string | null;
  row: SyncDocument | undefined;
}

export interface Activity {
  portalId: string;
  record: SandboxRecord;
  /** `activity`, `note` or the id of the action item. */
  part: string;
}

const ACTIVITY_TYPES = ['meetings', 'calls', 'notes', 'tasks'] as const;
const SESSION_EVENTS = new Set(['session.completed', 'session.updated', 'session.deleted']);

/** What follows from a history and is needed by many rules. */
export interface Facts {
  history: History;
  expected: readonly Expected[];
  /** Activities of ours that are not archived, by conversation. */
  liveOf(expected: Pick<Expected, 'session'>): readonly Activity[];
  /** Parts of a conversation that a person removed in HubSpot. */
  removedOf(expected: Pick<Expected, 'session'>): ReadonlySet<string>;
  /** Every activity our app made, archived ones too. */
  ours: readonly Activity[];
  /** Those that are not archived. */
  live: readonly Activity[];
  touched(portalId: string, type: string, id: string): boolean;
  removed(portalId: string, type: string, id: string): boolean;
}

export function factsOf(history: History): Facts {
  const ours = history.portals.flatMap((portal) =>
    ACTIVITY_TYPES.flatMap((type) =>
      (portal.records[type] ?? [])
        .filter(({ createdBy }) => createdBy === 'app')
        .map((record) => ({ portalId: portal.portalId, record, part: partOf(record) })),
    ),
  );
  const live = ours.filter(({ record }) => !record.archived);
  const bySession = groupBy(live, ({ record }) => linkOf(record)?.split('#')[0] ?? '');
  const did = (what: 'edit' | 'remove', portalId: string, type: string, id: string) =>
    history.people.some(
      (act) => act.did === what && act.portalId === portalId && act.type === type && act.id === id,
    );
  const removed = groupBy(
    ours.filter(({ portalId, record }) => did('remove', portalId, record.type, record.id)),
    ({ record }) => linkOf(record)?.split('#')[0] ?? '',
  );
  return {
    history,
    ours,
    live,
    removedOf: ({ session }) =>
      new Set((removed.get(sessionUrl(history.appUrl, session.id)) ?? []).map(({ part }) => part)),
    expected: newest(history),
    liveOf: ({ session }) => bySession.get(sessionUrl(history.appUrl, session.id)) ?? [],
    touched: (...one) => did('edit', ...one),
    removed: (...one) => did('remove', ...one),
  };
}

function newest(history: History): Expected[] {
  const rows = new Map(history.database.syncs.map((row) => [row._id, row]));
  const about = history.accepted.filter(({ type, session }) => session !== null && SESSION_EVENTS.has(type));
  return [...groupBy(about, ({ orgId, session }) => `${orgId}:${session?.id ?? ''}`)].flatMap(
    ([key, events]) => {
      const last = [...events].sort(byVersion).at(-1);
      if (!last?.session) return [];
      const tie = history.ties.findLast(({ orgId, until }) => orgId === last.orgId && until === null);
      return [
        {
          key,
          orgId: last.orgId,
          session: last.session,
          deleted: last.type === 'session.deleted',
          at: Math.max(...events.map(({ at }) => at)),
          portalId: tie?.portalId ?? null,
          row: rows.get(key),
        },
      ];
    },
  );
}

/** At an equal version a deletion wins, and of two equal ones the first that came (contract §3). */
function byVersion(left: Accepted, right: Accepted): number {
  const rank = ({ type }: Accepted) => (type === 'session.deleted' ? 1 : 0);
  return (
    (left.session?.version ?? 0) - (right.session?.version ?? 0) ||
    rank(left) - rank(right) ||
    right.at - left.at
  );
}

/** The link back to the conversation: a property of a meeting, the last link in a body of the others. */
export function linkOf({ type, properties }: SandboxRecord): string | undefined {
  if (type === 'meetings') return properties['hs_meeting_external_url'] ?? undefined;
  // A record of the customer's own object.
  if (properties['liveprompt_url']) return properties['liveprompt_url'];
  const body =
    properties[{ calls: 'hs_call_body', notes: 'hs_note_body', tasks: 'hs_task_body' }[type] ?? ''];
  return [...(body ?? '').matchAll(/<a href="([^"]+)"/g)].at(-1)?.[1];
}

function partOf(record: SandboxRecord): string {
  const fragment = linkOf(record)?.split('#')[1];
  return record.type === 'calls' || !fragment ? 'activity' : decodeURIComponent(fragment);
}

/** Was the organisation's data wiped after `at`? */
export function wipedAfter(history: History, orgId: string, at: number): boolean {
  return history.ties.some((tie) => tie.orgId === orgId && tie.until !== null && tie.until >= at);
}
