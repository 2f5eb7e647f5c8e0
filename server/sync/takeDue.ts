import type { Plan } from '../../shared/session.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Clock } from '../clock.ts';
import type { Crashpoint } from '../crashpoints.ts';
import { MAX_ATTEMPTS } from '../queue/backoff.ts';
import { mayCall, type Lease } from '../queue/lease.ts';
import type { MeetingDocument, SessionDocument, SessionStore } from '../sessions/sessionStore.ts';
import { endOfExpired, isExpired } from './expired.ts';
import type { Ledger } from './ledger.ts';
import type { SyncDocument } from './ledger.types.ts';
import type { PlanLimit } from './planLimit.ts';
import type { Reservation, Reservations } from './reservations.ts';
import { keysBefore } from './reservedKeys.ts';
import { suspectOf } from './suspect.ts';

/** Conversations that are worked on together, and everything they keep others from touching meanwhile. */
export interface Flush {
  rows: readonly SyncDocument[];
  documents: ReadonlyMap<string, SessionDocument>;
  reservation: Reservation;
  /** One that killed its turns: nothing runs beside it. */
  alone: boolean;
}

/** A portal while it is served. */
export interface Serving {
  lease: Lease;
  orgId: string;
  /** Since when the portal is connected: what was lost before does not end a connection made since. */
  connectedAt: Date;
  settings: Settings;
  reservations: Reservations;
  /** What was due when the turn began, until it is taken. */
  front?: Promise<Front> | undefined;
  /** The organisation's plan as it was then, until the first conversations are counted. */
  plan?: Plan | undefined;
  /** What a plan found that a conversation touches, by row: known the next time it is looked at. */
  learned: Map<string, readonly string[]>;
}

/** What is due first, and what was said there. */
export interface Front {
  page: readonly SyncDocument[];
  documents: ReadonlyMap<string, SessionDocument>;
}

export interface TakeDueDeps {
  ledger: Ledger;
  sessions: Pick<SessionStore, 'read' | 'readMeetings'>;
  planLimit: PlanLimit;
  clock: Clock;
  crash: Crashpoint;
  /** Conversations in a flush at most. */
  flushSize: number;
}

/** How far a look reaches when those in front touch each other, in flushes. */
const FURTHEST = 10;

