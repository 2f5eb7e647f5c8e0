import type { HeldReason, SyncSkip, SyncState } from '../../../../shared/ledger.ts';

/** The ledger's outcome codes in plain words; `tone` colours the badge. */
export const STATES: Readonly<Record<SyncState, { text: string; tone: Tone }>> = {
  queued: { text: 'Waiting for its turn', tone: 'busy' },
  running: { text: 'Writing to HubSpot', tone: 'busy' },
  retrying: { text: 'Will try again', tone: 'warn' },
  held: { text: 'On hold', tone: 'warn' },
  synced: { text: 'In HubSpot', tone: 'good' },
  partial: { text: 'Partly in HubSpot', tone: 'warn' },
  filtered: { text: 'Nothing to write', tone: 'warn' },
  failed: { text: 'Failed', tone: 'bad' },
  removed: { text: 'Removed', tone: 'calm' },
};

export type Tone = 'good' | 'warn' | 'bad' | 'busy' | 'calm';

export const HELD: Readonly<Record<HeldReason, string>> = {
  plan_limit: 'The plan’s conversations of this month are used up.',
  paused: 'HubSpot is not connected. The call waits and is written as soon as it is.',
  frequency: 'It waits for the next sync by schedule.',
  manual: 'It waits until somebody starts it.',
};

export const CONNECTION = {
  active: { text: 'Connected', tone: 'good' },
  paused: { text: 'Paused', tone: 'warn' },
  reconnect_required: { text: 'Has to be connected again', tone: 'bad' },
  not_connected: { text: 'Not connected', tone: 'warn' },
} as const;

/** How a record was found, by the rule in the ledger; activities are made, so theirs says little. */
const RULES: Readonly<Record<string, string>> = {
  email: 'found by e-mail',
  company_domain: 'found by e-mail domain',
  contact_company: 'their company',
  contact_open: 'their open deal',
  contact_ticket: 'their open ticket',
};

export function ruleWords(type: string, rule: string): string {
  if (rule !== 'created') return RULES[rule] ?? rule.replaceAll('_', ' ');
  return type === 'company' ? 'new, no company had this domain' : 'new, nobody had this address';
}

/** "code: sentence" of the ledger: the sentence for people, the code for whoever looks it up. */
export function skipWords({ what, reason }: SyncSkip): { what: string; sentence: string; code: string } {
  const [code = '', ...rest] = reason.split(': ');
  const sentence = rest.join(': ');
  return {
    what: sentenceStart(what),
    sentence: sentence === '' ? sentenceStart(code.replaceAll('_', ' ')) : sentenceStart(sentence),
    code,
  };
}

export const sentenceStart = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const clock = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone }).format(new Date(instant));

export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number} ${number === 1 ? one : many}`;
