import { z } from 'zod';
import { DEFAULT_SETTINGS, settingsDocument } from '../../../shared/settings.ts';
import { applySettingsBody } from '../api/applySettings.ts';
import { schemaOf } from './schemaOf.ts';
import { count, record, text, type JsonSchema, type Operation } from './operation.types.ts';

const SETTINGS: JsonSchema = schemaOf(settingsDocument, 'output');
const example = DEFAULT_SETTINGS;

/** The words of the page are its own affair: they change with its parts. */
const FORM = record({
  texts: { type: 'object', additionalProperties: { $ref: '#/components/schemas/SettingText' } },
  scopes: { type: 'object', additionalProperties: text },
  optionalScopes: { type: 'array', items: text },
  words: { type: 'object', description: 'The other words of the settings page, by part of the page.' },
});

/** The settings document, its words, and what it would do. */
export const settingsOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/settings',
    chapter: 'Settings',
    summary: 'Read the settings',
    detail: 'The whole document. `version` grows with every save.',
    access: 'read',
    answer: { status: 200, schema: SETTINGS, example },
  },
  {
    method: 'put',
    path: '/api/v1/settings',
    chapter: 'Settings',
    summary: 'Save the settings',
    detail:
      'Send the whole document with the `version` that was read. 409 when somebody saved in between; 422 names every field at fault, properties and stages that the account does not have included. What HubSpot could not be asked about stands in the header `x-not-checked`.',
    access: 'write',
    body: { schema: settingsDocument, example },
    answer: { status: 200, schema: SETTINGS, example: { ...example, version: example.version + 1 } },
    errors: { 409: ['settings_version_stale'] },
  },
  {
    method: 'get',
    path: '/api/v1/settings/form',
    chapter: 'Settings',
    summary: 'Read the words of the settings',
    detail: 'Label and sentence of every option, and what stops working without a permission.',
    access: 'read',
    answer: {
      status: 200,
      schema: FORM,
      example: {
        texts: {
          'sync.notes': { label: 'Create notes', sentence: 'Key insights of a conversation become a note.' },
        },
        scopes: { tickets: 'Fields of conversations cannot be written to tickets.' },
        optionalScopes: ['tickets'],
        words: { save: 'Save' },
      },
    },
  },
  {
    method: 'post',
    path: '/api/v1/settings/simulate',
    chapter: 'Settings',
    summary: 'Try settings on past conversations',
    detail:
      'What proposed settings would do with the newest conversations (1–100, default 20), and what differs from the saved ones. The body may also be the settings document itself. Nothing is written.',
    access: 'read',
    query: z.object({ sessions: z.number().int().min(1).max(100).optional() }),
    body: {
      schema: z.strictObject({
        settings: settingsDocument,
        sessions: z.number().int().min(1).max(100).optional(),
      }),
      example: { settings: example, sessions: 20 },
    },
    answer: {
      status: 200,
      schema: 'Simulation',
      example: {
        sessions: 20,
        writes: [
          {
            sessionId: 'ses_01',
            action: 'create',
            type: 'task',
            summary: 'Create the task "Send the offer".',
          },
        ],
        skips: [
          { sessionId: 'ses_02', what: 'participant Ann', reason: 'no_consent: this person did not agree' },
        ],
        estimatedCalls: 11,
        planUnits: 1,
        differences: [
          {
            sessionId: 'ses_01',
            title: 'Sales call',
            startedAt: '2026-11-20T10:00:00.000Z',
            added: ['Create the task "Send the offer".'],
            removed: [],
          },
        ],
      },
    },
    errors: { 409: ['not_connected', 'reconnect_required'] },
  },
  {
    method: 'post',
    path: '/api/v1/settings/apply',
    chapter: 'Settings',
    summary: 'Apply the settings to the last days',
    detail:
      'What was synced in those days runs once more, behind new conversations. It counts nothing twice.',
    access: 'write',
    body: { schema: applySettingsBody, example: { days: 30 } },
    answer: { status: 202, schema: record({ queued: count }), example: { queued: 87 } },
    errors: { 409: ['not_connected'] },
  },
];
