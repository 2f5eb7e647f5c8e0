import { defineCollection, type Store } from '../store/store.ts';

/** A deal stage as it was called when a conversation reached HubSpot. */
export interface StageThen {
  id: string;
  pipelineId: string;
  label: string;
}

/** One of our tasks, as HubSpot last showed it. */
export interface TaskFigure {
  /** E-mail; null: HubSpot knows no owner. */
  owner: string | null;
  dueAt: Date | null;
  doneAt: Date | null;
}

/**
 * What reports count of one conversation: one small document each, beside the read model of the cards that
 * keeps one per record. A year of 20,000 conversations is one indexed read of as many of these.
 */
export interface FiguresDocument {
  /** `portalId:sessionId`. */
  _id: string;
  portalId: string;
  orgId: string;
  sessionId: string;
  startedAt: Date;
  minutes: number | null;
  dealId: string | null;
  /** The deal's stage when the conversation was about it; null: nobody knows any more. */
  stage: StageThen | null;
  companies: string[];
  /** Engagement score after it, the mean of its contacts. */
  score: number | null;
  /** Features that were asked for, in the words of the conversation. */
  requests: string[];
  /** By task id. */
  tasks: Record<string, TaskFigure>;
  /** When its tasks are read again; null: never. */
  lookAt: Date | null;
}

export const figures = defineCollection<FiguresDocument>({
  name: 'conversation_figures',
  tenant: 'orgId',
  indexes: [
    { key: { orgId: 1, startedAt: -1 }, name: 'of_organization_newest_first' },
    { key: { lookAt: 1 }, name: 'by_look' },
  ],
});

/** The part of it that is added up; the rest finds it. */
const COUNTED = {
  _id: 0,
  startedAt: 1,
  minutes: 1,
  dealId: 1,
  stage: 1,
  companies: 1,
  score: 1,
  requests: 1,
  tasks: 1,
} as const;
export type CountedFigures = Pick<FiguresDocument, Exclude<keyof typeof COUNTED, '_id'>>;

/** What is known of a task after HubSpot was asked; null: it is gone there. */
export type TaskNews = Readonly<Record<string, TaskFigure | null>>;

export interface KeptSession {
  sessionId: string;
  /** null: it shows on no record any more. */
  document: FiguresDocument | null;
}

export function figuresId(portalId: string, sessionId: string): string {
  return `${portalId}:${sessionId}`;
}

export function createFigures({ store }: { store: Store }) {
  const documents = store.collection(figures);
  return {
    /** By session id. */
    async read(portalId: string, sessionIds: readonly string[]): Promise<Map<string, FiguresDocument>> {
      const ids = sessionIds.map((sessionId) => figuresId(portalId, sessionId));
      const found = await documents.find({ _id: { $in: ids } }).toArray();
      return new Map(found.map((one) => [one.sessionId, one]));
    },

    async keepAll(portalId: string, kept: readonly KeptSession[]): Promise<void> {
      if (kept.length === 0) return;
      await documents.bulkWrite(
        kept.map(({ sessionId, document }) => {
          const filter = { _id: figuresId(portalId, sessionId) };
          return document
            ? { replaceOne: { filter, replacement: withoutId(document), upsert: true } }
            : { deleteOne: { filter } };
        }),
        { ordered: false },
      );
    },

    /** Newest first, one more than `limit` at most: whether there is more shows in the length. */
    between(orgId: string, from: Date, to: Date, limit: number): Promise<CountedFigures[]> {
      return documents
        .find<CountedFigures>({ orgId, startedAt: { $gte: from, $lte: to } }, { projection: COUNTED })
        .sort({ startedAt: -1 })
        .limit(limit + 1)
        .toArray();
    },

    /** Conversations whose tasks are to be read again, the longest due first. */
    dueForLook(now: Date, limit: number): Promise<FiguresDocument[]> {
      return documents
        .find({ lookAt: { $type: 'date', $lte: now } })
        .sort({ lookAt: 1 })
        .limit(limit)
        .toArray();
    },

    /** Of what a sync wrote anew meanwhile, the sync is right: `lookAt` is another one then. */
    async noteLook(looked: readonly { of: FiguresDocument; news: TaskNews; lookAt: Date | null }[]) {
      if (looked.length === 0) return;
      await documents.bulkWrite(
        looked.map(({ of, news, lookAt }) => {
          const known = Object.entries(news);
          const shown = known.flatMap(([id, task]): [string, TaskFigure][] =>
            task ? [[`tasks.${id}`, task]] : [],
          );
          const gone = known.flatMap(([id, task]): [string, ''][] => (task ? [] : [[`tasks.${id}`, '']]));
          return {
            updateOne: {
              filter: { _id: of._id, lookAt: of.lookAt },
              update: {
                $set: { lookAt, ...Object.fromEntries(shown) },
                ...(gone.length > 0 ? { $unset: Object.fromEntries(gone) } : {}),
              },
            },
          };
        }),
        { ordered: false },
      );
    },

    /** A person completed or reopened tasks on a card: they are read again at once. */
    async lookSoon(orgId: string, sessionId: string, at: Date): Promise<void> {
      await documents.updateMany({ orgId, sessionId }, { $set: { lookAt: at } });
    },
  };
}

export type Figures = ReturnType<typeof createFigures>;

function withoutId({ _id, ...rest }: FiguresDocument): Omit<FiguresDocument, '_id'> {
  return rest;
}
