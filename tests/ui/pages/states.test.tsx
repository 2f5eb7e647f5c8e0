import { LoadingSpinner } from '@hubspot/ui-extensions';
import { pageScenarios } from '../../fixtures/pages/scenarios.ts';
import { textOf } from '../textOf.ts';
import { renderPage } from './renderPage.tsx';

/** Words without which a state would leave a person without a next click. */
const SAYS: Record<string, string[]> = {
  'health-troubles': ['Connected', '1 conversation did not get into HubSpot', 'See the problems', '1,234'],
  'health-quiet': ['No conversation was synced yet.', 'End a call in liveprompt'],
  'health-reconnect': ['HubSpot no longer lets liveprompt in', 'connect again in liveprompt'],
  'health-outage': ['Our database does not answer just now.', 'Try again'],
  'health-not-connected': [
    'not connected to a liveprompt organisation',
    'Connect in liveprompt',
    'Check again',
  ],
  'health-denied': ['This page is not for your account.', 'Ask an admin of your team.'],
  problems: [
    'Industry is required.',
    'Relax the rule',
    'HubSpot refused one record.',
    'Try all again',
    'Dismiss',
  ],
  'problems-none': ['No problems', 'Every conversation is where it belongs.'],
  'problems-read-only': ['Only people who may manage integrations'],
  'problems-outage': ['The problems could not be loaded', 'Try again'],
  syncs: ['In HubSpot', 'Failed', 'On hold: plan limit', 'Trying again', 'Details'],
  'syncs-many': ['Call number 24', 'Show more'],
  'syncs-none': ['No conversations', 'End a call in liveprompt'],
  proposals: ['Deal stage: Presentation scheduled → Contract sent', 'Amount: empty → 60,000 USD', '86% sure'],
  'proposals-decided': ['Approved', 'Undo', 'Out of date', 'The stage changed in HubSpot meanwhile.'],
  'proposals-none': ['No proposals', 'it waits here for a decision'],
  'proposals-read-only': ['Deal stage: Presentation scheduled → Contract sent'],
  'usage-near': ['82 of 100', 'Four fifths', 'Dec 1, 2026'],
  'usage-over': ['the plan’s limit is reached: 7', 'Nothing is lost'],
  'usage-unlimited': ['Enterprise plan', 'no limit'],
  'usage-outage': ['The usage could not be loaded'],
  backfill: ['45 of 120, 2 failed', 'Pause', 'Stop', 'Preview', 'Started by dana@seller.com'],
  'backfill-none': ['No run yet.', 'Live conversations always go first.'],
  'backfill-read-only': ['Only people who may manage integrations', '45 of 120'],
  reports: [
    'Aug 28, 2026 to Nov 25, 2026',
    '1,073',
    'Length by deal stage',
    'Presentation scheduled',
    '256 (80%)',
    'Company 20004',
    'and 6 more',
  ],
  'reports-bare': ['Without a deal', 'Companies appear here', 'Tasks that come out of conversations'],
  'reports-none': ['No conversations in this period', 'choose a longer period'],
  'reports-outage': ['The reports could not be loaded', 'Try again'],
  audit: ['Changed settings', 'sync.frequency: realtime → daily', 'Copy as CSV'],
  'audit-none': ['Nothing happened yet'],
  help: ['A conversation is not in HubSpot', 'Setup guide', 'Contact support'],
};

test.each(Object.keys(SAYS))('%s says what a person needs', async (name) => {
  const { renderer } = renderPage(name);
  await renderer.waitFor(() => {
    const text = textOf(renderer);
    for (const words of SAYS[name] ?? []) expect(text).toContain(words);
  });
  expect(textOf(renderer)).toContain('Audit log');
});

test.each([
  ['health-loading', 'Loading health'],
  ['reports-loading', 'Loading reports'],
])('%s is said in words', (name, words) => {
  const { renderer } = renderPage(name);
  expect(renderer.find(LoadingSpinner).props.label).toBe(words);
});

test('no state is left out', () => {
  expect(Object.keys(SAYS).sort()).toEqual(
    Object.keys(pageScenarios())
      .filter((name) => !name.endsWith('-loading'))
      .sort(),
  );
});

test.each(['problems-read-only', 'proposals-read-only', 'backfill-read-only'])(
  '%s offers nothing that would be refused',
  async (name) => {
    const { renderer } = renderPage(name);
    await renderer.waitFor(() => expect(textOf(renderer)).toContain(SAYS[name]?.[0] ?? ''));
    expect(textOf(renderer)).not.toMatch(/Approve|Reject|Try all again|Dismiss|Pause|Stop$/m);
  },
);
