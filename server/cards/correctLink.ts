import type { LinkAnswer } from '../../shared/card.ts';
import type { Audit } from '../audit/audit.types.ts';
import { AppError } from '../errors.ts';
import { SINGULAR } from '../hubspot/objectNames.ts';
import type { Objects } from '../hubspot/objects.ts';
import type { Corrections } from '../matching/corrections.ts';
import type { CardObjectType, Conversations } from './conversations.ts';

export interface CorrectLinkDeps {
  conversations: Pick<Conversations, 'onRecord' | 'takeOff'>;
  corrections: Pick<Corrections, 'put' | 'read'>;
  objects: Pick<Objects, 'read'>;
  /** Queues the conversation to be written anew. */
  resync: (orgId: string, sessionId: string) => Promise<boolean>;
  audit: Audit;
}

export interface LinkRequest {
  portalId: string;
  orgId: string;
  sessionId: string;
  objectType: CardObjectType;
  objectId: string;
  /** The record it belongs to instead; null: to none. */
  toId: string | null;
  who: string;
}

/**
 * A person says that a conversation does not belong on a record. The correction is stored first, then the
 * conversation is queued: whoever dies in between, the next sync of it finds the correction. May arrive twice.
 */
export function createCorrectLink(deps: CorrectLinkDeps) {
  return async (request: LinkRequest): Promise<LinkAnswer> => {
    const { portalId, orgId, sessionId, objectType, objectId, toId, who } = request;
    const record = { portalId, objectType, objectId };
    const [shown, said] = await Promise.all([
      deps.conversations.onRecord(record, sessionId),
      deps.corrections.read(orgId, [sessionId]),
    ]);
    const repeated = said
      .get(sessionId)
      ?.some((one) => one.objectType === objectType && one.objectId === objectId && one.toId === toId);
    if (!repeated && shown?.orgId !== orgId) throw notThere();
    if (shown?.contentRemoved) throw contentRemoved();
    if (toId !== null) await mustExist(portalId, objectType, toId);

    if (!repeated) {
      const action = toId === null ? 'unlink' : 'move';
      await deps.corrections.put({ orgId, sessionId, objectType, objectId, action, toId, by: who });
    }
    await deps.resync(orgId, sessionId);
    await deps.conversations.takeOff(record, sessionId);
    if (!repeated) {
      await deps.audit.record({
        orgId,
        portalId,
        who,
        what: toId === null ? 'link_removed' : 'link_moved',
        where: 'hubspot',
        subject: sessionId,
        before: { [SINGULAR[objectType]]: objectId },
        ...(toId === null ? {} : { after: { [SINGULAR[objectType]]: toId } }),
      });
    }
    return { ok: true, sessionId };
  };

  async function mustExist(portalId: string, type: CardObjectType, id: string): Promise<void> {
    const found = await deps.objects.read({ portalId, lane: 'people' }, type, [id], ['hs_object_id']);
    if (found.some((record) => record.id === id && !record.archived)) return;
    throw new AppError({
      code: 'target_missing',
      kind: 'final',
      status: 422,
      message: `HubSpot has no such record with the id ${id}.`,
      action: 'Check the id in the address of the right record, then try again.',
    });
  }
}

export type CorrectLink = ReturnType<typeof createCorrectLink>;

/** It would have to be written anew, and nobody knows any more what it said. */
function contentRemoved(): AppError {
  return new AppError({
    code: 'content_removed',
    kind: 'final',
    status: 409,
    message: 'What was said in this conversation is not kept any more, so liveprompt cannot move it.',
    action: 'Open its meeting or call in HubSpot and change what it is associated with there.',
  });
}

function notThere(): AppError {
  return new AppError({
    code: 'conversation_not_on_record',
    kind: 'final',
    status: 404,
    message: 'This conversation is not on this record any more.',
    action: 'Reload the card.',
  });
}
