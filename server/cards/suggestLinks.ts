import type { LinkSuggestion } from '../../shared/card.ts';
import type { Associations } from '../hubspot/associations.ts';
import type { CallContext, CrmRecord, Objects } from '../hubspot/objects.ts';
import type { CardObjectType, Conversations, RecordKey } from './conversations.ts';

const MAX_SUGGESTIONS = 10;

/** What names a record, and what tells it from others of that name. */
const PROPERTIES: Readonly<Record<CardObjectType, readonly string[]>> = {
  contacts: ['firstname', 'lastname', 'email'],
  companies: ['name', 'domain'],
  deals: ['dealname', 'dealstage'],
};

export interface SuggestLinksDeps {
  conversations: Pick<Conversations, 'onRecord' | 'ofSession'>;
  associations: Pick<Associations, 'read'>;
  objects: Pick<Objects, 'read'>;
  stageLabels: (context: CallContext) => Promise<ReadonlyMap<string, { label: string }>>;
}

/**
 * Where a conversation may belong instead: records of the same type that hang on the other records of the
 * conversation. null: the conversation is not on that record. Two rounds to HubSpot, only when asked.
 */
export function createSuggestLinks(deps: SuggestLinksDeps) {
  return async (record: RecordKey, orgId: string, sessionId: string): Promise<LinkSuggestion[] | null> => {
    const { portalId, objectType, objectId } = record;
    const context: CallContext = { portalId, lane: 'people' };
    const shown = await deps.conversations.onRecord(record, sessionId);
    if (shown?.orgId !== orgId) return null;
    const linked = await deps.conversations.ofSession(orgId, sessionId);
    const neighbours = linked.filter((other) => other.objectType !== objectType);
    const found = await Promise.all(
      (['contacts', 'companies', 'deals'] as const).map(async (from) => {
        const ids = neighbours.filter((other) => other.objectType === from).map((other) => other.objectId);
        return ids.length === 0 ? [] : deps.associations.read(context, from, objectType, ids);
      }),
    );
    const mine = new Set(
      linked.filter((other) => other.objectType === objectType).map((other) => other.objectId),
    );
    const ids = found
      .flatMap((links) => [...links].flatMap(([, to]) => to.map(({ toId }) => toId)))
      .filter((id) => id !== objectId && !mine.has(id));
    const wanted = [...new Set(ids)].slice(0, MAX_SUGGESTIONS);
    if (wanted.length === 0) return [];
    const [records, stages] = await Promise.all([
      deps.objects.read(context, objectType, wanted, PROPERTIES[objectType]),
      objectType === 'deals' ? deps.stageLabels(context) : new Map<string, { label: string }>(),
    ]);
    return records.filter(({ archived }) => !archived).map((one) => suggestion(objectType, one, stages));
  };
}

export type SuggestLinks = ReturnType<typeof createSuggestLinks>;

function suggestion(
  type: CardObjectType,
  { id, properties }: CrmRecord,
  stages: ReadonlyMap<string, { label: string }>,
): LinkSuggestion {
  const text = (name: string) => properties[name]?.trim() ?? '';
  if (type === 'deals') {
    const stage = text('dealstage');
    return { id, name: text('dealname') || id, detail: stages.get(stage)?.label ?? (stage || null) };
  }
  if (type === 'companies')
    return { id, name: text('name') || text('domain') || id, detail: text('domain') || null };
  const name = [text('firstname'), text('lastname')].filter(Boolean).join(' ');
  return { id, name: name || text('email') || id, detail: text('email') || null };
}
