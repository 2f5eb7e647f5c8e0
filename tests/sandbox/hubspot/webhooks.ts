import { decodeUri, signatureV3 } from './signature.ts';

/** Events per delivery (hubspot-api.md §7.1). */
export const MAX_EVENTS = 100;

/** Delivers events as HubSpot does: a JSON array, signed v3 over the exact bytes. Answers the status. */
export async function sendWebhook(
  clientSecret: string,
  url: string,
  events: readonly object[],
  timestampMs: number,
): Promise<number> {
  if (events.length > MAX_EVENTS) throw new Error(`HubSpot sends at most ${MAX_EVENTS} events at once`);
  const body = JSON.stringify(events);
  const response = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    body,
    headers: {
      'content-type': 'application/json',
      'x-hubspot-signature-v3': signatureV3(clientSecret, 'POST', decodeUri(url), body, timestampMs),
      'x-hubspot-request-timestamp': String(timestampMs),
    },
  });
  await response.arrayBuffer();
  return response.status;
}
