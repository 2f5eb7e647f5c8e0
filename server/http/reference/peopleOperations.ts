import { personRequest } from '../../../shared/people.ts';
import type { Operation } from './operation.types.ts';

/** The rights of one person, by address. */
export const peopleOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/v1/people/export',
    chapter: 'People',
    summary: 'Export what is stored of a person',
    detail:
      'Conversations they took part in, what those made in HubSpot, proposals on their contact, and audit entries that name them. Other participants are left out.',
    access: 'write',
    body: { schema: personRequest, example: { email: 'john@acme.com' } },
    answer: {
      status: 200,
      schema: 'PersonExport',
      example: {
        email: 'john@acme.com',
        exportedAt: '2026-11-20T09:55:00.000Z',
        conversations: [
          {
            session: {
              id: 'ses_01',
              organization_id: 'org_1',
              version: 1,
              kind: 'sales',
              channel: 'meeting',
              started_at: '2026-11-06T10:00:00.000Z',
              ended_at: '2026-11-06T10:30:00.000Z',
              participants: [{ name: 'John Smith', email: 'john@acme.com' }],
              summary: { brief: 'John wants the offer by Friday.' },
            },
            hubspot: [{ type: 'meetings', id: '7001', rule: 'conversation' }],
          },
        ],
        proposals: [],
        audit: [],
        truncated: false,
      },
    },
  },
  {
    method: 'post',
    path: '/api/v1/people/erase',
    chapter: 'People',
    summary: 'Erase a person',
    detail:
      'Takes the person out of everything stored here, and keeps later deliveries from bringing them back. Conversations with others stay without them; of those with nobody else nothing that was said is kept. HubSpot’s own contact is named and stays: delete it there.',
    access: 'write',
    body: { schema: personRequest, example: { email: 'john@acme.com' } },
    answer: {
      status: 202,
      schema: 'PersonErasure',
      example: { conversations: 3, doneBy: '2026-11-20T09:55:30.000Z', contactsInHubSpot: ['501'] },
    },
  },
];
