import { brief, briefRequest } from '../../../shared/brief.ts';
import type { Operation } from './operation.types.ts';
import { schemaOf } from './schemaOf.ts';

const CONVERSATION = {
  kind: 'conversation',
  label: 'Sales call',
  at: '2026-11-06T10:00:00.000Z',
  url: 'https://app.liveprompt.ai/sessions/ses_01',
};
const HUBSPOT = 'https://app.hubspot.com/contacts/12345678/record';

/** What is worth knowing before a call. */
export const briefOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/v1/context',
    chapter: 'Before the call',
    summary: 'Read the brief for a call',
    detail:
      'People, company, open deals and tasks, what they objected to, what was promised, the next meeting, and three to five talking points with their sources. Answers within two seconds: what is late is left out and named in `leftOut`. Kept for up to a minute.',
    access: 'read',
    body: {
      schema: briefRequest,
      example: { participants: [{ email: 'john@acme.com', name: 'John Smith' }] },
    },
    answer: {
      status: 200,
      schema: schemaOf(brief, 'output'),
      example: {
        generatedAt: '2026-11-20T09:55:00.000Z',
        contact: {
          id: '501',
          email: 'john@acme.com',
          name: 'John Smith',
          title: 'VP Sales',
          companyId: '901',
          score: 78,
          sentiment: 'positive',
          url: `${HUBSPOT}/0-1/501`,
        },
        contacts: [],
        unknown: [],
        skipped: [],
        company: {
          id: '901',
          name: 'Acme',
          domain: 'acme.com',
          employees: 1200,
          size: '1,200 employees',
          industry: null,
          url: `${HUBSPOT}/0-2/901`,
        },
        companies: [],
        lastInteraction: {
          at: '2026-11-06T10:00:00.000Z',
          words: '2 weeks ago',
          what: 'Sales call',
          url: CONVERSATION.url,
        },
        lastConversation: null,
        deals: [
          {
            id: '7001',
            name: 'Acme rollout',
            amount: 60000,
            currency: 'EUR',
            amountText: '€60,000',
            stage: 'Qualified to buy',
            pipeline: 'Sales',
            closeDate: null,
            nextStep: null,
            owner: 'Robin Rep',
            url: `${HUBSPOT}/0-3/7001`,
          },
        ],
        openTasks: [],
        objections: [
          {
            text: 'Legal waits for our agreement.',
            answered: false,
            words: '2 weeks ago',
            source: CONVERSATION,
          },
        ],
        promises: [],
        nextMeeting: null,
        talkingPoints: [
          { text: 'Ask whether legal has our agreement.', source: CONVERSATION },
          {
            text: 'Acme rollout, €60,000, is in Qualified to buy.',
            source: { ...CONVERSATION, kind: 'deal' },
          },
          { text: 'You spoke 2 weeks ago.', source: CONVERSATION },
        ],
        leftOut: [],
      },
    },
    errors: { 409: ['not_connected', 'reconnect_required'] },
  },
];
