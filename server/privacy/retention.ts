import type { Audit } from '../audit/audit.types.ts';
import type { Clock } from '../clock.ts';
import { sessions, type SessionDocument, type SessionStore } from '../sessions/sessionStore.ts';
import { settingsCollection } from '../settings/settingsStore.ts';
import type { Store } from '../store/store.ts';
import type { RemoveContent } from './removeContent.ts';

export interface RetentionDeps {
  store: Store;
  sessions: Pick<SessionStore, 'begunBefore' | 'expire'>;
  removeContent: RemoveContent;
  audit: Audit;
  clock: Clock;
}

const DAY_MS = 86_400_000;
/** Of one organisation in one sweep: the rest comes with the next one, five minutes later. */
const PORTION = 500;
/** A turn that read the conversation before has ended by then, and written what it had read (reliability.md §4). */
const SECOND_LOOK_MS = 10 * 60_000;

/**
 * Removes the content of conversations that are older than their organisation wants them kept. The conversation goes
 * first and says when it is looked at again, so that a sweep that dies in the middle is finished by another, and what
 * a turn under way wrote of it meanwhile goes too. @returns how many conversations lost their content.
 */
export function createRetention(deps: RetentionDeps): () => Promise<number> {
  const documents = deps.store.collection(sessions);
  return async () => {
    await lookAgain();
    let removed = 0;
    const limited = deps.store.collection(settingsCollection).find({
      'settings.data.keepConversationsDays': { $gt: 0 },
    });
    for (const { orgId, settings } of await limited.toArray())
      removed += await expireOf(orgId, settings.data.keepConversationsDays ?? Infinity);
    return removed;
  };

  async function expireOf(orgId: string, days: number): Promise<number> {
    const now = deps.clock.now().getTime();
    const old = await deps.sessions.begunBefore(orgId, new Date(now - days * DAY_MS), PORTION);
    const expired: SessionDocument[] = [];
    for (const document of old)
      if (
        (await deps.removeContent.fromLedger(document)) &&
        (await deps.sessions.expire(document, new Date(now + SECOND_LOOK_MS)))
      )
        expired.push(document);
    await deps.removeContent.fromTheRest(orgId, expired);
    if (expired.length > 0) {
      await deps.audit.record({
        orgId,
        who: 'system',
        what: 'content_removed',
        where: 'system',
        portalId: null,
        after: { conversations: String(expired.length), olderThanDays: String(days) },
      });
    }
    return expired.length;
  }

  /** Those whose second look is due; one that a turn has at the moment stays for the next sweep. */
  async function lookAgain(): Promise<void> {
    const due = { lookAgainAt: { $lte: deps.clock.now() } };
    for (const document of await documents.find(due).limit(PORTION).toArray()) {
      const { _id, orgId, version } = document;
      const isGone = document.stage === 'expired';
      if (isGone && !(await deps.removeContent.fromLedger(document))) continue;
      if (isGone) await deps.removeContent.fromTheRest(orgId, [document]);
      await documents.updateOne({ _id, version }, { $unset: { lookAgainAt: '' } });
    }
  }
}
