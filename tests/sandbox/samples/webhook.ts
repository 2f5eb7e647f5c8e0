import { Webhook } from 'standardwebhooks';

export interface WebhookHeaders extends Record<string, string> {
  'webhook-id': string;
  'webhook-timestamp': string;
  'webhook-signature': string;
  'content-type': string;
}

/**
 * Signs as liveprompt's backend does (Standard Webhooks, contract §2), with the scheme's own package,
 * so that it shares no line with the server it tests.
 * @param secret `whsec_…`
 * @param rawBody the exact bytes that will be sent
 */
export function signWebhook(secret: string, id: string, timestamp: Date, rawBody: string): WebhookHeaders {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(timestamp.getTime() / 1_000)),
    'webhook-signature': new Webhook(secret).sign(id, timestamp, rawBody),
    'content-type': 'application/json',
  };
}
