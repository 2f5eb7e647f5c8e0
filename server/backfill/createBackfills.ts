import type { Backfill, BackfillRequest } from '../../shared/backfill.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Simulation } from '../../shared/simulation.ts';
import type { Clock } from '../clock.ts';
import { notActive, notConnected } from '../installs/errors.ts';
import type { InstallDocument } from '../installs/install.ts';
import type { SessionStore } from '../sessions/sessionStore.ts';
import type { Simulate } from '../simulate/simulate.ts';
import { isDuplicateKey } from '../store/connect.ts';
import { olderThan, readCursor, writeCursor } from '../store/pageCursor.ts';
import type { Store } from '../store/store.ts';
import type { Ledger } from '../sync/ledger.ts';
import { backfills, toBackfill, type BackfillDocument } from './backfill.ts';
import { countBackfill } from './countBackfill.ts';
import { anotherIsOpen, emptyRange, hasEnded, noSuchBackfill } from './errors.ts';
import { previewBackfill } from './previewBackfill.ts';
import { rangeOf, type Range } from './range.ts';

export type Steering = 'pause' | 'resume' | 'cancel';

export interface BackfillPage {
  items: Backfill[];
  nextCursor: string | null;
}

export interface Backfills {
  /** What it would do; writes nothing. */
  preview(orgId: string, request: BackfillRequest): Promise<Simulation>;
  start(orgId: string, request: BackfillRequest, who: string): Promise<Backfill>;
  /** Doing it twice is doing it once. `changed` says whether this call did it. */
  steer(orgId: string, id: string, steering: Steering): Promise<{ backfill: Backfill; changed: boolean }>;
  one(orgId: string, id: string): Promise<Backfill>;
  /** Newest first. @returns undefined when the cursor is not one of this organisation. */
  list(orgId: string, limit: number, cursor?: string): Promise<BackfillPage | undefined>;
}

export interface BackfillDeps {
  store: Store;
  ledger: Ledger;
  sessions: SessionStore;
  simulate: Simulate;
  installOf: (orgId: string) => Promise<InstallDocument | null>;
  settings: (orgId: string) => Promise<Settings>;
  clock: Clock;
  newId: () => string;
}

/** Which states a steering leads out of, and where to. */
const STEERING = {
  pause: { from: ['running'], to: 'paused' },
  resume: { from: ['paused'], to: 'running' },
  cancel: { from: ['running', 'paused'], to: 'cancelled' },
} as const;

/** What people do with backfills. The work itself is done portion by portion, see `advanceBackfills`. */
export function createBackfills(deps: BackfillDeps): Backfills {
  const documents = deps.store.collection(backfills);

  return {
    async preview(orgId, request) {
      const range = await askedRange(orgId, request);
      return previewBackfill(deps, orgId, range);
    },

    async start(orgId, request, who) {
      const range = await askedRange(orgId, request);
      const now = deps.clock.now();
      const document: BackfillDocument = {
        _id: `bkf_${deps.newId()}`,
        orgId,
        state: 'running',
        openOf: orgId,
        from: request.from,
        to: request.to,
        ...range,
        total: await deps.sessions.countBegun(orgId, range),
        position: null,
        allQueued: false,
        busyUntil: now,
        startedBy: who,
        startedAt: now,
        endedAt: null,
        counts: null,
      };
      try {
        await documents.insertOne(document);
      } catch (error) {
        throw isDuplicateKey(error) ? anotherIsOpen() : error;
      }
      return view(document);
    },

    async steer(orgId, id, steering) {
      const { from, to } = STEERING[steering];
      const ended = to === 'cancelled';
      const changed = await documents.findOneAndUpdate(
        { _id: id, orgId, state: { $in: [...from] } },
        {
          $set: { state: to, ...(ended ? { endedAt: deps.clock.now() } : {}) },
          ...(ended ? { $unset: { openOf: '' as const } } : {}),
        },
        { returnDocument: 'after' },
      );
      const document = changed ?? (await documents.findOne({ _id: id, orgId }));
      if (!document) throw noSuchBackfill();
      if (document.state !== to) throw hasEnded(document.state);
      return { backfill: await view(document), changed: changed !== null };
    },

    async one(orgId, id) {
      const document = await documents.findOne({ _id: id, orgId });
      if (!document) throw noSuchBackfill();
      return view(document);
    },

    async list(orgId, limit, cursor) {
      const start = cursor === undefined ? null : readCursor(orgId, cursor);
      if (start === undefined) return undefined;
      const found = await documents
        .find({ orgId, ...(start ? olderThan('startedAt', start) : {}) })
        .sort({ startedAt: -1, _id: -1 })
        .limit(limit + 1)
        .toArray();
      const last = found[limit - 1];
      return {
        items: await Promise.all(found.slice(0, limit).map(view)),
        nextCursor:
          found.length > limit && last ? writeCursor(orgId, { at: last.startedAt, id: last._id }) : null,
      };
    },
  };

  async function askedRange(orgId: string, { from, to }: BackfillRequest): Promise<Range> {
    const install = await deps.installOf(orgId);
    if (install?.status !== 'active') throw install ? notActive() : notConnected();
    const range = rangeOf(from, to, (await deps.settings(orgId)).sync.timeZone);
    if (range.since >= range.until) throw emptyRange();
    return range;
  }

  async function view(document: BackfillDocument): Promise<Backfill> {
    return toBackfill(document, document.counts ?? (await countBackfill(deps.ledger, document)));
  }
}
