import type { Request, RequestHandler } from 'express';
import type { Clock } from '../../clock.ts';
import { AppError } from '../../errors.ts';
import { verifyHubSpotSignature } from '../../hubspot/signature.ts';
import { badRequest } from '../errors.ts';
import { singleValues } from '../input.ts';
import type { HubSpotCaller } from '../route.ts';

export interface HubSpotSignatureDeps {
  clientSecret: string;
  /** What HubSpot calls us by; `Host` is the sender's word and is never used. */
  publicUrl: string;
  clock: Clock;
}

const SIGNATURE = 'x-hubspot-signature-v3';
const TIMESTAMP = 'x-hubspot-request-timestamp';

/** Lets only requests pass that HubSpot signed (v3). Runs after `rawBody`; answers 401 otherwise. */
export function hubspotSignature(deps: HubSpotSignatureDeps): RequestHandler {
  return (request, _response, next) => {
    const signature = onlyHeader(request, SIGNATURE);
    const timestamp = onlyHeader(request, TIMESTAMP);
    const rawBody: unknown = request.body;
    const verdict =
      signature === undefined || timestamp === undefined
        ? 'invalid'
        : verifyHubSpotSignature(
            {
              method: request.method,
              url: deps.publicUrl + request.originalUrl,
              rawBody: Buffer.isBuffer(rawBody) ? rawBody : Buffer.alloc(0),
              signature,
              timestamp,
            },
            deps.clientSecret,
            deps.clock.now().getTime(),
          );
    next(verdict === 'valid' ? undefined : notSigned());
  };
}

/**
 * Portal and person from the signed query (contract §4). A client secret can sign for several apps of
 * one developer only by mistake, so `appId` has to be ours.
 * @throws AppError 400 on repeated or malformed parameters, 401 on another app
 */
export function hubspotCaller(request: Request, appId: string): HubSpotCaller {
  const query = singleValues(request.query);
  if (query['appId'] !== undefined && query['appId'] !== appId) throw notSigned();
  const portalId = query['portalId'];
  if (portalId === undefined || !/^\d{1,20}$/.test(portalId)) {
    throw badRequest(
      'portal_missing',
      'The request does not say which HubSpot account it is about.',
      'Open the card inside HubSpot.',
    );
  }
  return { portalId, userId: query['userId'] ?? null, userEmail: query['userEmail'] ?? null };
}

/** A header that came exactly once: two would be joined with a comma, and nobody says which one counts. */
function onlyHeader(request: Request, name: string): string | undefined {
  const count = request.rawHeaders.filter((key, i) => i % 2 === 0 && key.toLowerCase() === name).length;
  const value = request.headers[name];
  return count === 1 && typeof value === 'string' ? value : undefined;
}

function notSigned(): AppError {
  return new AppError({
    code: 'signature_invalid',
    kind: 'final',
    status: 401,
    message: 'The request is not signed by HubSpot for this app, or is older than five minutes.',
    action: 'Open the card inside HubSpot and try again.',
  });
}