/** Takes what is due and touches nothing that a running flush touches; undefined when there is none now. */
export function createTakeDue(deps: TakeDueDeps) {
  const { ledger, crash, flushSize } = deps;
  return { lookAhead, take };

  /**
   * Reads what is due while nothing runs yet: the turn asks for its install and settings meanwhile. What was just
   * carried into the store is read beside the look, and again where the row is ahead of it.
   */
  async function lookAhead(lease: Lease): Promise<Front> {
    await crash('serve.due');
    const [page, expected] = await Promise.all([
      ledger.due(lease, deps.clock.now(), flushSize),
      lease.expected ? deps.sessions.read(lease.expected.keys) : NOTHING_READ,
    ]);
    const unread = page.filter((row) => !isUpToDate(expected.get(row._id), row)).map(({ _id }) => _id);
    await crash('serve.sessions');
    const read = unread.length > 0 ? await deps.sessions.read(unread) : NOTHING_READ;
    return { page, documents: new Map([...expected, ...read]) };
  }

  async function take(serving: Serving, isBusy: boolean): Promise<Flush | undefined> {
    const { lease, orgId, settings } = serving;
    for (;;) {
      // Before the look: a flush that ends during it may have changed the rows that were read.
      const reservation = serving.reservations.begin();
      const { picked, documents, alone } = await choose(serving, reservation, isBusy);
      if (picked.length === 0) return undefined;
      await crash('serve.take');
      // A place that is counted after a successor gave it back would stay taken: not by one who slept over its lease.
      mayCall(lease);
      const { plan } = serving;
      serving.plan = undefined;
      const willing = picked.filter(
        ({ _id, attempts }) => attempts < MAX_ATTEMPTS && !isExpired(documents.get(_id)),
      );
      const [rows, over] = await Promise.all([
        ledger.take(lease, picked),
        deps.planLimit.count(orgId, willing, settings, plan),
      ]);
      const crashed = rows.filter(({ attempts }) => attempts > MAX_ATTEMPTS);
      const expired = rows.filter((row) => isExpired(documents.get(row._id)) && !crashed.includes(row));
      await crash('serve.crashed');
      await ledger.failCrashed(lease, crashed);
      await ledger.finishAll(lease, expired.map(endOfExpired));
      await crash('serve.taken');
      const sound = rows.filter((row) => !crashed.includes(row) && !expired.includes(row));
      const within = await deps.planLimit.hold(lease, sound, over, settings);
      if (within.length > 0) return { rows: within, documents, reservation, alone };
      reservation.release();
    }
  }

  /**
   * Those in front; where they touch what is being worked on, or each other, also some behind them: a customer with
   * hundreds of conversations must not hold up the others.
   */
  async function choose(serving: Serving, reservation: Reservation, isBusy: boolean): Promise<Choice> {
    const pick = createPicker(serving, reservation);
    const seen: SyncDocument[] = [];
    const choice: Choice = { picked: [], documents: new Map(), alone: false };
    while (seen.length < FURTHEST * flushSize && choice.picked.length <= flushSize / 2) {
      const isFront = seen.length === 0;
      const { page, documents } = await (isFront ? frontOf(serving) : behind(serving, seen));
      const due = page.filter(({ _id }) => !seen.some((one) => one._id === _id));
      const suspect = suspectOf(due);
      // One conversation that kills its turn must not take others along (reliability.md §4).
      if (suspect && (isBusy || choice.picked.length > 0)) break;
      const room = flushSize - choice.picked.length;
      const some = suspect ? [suspect] : due;
      const found = isFront
        ? { picked: pick(some, documents, room), documents }
        : await pickFar(some, room, pick);
      choice.picked.push(...found.picked);
      for (const [key, document] of found.documents) choice.documents.set(key, document);
      choice.alone = suspect !== undefined;
      seen.push(...due);
      if (suspect || due.length === 0 || page.length < flushSize) break;
    }
    return choice;
  }

  function frontOf(serving: Serving): Promise<Front> {
    const { front } = serving;
    serving.front = undefined;
    return front ?? lookAhead(serving.lease);
  }

  async function behind({ lease }: Serving, seen: readonly SyncDocument[]): Promise<Front> {
    await crash('serve.due');
    return { page: await ledger.due(lease, deps.clock.now(), flushSize, seen), documents: new Map() };
  }

  /** Of those far behind only who takes part is read before it is known whether they can be had. */
  async function pickFar(due: readonly SyncDocument[], room: number, pick: Picker) {
    await crash('serve.meetings');
    const keys = due.map(({ _id }) => _id);
    const meetings = await deps.sessions.readMeetings(keys);
    const possible = pick(due, meetings, room);
    await crash('serve.far');
    const documents = await deps.sessions.read(possible.map(({ _id }) => _id));
    // A newer version may have other people, whom nobody reserved.
    const picked = possible.filter(({ _id }) => documents.get(_id)?.version === meetings.get(_id)?.version);
    return { picked, documents };
  }
}

const NOTHING_READ: ReadonlyMap<string, SessionDocument> = new Map();

/** Read beside its row, a conversation may be older than the row says. */
function isUpToDate(document: SessionDocument | undefined, { version, removed }: SyncDocument): boolean {
  if (document?.version !== version) return document !== undefined && document.version > version;
  return document.stage === (removed ? 'deleted' : 'finished');
}

interface Choice {
  picked: SyncDocument[];
  documents: Map<string, SessionDocument>;
  alone: boolean;
}

type Picker = ReturnType<typeof createPicker>;

/** In the order in which they are due; nobody overtakes one that has to wait for what both touch. */
function createPicker({ settings, learned }: Serving, reservation: Reservation) {
  const waited = new Set<string>();
  return (
    due: readonly SyncDocument[],
    documents: ReadonlyMap<string, MeetingDocument>,
    room: number,
  ): SyncDocument[] => {
    let left = room;
    return due.filter((row) => {
      const before = keysBefore(row, documents.get(row._id), settings);
      const keys = [...before, ...(learned.get(row._id) ?? [])];
      if (left > 0 && !keys.some((key) => waited.has(key)) && reservation.take(keys)) {
        left -= 1;
        return true;
      }
      for (const key of keys) waited.add(key);
      return false;
    });
  };
}

export type TakeDue = ReturnType<typeof createTakeDue>;
