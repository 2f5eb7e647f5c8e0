import { z } from 'zod';
import { optionsQuery } from '../api/getOptions.ts';
import { postPropertiesBody } from '../api/postProperties.ts';
import type { Operation } from './operation.types.ts';

/** What the settings can name of the HubSpot account: pipelines, owners, properties, contacts. */
export const choiceOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/settings/choices',
    chapter: 'Settings',
    summary: 'Read what the pickers offer',
    detail:
      'Pipelines, fields of a conversation, and properties with the positions of the fields that fit into them (`null`: every field fits). `fresh=true` asks HubSpot again.',
    access: 'read',
    query: optionsQuery,
    answer: {
      status: 200,
      schema: 'SettingsChoices',
      example: {
        pipelines: [
          {
            id: 'default',
            label: 'Sales',
            stages: [{ id: 'contractsent', label: 'Contract sent', closed: false }],
          },
        ],
        fields: [{ path: 'insights.budget.max', label: 'Highest budget said' }],
        properties: {
          contact: [],
          company: [],
          deal: [{ name: 'amount', label: 'Amount', fits: [0] }],
          meeting: [],
          ticket: [],
        },
        limitations: [],
      },
    },
    errors: { 409: ['not_connected', 'reconnect_required'] },
  },
  {
    method: 'get',
    path: '/api/v1/settings/contacts',
    chapter: 'Settings',
    summary: 'Find the contact for unknown people',
    detail:
      'By what was typed (`q`, a name or an address, two characters at least) or by record id (`id`); one of both.',
    access: 'write',
    query: z.object({ q: z.string().min(2).max(100).optional(), id: z.string().optional() }),
    answer: {
      status: 200,
      schema: 'FoundContacts',
      example: {
        contacts: [
          {
            id: '501',
            name: 'John Smith',
            email: 'john@acme.com',
            url: 'https://app.hubspot.com/contacts/12345678/record/0-1/501',
          },
        ],
      },
    },
    errors: { 409: ['not_connected', 'reconnect_required'] },
  },
  {
    method: 'get',
    path: '/api/v1/hubspot/options',
    chapter: 'Settings',
    summary: 'Read pipelines, owners and properties',
    detail:
      'Read live from the account; properties are those that can be written. `fresh=true` asks HubSpot again.',
    access: 'read',
    query: optionsQuery,
    answer: {
      status: 200,
      schema: 'HubSpotOptions',
      example: {
        pipelines: [
          {
            id: 'default',
            label: 'Sales',
            stages: [{ id: 'contractsent', label: 'Contract sent', closed: false }],
          },
        ],
        owners: [{ id: '77', email: 'rep@seller.com', name: 'Robin Rep' }],
        properties: {
          contact: [],
          company: [],
          deal: [
            {
              name: 'amount',
              label: 'Amount',
              type: 'number',
              fieldType: 'number',
              options: [],
              ours: false,
            },
          ],
          meeting: [],
          ticket: [],
        },
        customObjects: [],
        limitations: [],
      },
    },
    errors: { 409: ['not_connected', 'reconnect_required'] },
  },
  {
    method: 'post',
    path: '/api/v1/hubspot/properties',
    chapter: 'Settings',
    summary: 'Create ready-made properties',
    detail:
      'Makes properties of ours in the group of ours, where they are missing. `mapping` is what to add to `mapping.custom` so that they are filled.',
    access: 'write',
    body: { schema: postPropertiesBody, example: { names: ['liveprompt_budget_max'] } },
    answer: {
      status: 200,
      schema: 'PropertiesCreated',
      example: {
        results: [
          {
            name: 'liveprompt_budget_max',
            label: 'Budget said in conversation',
            object: 'deal',
            ready: true,
            message: null,
            mapping: {
              from: 'insights.budget.max',
              object: 'deal',
              property: 'liveprompt_budget_max',
              mode: 'write',
            },
          },
        ],
      },
    },
    errors: { 409: ['not_connected'] },
  },
];
