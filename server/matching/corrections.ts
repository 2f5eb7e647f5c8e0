import type { Clock } from '../clock.ts';
import { defineCollection, type Store } from '../store/store.ts';

/** Records a conversation is linked to and that a person can correct. */
export type CorrectableType = 'contacts' | 'companies' | 'deals';

/** What a person said about one link of one conversation: it stands against every rule from then on. */
export interface LinkCorrection {
  orgId: string;
  sessionId: string;
  objectType: CorrectableType;
  /** The record the conversation was linked to. */
  objectId: string;
  action: 'unlink' | 'move';
  /** Where it belongs instead; null for `unlink`. */
  toId: string | null;
  /** Who said so. */
  by: string;
  at: Date;
}

interface CorrectionDocument extends LinkCorrection {
  /** `orgId:sessionId:objectType:objectId`. */
  _id: string;
}

export const linkCorrections = defineCollection<CorrectionDocument>({
  name: 'link_corrections',
  tenant: 'orgId',
  indexes: [{ key: { orgId: 1, sessionId: 1 }, name: 'of_session' }],
});

export function createCorrections({ store, clock }: { store: Store; clock: Clock }) {
  const documents = store.collection(linkCorrections);
  return {
    /**
     * Remembers a correction; saying it twice is saying it once. A record someone moves a link to is right
     * again, whatever was said of it before.
     */
    async put(correction: Omit<LinkCorrection, 'at'>): Promise<void> {
      const { orgId, sessionId, objectType, objectId, toId } = correction;
      const idOf = (id: string) => `${orgId}:${sessionId}:${objectType}:${id}`;
      const row = { ...correction, at: clock.now() };
      await documents.replaceOne({ _id: idOf(objectId) }, row, { upsert: true });
      if (toId !== null) await documents.deleteOne({ _id: idOf(toId) });
    },

    /** What was said about these conversations, by session id. */
    async read(orgId: string, sessionIds: readonly string[]): Promise<Map<string, LinkCorrection[]>> {
      const found = new Map<string, LinkCorrection[]>();
      if (sessionIds.length === 0) return found;
      const rows = await documents.find({ orgId, sessionId: { $in: [...sessionIds] } }).toArray();
      for (const row of rows) found.set(row.sessionId, [...(found.get(row.sessionId) ?? []), row]);
      return found;
    },
  };
}

export type Corrections = ReturnType<typeof createCorrections>;

export type Corrected =
  | { verdict: 'keep'; id: string }
  | { verdict: 'moved'; id: string; correction: LinkCorrection }
  | { verdict: 'unlinked'; correction: LinkCorrection };

/** Where a link that a rule found really belongs. Moves may follow each other; a circle ends where it began. Pure. */
export function correct(
  corrections: readonly LinkCorrection[],
  type: CorrectableType,
  id: string,
): Corrected {
  let current: Corrected = { verdict: 'keep', id };
  const seen = new Set<string>();
  for (;;) {
    const here: string = current.id;
    const said = corrections.find(({ objectType, objectId }) => objectType === type && objectId === here);
    if (!said || seen.has(here)) return current;
    seen.add(here);
    if (said.action === 'unlink' || said.toId === null) return { verdict: 'unlinked', correction: said };
    current = { verdict: 'moved', id: said.toId, correction: said };
  }
}

/** Links people made, which stay although no rule may lead there any more. Pure. */
export function movedTo(corrections: readonly LinkCorrection[]): (LinkCorrection & { toId: string })[] {
  return corrections.flatMap((said) =>
    said.toId !== null && correct(corrections, said.objectType, said.toId).verdict === 'keep'
      ? [{ ...said, toId: said.toId }]
      : [],
  );
}
