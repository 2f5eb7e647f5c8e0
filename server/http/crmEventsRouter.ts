import { Router, type RequestHandler } from 'express';
import { StoreTooSlow, type AcceptCrmEvents } from '../crmEvents/acceptCrmEvents.ts';
import { badRequest, storeUnavailable } from './errors.ts';
import { hubspotSignature, type HubSpotSignatureDeps } from './middleware/hubspotSignature.ts';
import { rawBody } from './middleware/rawBody.ts';
import { incoming, sendReply } from './send.ts';

/** HubSpot sends a hundred at most (hubspot-api.md §7.1); what is far beyond is no delivery of its. */
const MOST_EVENTS = 1_000;

/**
 * `POST /webhooks/hubspot` (contract §4): what people did to records in HubSpot. Answered once it is stored;
 * anything but a 2xx brings the whole delivery back, so only what may be better the next time is refused.
 */
export function crmEventsRouter(deps: HubSpotSignatureDeps & { accept: AcceptCrmEvents }): Router {
  const router = Router();
  const accept: RequestHandler = async (request, response) => {
    const { body } = incoming(request);
    if (!Array.isArray(body) || body.length > MOST_EVENTS) throw notEvents();
    try {
      sendReply(response, { status: 200, body: await deps.accept(body) });
    } catch (error) {
      throw error instanceof StoreTooSlow ? storeUnavailable(error) : error;
    }
  };
  router.post('/', ...rawBody(), hubspotSignature(deps), accept);
  return router;
}

function notEvents() {
  return badRequest(
    'not_events',
    `The body is not a list of at most ${MOST_EVENTS} events.`,
    'Send the events as a JSON array.',
  );
}
