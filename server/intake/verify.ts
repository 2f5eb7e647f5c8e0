import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Standard Webhooks verification with node:crypto; the `standardwebhooks` package is the test oracle. It
 * is stricter than the package where that accepts what it should not (reliability.md §0.3): digits-only
 * timestamps, each header once, at most eight signatures.
 */
export interface SignedRequest {
  /** `rawHeaders` of node: names and values in turn, so that a doubled header shows. */
  rawHeaders: readonly string[];
  body: Buffer;
}

export type Verification = { ok: true; webhookId: string } | { ok: false; reason: string };

const TOLERANCE_SECONDS = 300;
const MAX_SIGNATURES = 8;

/** @param secrets newest first; all are accepted. @param now decides what is stale. */
export function verifyWebhook(request: SignedRequest, secrets: readonly Buffer[], now: Date): Verification {
  const id = single(request.rawHeaders, 'webhook-id');
  const timestamp = single(request.rawHeaders, 'webhook-timestamp');
  const signatures = single(request.rawHeaders, 'webhook-signature')?.split(' ');
  if (!id || id.length > 256 || !timestamp || !signatures)
    return no('a webhook header is missing or sent twice');
  if (!/^\d{10}$/.test(timestamp)) return no('webhook-timestamp is not ten digits');
  if (Math.abs(now.getTime() / 1_000 - Number(timestamp)) > TOLERANCE_SECONDS)
    return no('webhook-timestamp is more than five minutes off');
  if (signatures.length > MAX_SIGNATURES) return no('webhook-signature lists more than eight signatures');

  const presented = signatures.flatMap((signature) =>
    signature.startsWith('v1,') ? [Buffer.from(signature.slice(3))] : [],
  );
  const good = secrets.some((secret) => {
    const hmac = createHmac('sha256', secret).update(`${id}.${timestamp}.`).update(request.body);
    // As text: node's base64 decoder skips junk, so many texts would stand for one signature.
    const expected = Buffer.from(hmac.digest('base64'));
    return presented.some((bytes) => bytes.length === expected.length && timingSafeEqual(bytes, expected));
  });
  return good ? { ok: true, webhookId: id } : no('no signature matches');
}

function single(rawHeaders: readonly string[], name: string): string | undefined {
  const values = rawHeaders.filter(
    (_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name,
  );
  return values.length === 1 ? values[0] : undefined;
}

function no(reason: string): Verification {
  return { ok: false, reason };
}
