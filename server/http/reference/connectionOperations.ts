import { linkConnectionBody } from '../api/linkConnection.ts';
import { postConnectionBody } from '../api/postConnection.ts';
import { flag, record, text, type Operation } from './operation.types.ts';

const CONNECTION = {
  status: 'active',
  statusReason: null,
  portalId: '12345678',
  portalName: 'acme.com',
  scopes: ['oauth', 'crm.objects.contacts.read', 'crm.objects.contacts.write'],
  missingScopes: ['tickets'],
  connectedBy: 'admin@seller.com',
  connectedAt: '2026-11-02T09:12:44.000Z',
  limitations: [],
  manageUrl: 'https://app.liveprompt.ai/integrations/hubspot',
  plan: 'professional',
  usage: { used: 214, limit: 1000, resetsAt: '2026-12-01T00:00:00.000Z' },
};

/** Connecting a HubSpot account to an organisation, testing it, leaving it. */
export const connectionOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/v1/connection',
    chapter: 'Connection',
    summary: 'Start connecting HubSpot',
    detail:
      'Open `authorizeUrl` in the browser of the person who connects. It works once, for ten minutes. With `state` of a marketplace install that waits for its sign-in, that install is continued.',
    access: 'write',
    body: { schema: postConnectionBody, example: {}, optional: true },
    answer: {
      status: 200,
      schema: record({ authorizeUrl: text }),
      example: { authorizeUrl: 'https://api.liveprompt.ai/oauth/install?state=3fYt8QpK2mZs' },
    },
    errors: { 400: ['oauth_state_invalid'] },
  },
  {
    method: 'get',
    path: '/api/v1/connection',
    chapter: 'Connection',
    summary: 'Read the connection',
    detail:
      'Never an error: an organisation without an account reads `not_connected`. `missingScopes` are permissions that were not granted, `limitations` what HubSpot does not allow in this account.',
    access: 'read',
    answer: { status: 200, schema: 'Connection', example: CONNECTION },
  },
  {
    method: 'post',
    path: '/api/v1/connection/test',
    chapter: 'Connection',
    summary: 'Test the connection',
    detail: 'Named live checks. `detail` of a check that fails ends with the next click. Nothing is changed.',
    access: 'read',
    answer: {
      status: 200,
      schema: 'ConnectionTest',
      example: {
        ok: false,
        checks: [
          { name: 'token', ok: true, detail: 'HubSpot lets us in.' },
          {
            name: 'scopes',
            ok: false,
            detail: 'The permission tickets is missing. Connect HubSpot again to grant it.',
          },
        ],
      },
    },
  },
  {
    method: 'delete',
    path: '/api/v1/connection',
    chapter: 'Connection',
    summary: 'Disconnect',
    detail:
      'Uninstalls the app at HubSpot and deletes what is stored for the organisation. The audit trail keeps that it happened. What was written to HubSpot stays there. Repeating it is harmless.',
    access: 'write',
    answer: {
      status: 200,
      schema: record({ status: { const: 'not_connected' }, disconnected: flag }),
      example: { status: 'not_connected', disconnected: true },
    },
  },
  {
    method: 'post',
    path: '/api/v1/connection/link',
    chapter: 'Connection',
    summary: 'Link a marketplace install',
    detail:
      'Ties an account that was installed from the marketplace, and belongs to nobody yet, to the organisation. The token works once, for ten minutes.',
    access: 'write',
    body: { schema: linkConnectionBody, example: { linkToken: 'b8Wm0Q4u7JkXw1Zr' } },
    answer: { status: 200, schema: 'Connection', example: CONNECTION },
    errors: {
      400: ['link_token_invalid'],
      409: ['portal_already_connected', 'organization_already_connected'],
    },
  },
];
