import type { Clock } from '../clock.ts';
import { isDuplicateKey } from '../store/connect.ts';
import { defineCollection, type Store } from '../store/store.ts';
import type { WorkflowAnswer } from './workflowCall.ts';

/** One execution of an action that writes: stored before anything is written, answered the same way ever after. */
interface RunDocument {
  /** `portalId:callbackId`. */
  _id: string;
  portalId: string;
  startedAt: Date;
  /** Somebody is working on it until then, or died trying. */
  busyUntil: Date;
  attempts: number;
  /** null until it is done. Holds ids and a link, nothing that was said. */
  answer: WorkflowAnswer | null;
}

/** HubSpot tries an action again for three days at most; the rest is for looking back. */
const KEEP_SECONDS = 30 * 24 * 3_600;

export const workflowRuns = defineCollection<RunDocument>({
  name: 'workflow_runs',
  tenant: 'portalId',
  indexes: [
    { key: { portalId: 1 }, name: 'of_portal' },
    { key: { startedAt: 1 }, name: 'expiry', expireAfterSeconds: KEEP_SECONDS },
  ],
});

/** Longer than one execution takes: two calls to HubSpot with their deadlines. */
const BUSY_MS = 60_000;

export type Claim =
  | { state: 'mine'; /** An earlier attempt may have written already. */ again: boolean }
  | { state: 'done'; answer: WorkflowAnswer }
  | { state: 'busy' };

export function createRuns({ store, clock }: { store: Store; clock: Clock }) {
  const documents = store.collection(workflowRuns);
  const key = (portalId: string, callbackId: string) => `${portalId}:${callbackId}`;
  const until = () => new Date(clock.now().getTime() + BUSY_MS);

  return {
    /** Of any number of attempts at the same time one gets it; after a crash the next one does. */
    async claim(portalId: string, callbackId: string): Promise<Claim> {
      const _id = key(portalId, callbackId);
      try {
        const fresh = { portalId, startedAt: clock.now(), busyUntil: until(), attempts: 1, answer: null };
        await documents.insertOne({ _id, ...fresh });
        return { state: 'mine', again: false };
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      const taken = await documents.updateOne(
        { _id, answer: null, busyUntil: { $lte: clock.now() } },
        { $set: { busyUntil: until() }, $inc: { attempts: 1 } },
      );
      if (taken.matchedCount === 1) return { state: 'mine', again: true };
      const there = await documents.findOne({ _id });
      return there?.answer ? { state: 'done', answer: there.answer } : { state: 'busy' };
    },

    async finish(portalId: string, callbackId: string, answer: WorkflowAnswer): Promise<void> {
      await documents.updateOne({ _id: key(portalId, callbackId), answer: null }, { $set: { answer } });
    },

    /** It may work the next time: the next attempt need not wait for this one. */
    async release(portalId: string, callbackId: string): Promise<void> {
      await documents.updateOne(
        { _id: key(portalId, callbackId), answer: null },
        { $set: { busyUntil: clock.now() } },
      );
    },
  };
}
