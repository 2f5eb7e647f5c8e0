import { z } from 'zod';
import { sessionEvent } from '../../../shared/webhook.ts';
import { flag, record, type Operation } from './operation.types.ts';

const timestamp = z.iso.datetime({ offset: true });

/** The envelope with the data of each type, as a sender sees it. */
const webhook = z.discriminatedUnion('type', [
  sessionEvent.options[0].extend({ timestamp }),
  sessionEvent.options[1].extend({ timestamp }),
  sessionEvent.options[2].extend({ timestamp }),
  sessionEvent.options[3].extend({ timestamp }),
  sessionEvent.options[4].extend({ timestamp }),
]);

export const WEBHOOK_EXAMPLE = {
  type: 'session.completed',
  timestamp: '2026-11-20T10:31:00Z',
  data: {
    session: {
      id: 'ses_01',
      organization_id: 'org_seller',
      version: 3,
      kind: 'sales',
      channel: 'meeting',
      title: 'Sales call',
      started_at: '2026-11-20T10:00:00Z',
      ended_at: '2026-11-20T10:30:30Z',
      duration_seconds: 1830,
      time_zone: 'Europe/Berlin',
      host: { id: 'usr_1', email: 'rep@seller.com', name: 'Robin Rep' },
      participants: [{ name: 'John Smith', email: 'john@acme.com', consent: true }],
      summary: {
        brief: 'John wants the contract this week.',
        key_points: ['The budget is approved.'],
        next_steps: ['Send the contract'],
        sentiment: 'positive',
      },
      action_items: [
        {
          id: 'act_1',
          title: 'Send the contract',
          priority: 'high',
          due_date: '2026-11-24',
          owner_email: 'rep@seller.com',
        },
      ],
      insights: { budget: { min: 40000, max: 60000, currency: 'USD', confirmed: true } },
    },
  },
};

/** What liveprompt sends. The door stands before the router, so it is described here in full. */
export const webhookOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/webhooks/liveprompt',
    chapter: 'Webhooks',
    summary: 'Deliver a conversation',
    detail:
      'Signed by the Standard Webhooks scheme. 202 leaves after the event is stored durably. The same `webhook-id` again is `duplicate`. Types that are not known are stored and ignored; keys that are not listed are dropped.',
    access: 'signed',
    body: { schema: webhook, example: WEBHOOK_EXAMPLE },
    answer: {
      status: 202,
      schema: record({ accepted: flag, duplicate: flag }),
      example: { accepted: true, duplicate: false },
    },
    errors: {
      400: ['not_json'],
      401: ['signature_invalid'],
      408: ['too_slow'],
      413: ['too_large'],
      415: ['unsupported_type'],
      422: ['invalid_event'],
      503: ['store_unavailable'],
    },
  },
];
