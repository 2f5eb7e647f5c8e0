import { createHmac } from 'node:crypto';

/** Exactly these are decoded before signing, nothing else (hubspot-api.md §7.2). */
const DECODED: Record<string, string> = {
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

export const decodeUri = (uri: string): string =>
  uri.replace(/%[0-9a-f]{2}/gi, (code) => DECODED[code.toUpperCase()] ?? code);

/**
 * `X-HubSpot-Signature-v3` over the URI as given: base64 of HMAC-SHA256 of method + uri + body +
 * timestamp, timestamp in milliseconds.
 */
export const signatureV3 = (
  secret: string,
  method: string,
  uri: string,
  body: string,
  timestampMs: number,
): string =>
  createHmac('sha256', secret).update(`${method}${uri}${body}${timestampMs}`, 'utf8').digest('base64');
