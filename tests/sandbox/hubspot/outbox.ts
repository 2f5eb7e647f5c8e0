import type { Sandbox } from '../sandbox.types.ts';
import { OBJECT_TYPES } from './objects.types.ts';
import type { Happening } from './portal/portal.ts';
import type { SandboxSettings } from './settings.ts';
import { MAX_EVENTS, sendWebhook } from './webhooks.ts';

/** One event as HubSpot delivers it (hubspot-api.md §7.1). */
interface WebhookEvent {
  eventId: number;
  subscriptionType: string;
  attemptNumber: number;
  [key: string]: unknown;
}

export interface Outbox {
  tell(portalId: string, happening: Happening): void;
  pending: Sandbox['pendingWebhooks'];
  deliver: Sandbox['deliverWebhooks'];
}

const SUBSCRIPTION: Record<Happening['what'], string> = {
  merge: 'object.merge',
  deletion: 'object.deletion',
  restore: 'object.restore',
  propertyChange: 'object.propertyChange',
  privacyDeletion: 'contact.privacyDeletion',
};

/** Events that the app subscribed to, kept until its target answers 2xx. */
export function createOutbox(settings: SandboxSettings): Outbox {
  let waiting: WebhookEvent[] = [];
  let lastId = 100;
  const { webhooks, app } = settings;

  const isSubscribed = (happening: Happening): boolean =>
    webhooks.subscriptions.some(
      ({ subscriptionType, objectType, propertyName }) =>
        subscriptionType === SUBSCRIPTION[happening.what] &&
        (objectType === undefined ||
          objectType.toUpperCase() === OBJECT_TYPES[happening.record.type].singular) &&
        (propertyName === undefined ||
          (happening.what === 'propertyChange' && happening.name === propertyName)),
    );

  const deliver: Outbox['deliver'] = async (arrange = (events) => events) => {
    const due = arrange(waiting) as WebhookEvent[];
    waiting = waiting.filter((event) => !due.includes(event));
    const statuses: number[] = [];
    for (let start = 0; start < due.length; start += MAX_EVENTS) {
      const page = due.slice(start, start + MAX_EVENTS);
      const status = await sendWebhook(
        app.clientSecret,
        webhooks.targetUrl,
        page,
        settings.now().getTime(),
      ).catch(() => 0);
      statuses.push(status);
      if (status < 200 || status > 299) {
        const again = page.map((event) => ({ ...event, attemptNumber: event.attemptNumber + 1 }));
        waiting = [...again, ...waiting];
      }
    }
    return statuses;
  };

  return {
    tell: (portalId, happening) => {
      if (!isSubscribed(happening)) return;
      lastId += 1;
      waiting.push({
        eventId: lastId,
        subscriptionId: 1_000,
        portalId: Number(portalId),
        appId: Number(app.appId),
        occurredAt: happening.at,
        subscriptionType: SUBSCRIPTION[happening.what],
        attemptNumber: 0,
        objectId: Number(happening.record.id),
        changeSource: happening.author === 'app' ? 'INTEGRATION' : 'CRM_UI',
        ...detailsOf(happening),
      });
      if (webhooks.automatic) setImmediate(() => void deliver());
    },
    pending: () => [...waiting],
    deliver,
  };
}

/** Privacy deletions are of the older form, which names no type. */
function detailsOf(happening: Happening): Record<string, unknown> {
  if (happening.what === 'privacyDeletion') return {};
  const objectTypeId = OBJECT_TYPES[happening.record.type].typeId;
  if (happening.what === 'propertyChange') {
    return { objectTypeId, propertyName: happening.name, propertyValue: happening.value };
  }
  if (happening.what !== 'merge')
    return { objectTypeId, changeFlag: happening.what === 'deletion' ? 'DELETED' : 'RESTORED' };
  return {
    objectTypeId,
    changeFlag: 'MERGED',
    primaryObjectId: Number(happening.record.id),
    mergedObjectIds: [Number(happening.loser.id)],
    newObjectId: null,
    numberOfPropertiesMoved: 0,
  };
}
