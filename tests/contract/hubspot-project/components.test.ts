import { ENDPOINTS } from '../../../server/hubspot/endpoints.ts';
import { lastConversationAnswer } from '../../../server/workflow/lastConversation.ts';
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../../../shared/scopes.ts';
import { actionProblems, uidProblems, webhookProblems } from '../../hubspot-project/checks/components.ts';
import { projectRoot } from '../../hubspot-project/paths.ts';
import { loadProject } from '../../hubspot-project/project.ts';
import { plant, removePlanted, type Editor, type Json } from './plant.ts';

const WEBHOOKS = 'hubspot-app/app/webhooks/webhooks-hsmeta.json';
const ACTION = 'hubspot-app/app/workflow-actions/follow-up-hsmeta.json';
const CHECKS = { webhookProblems, actionProblems, uidProblems };

const config = (file: string, change: (config: Record<string, Json>) => void) => (edit: Editor) =>
  edit.json(file, (content) => change(content['config'] as Record<string, Json>));

const MISTAKES: [string, keyof typeof CHECKS, (edit: Editor) => void, RegExp][] = [
  [
    'an event nobody handles',
    'webhookProblems',
    config(
      WEBHOOKS,
      (it) =>
        (it['subscriptions'] = { hubEvents: [{ subscriptionType: 'conversation.creation', active: true }] }),
    ),
    /nobody handles conversation\.creation[^]*object\.merge is handled and not subscribed/,
  ],
  [
    'a webhook to another address',
    'webhookProblems',
    config(WEBHOOKS, (it) => (it['settings'] = { targetUrl: 'https://example.com/webhooks' })),
    /not at our own address[^]*no route/,
  ],
  [
    'an action without a route',
    'actionProblems',
    config(ACTION, (it) => (it['actionUrl'] = 'https://api.liveprompt.ai/hubspot/workflow/other')),
    /leads to no route[^]*no action calls \/hubspot\/workflow\/follow-up/,
  ],
  [
    'an output without a label',
    'actionProblems',
    config(ACTION, (it) => (it['outputFields'] = [{ typeDefinition: { name: 'other', type: 'string' } }])),
    /other of the outputs has no label/,
  ],
  [
    'a uid that changed',
    'uidProblems',
    (edit) => edit.json(WEBHOOKS, (it) => (it['uid'] = 'liveprompt_hooks')),
    /webhooks liveprompt_webhooks is gone[^]*liveprompt_hooks is new/,
  ],
];

afterAll(removePlanted);

test.each(Object.entries(CHECKS))('our own project passes %s', (_name, check) => {
  expect(check(loadProject(projectRoot()))).toEqual([]);
});

test.each(MISTAKES)('%s is caught by %s', (_name, check, mistake, words) => {
  expect(CHECKS[check](loadProject(plant(mistake))).join('\n')).toMatch(words);
});

test('what an action answers is what it declares', () => {
  const project = loadProject(projectRoot());
  const action = project.components.find(({ uid }) => uid === 'liveprompt_last_conversation');
  const declared = (action?.config['outputFields'] as { typeDefinition: { name: string } }[]).map(
    ({ typeDefinition }) => typeDefinition.name,
  );
  const facts = {
    startedAt: '2026-01-01T00:00:00Z',
    durationMinutes: 1,
    talkRatio: null,
    sentiment: 'positive',
    sentimentScore: null,
    nextSteps: 0,
    objectionsRaised: 0,
    objectionsResolved: 0,
  };
  const newest = { facts, conversation: { kind: 'sales' }, startedAt: new Date(0), sessionId: 's' };
  const { outputs } = lastConversationAnswer([newest as never], 'https://app.liveprompt.ai', new Date(1));
  expect(Object.keys(outputs).sort()).toEqual([...declared].sort());
});

test('every scope that is asked for is needed by a call', () => {
  const needed = Object.values(ENDPOINTS).map(
    ({ scope }) =>
      new RegExp(`^${scope.replaceAll('.', '\\.').replace(/\{\w+\}/, '\\w+')}(\\.(read|write))?$`),
  );
  const asked = [...REQUIRED_SCOPES, ...OPTIONAL_SCOPES.filter((scope) => scope !== 'tickets')];
  expect(asked.filter((scope) => !needed.some((pattern) => pattern.test(scope)))).toEqual([]);
});
