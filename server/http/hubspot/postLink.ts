import { z } from 'zod';
import type { CorrectLink } from '../../cards/correctLink.ts';
import type { InstallDocument } from '../../installs/install.ts';
import { connectedPortal } from '../inPortal.ts';
import { parseBody } from '../input.ts';
import type { HubSpotRoute } from '../route.ts';
import { RECORD_ID, RECORD_TYPES, type RecordType } from './recordParams.ts';

const record = z.string().regex(RECORD_ID, 'is not an id of HubSpot');

const linkBody = z
  .object({
    sessionId: z.string().min(1).max(200),
    objectType: z.enum(Object.keys(RECORD_TYPES) as [RecordType, ...RecordType[]]),
    objectId: record,
    action: z.enum(['unlink', 'move']),
    toId: record.optional(),
  })
  .superRefine(({ action, objectId, toId }, context) => {
    const fault = (message: string) => context.addIssue({ code: 'custom', path: ['toId'], message });
    if (action === 'move' && toId === undefined) fault('is needed to move');
    if (action === 'unlink' && toId !== undefined) fault('only goes with move');
    if (toId === objectId) fault('is the record it is on already');
  });

/** `POST /hubspot/links`: a conversation does not belong on this record, or belongs on another. May arrive twice. */
export function postLink(deps: {
  installOfPortal: (portalId: string) => Promise<InstallDocument | null>;
  correctLink: CorrectLink;
}): HubSpotRoute {
  return {
    method: 'post',
    path: '/links',
    async handle({ caller, body }) {
      const { sessionId, objectType, objectId, toId = null } = parseBody(linkBody, body);
      const portal = await connectedPortal(deps.installOfPortal, caller);
      const request = { ...portal, sessionId, objectType: RECORD_TYPES[objectType], objectId, toId };
      return { status: 200, body: await deps.correctLink(request) };
    },
  };
}
