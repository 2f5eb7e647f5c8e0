import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** One request as it arrived; `url` is the public URL, built from configuration and never from `Host`. */
export interface SignedRequest {
  method: string;
  url: string;
  rawBody: Buffer;
  signature: string;
  timestamp: string;
}

export type SignatureVerdict = 'valid' | 'stale' | 'invalid';

/** Older or newer than this is refused (hubspot-api.md §7.2.1; the future side is our hardening). */
const TOLERANCE_MS = 300_000;

/** The only escapes HubSpot turns back before it signs (hubspot-api.md §7.2.2). */
const DECODED: Readonly<Record<string, string>> = {
  '%3A': ':',
  '%2F': '/',
  '%3F': '?',
  '%40': '@',
  '%21': '!',
  '%24': '$',
  '%27': "'",
  '%28': '(',
  '%29': ')',
  '%2A': '*',
  '%2C': ',',
  '%3B': ';',
};

/**
 * Verifies `X-HubSpot-Signature-v3` = base64(HMAC-SHA256(secret, method + uri + body + timestamp)).
 *
 * Two forms of the URI are accepted: as sent, which is what HubSpot's development proxy signs, and with
 * HubSpot's list of escapes decoded, which is what the documentation describes (hubspot-api.md §7.2.3).
 * Only the query is decoded: our paths contain no escapes, and a path that reads differently after
 * decoding must not borrow the signature of another one.
 */
export function verifyHubSpotSignature(
  request: SignedRequest,
  clientSecret: string,
  nowMs: number,
): SignatureVerdict {
  // The SDK skips the age check on NaN; thirteen digits leave no room for that.
  if (!/^\d{13}$/.test(request.timestamp)) return 'invalid';
  if (Math.abs(nowMs - Number(request.timestamp)) > TOLERANCE_MS) return 'stale';
  // A proxy that treats the header as a form value turns `+` into a space (hubspot-api.md §7.2.5).
  const given = digest(request.signature.replaceAll(' ', '+'));
  // Both are always computed, so that the time tells nothing about which form was meant.
  const matches = [request.url, decodeQuery(request.url)].map((url) =>
    timingSafeEqual(given, digest(sign(request, url, clientSecret))),
  );
  return matches.includes(true) ? 'valid' : 'invalid';
}

/** The signature HubSpot would send for `url`. */
export function sign(
  request: Pick<SignedRequest, 'method' | 'rawBody' | 'timestamp'>,
  url: string,
  clientSecret: string,
): string {
  return createHmac('sha256', clientSecret)
    .update(`${request.method}${url}`)
    .update(request.rawBody)
    .update(request.timestamp)
    .digest('base64');
}

function decodeQuery(url: string): string {
  const start = url.indexOf('?');
  if (start < 0) return url;
  const query = url.slice(start).replace(/%[0-9A-F]{2}/g, (escape) => DECODED[escape] ?? escape);
  return url.slice(0, start) + query;
}

/** Equal lengths for `timingSafeEqual`, whatever was sent. */
function digest(value: string): Buffer {
  return createHash('sha256').update(value).digest();
}
