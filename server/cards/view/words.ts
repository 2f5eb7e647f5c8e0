import type { CardName, CardRecord, CardState, ConversationKind } from '../../../shared/card.ts';
import type { CardWords } from '../../../shared/cardView.ts';

/** Every sentence of the cards, for the person who looks at a record. */
export const texts = {
  quiet: {
    empty: { title: 'No conversations yet', action: '' },
    not_connected: { title: 'Connect liveprompt', action: 'Connect' },
    reconnect_required: { title: 'Reconnect liveprompt', action: 'Reconnect' },
    permission_missing: { title: 'One more permission', action: 'Grant permission' },
  } satisfies Record<Exclude<CardState, 'ready'>, { title: string; action: string }>,
  empty: {
    contact:
      'After the next coached conversation with this contact, its summary, tasks and score appear here by themselves.',
    deal: 'After the next coached conversation about this deal, its summary, next step and tasks appear here by themselves.',
    company:
      'After the next coached conversation with somebody of this company, its summary and tasks appear here by themselves.',
    ticket:
      'After the next coached conversation with a contact of this ticket, its summary and tasks appear here by themselves.',
  } satisfies Record<CardName, string>,
  noContact:
    'This ticket has no contact yet. Conversations with its contacts appear here once HubSpot links one to it.',
  score: {
    title: 'Engagement score',
    why: (value: number) => `Why ${value}?`,
    up: (points: number, previous: number) => `Up ${points} from ${previous}`,
    down: (points: number, previous: number) => `Down ${points} from ${previous}`,
    flat: 'Same as after the conversation before',
    first: 'First conversation, no trend yet',
    none: 'No score yet. The next conversation sets it.',
    points: (points: number, max: number) => `${points} of ${max}`,
    trend: 'Score after each conversation',
    axis: 'Score',
    values: (values: string) => `From the oldest to the newest: ${values}`,
  },
  facts: {
    conversation: 'Conversation',
    lastMeeting: 'Last conversation',
    nextMeeting: 'Next meeting',
    nextStep: 'Next step',
    noMeeting: 'None yet',
    noNextStep: 'None agreed yet',
  },
  insights: {
    title: 'What came up',
    budget: 'Budget',
    confirmed: (money: string) => `${money}, confirmed`,
    competitor: 'Competitor',
    competitors: 'Competitors',
    mentions: (count: number) => `in ${count} conversations`,
    open: (count: number) => `Open objections (${count})`,
    answered: (count: number) => `Answered objections (${count})`,
    oneOpen: 'Open objection',
    oneAnswered: 'Answered objection',
    at: (mark: string) => `at ${mark}`,
    more: (count: number) => `${count} more in the full summary`,
  },
  quoted: (quote: string) => `“${quote}”`,
  conversations: {
    title: 'Recent conversations',
    /** No sync links a conversation to a ticket: what is shown is its contacts'. */
    ofTicket: 'Recent conversations with this ticket’s contacts',
    untitled: 'Untitled conversation',
    noBrief: 'This conversation has no summary.',
    minutes: (minutes: number) => (minutes < 1 ? 'under 1 min' : `${Math.round(minutes)} min`),
    all: 'All kinds',
    noneOfKind: (kind: string) => `No conversation of the kind “${kind}” here.`,
    kinds: {
      sales: 'Sales',
      support: 'Support',
      discovery: 'Discovery',
      coaching: 'Coaching',
      other: 'Conversation',
    } satisfies Record<ConversationKind, string>,
    sentiments: { positive: 'Positive', neutral: 'Neutral', negative: 'Negative' },
    /** The matching's evidence is a clause: "no contact had the address …". */
    linked: (rule: string, why: string) => `${rule === 'created' ? 'Created' : 'Linked'} because ${why}`,
    sure: (percent: string) => `(${percent} sure)`,
    /** Where there is no evidence. */
    byRule: (rule: string) => `of the rule “${rule.replaceAll('_', ' ')}”`,
    openActivity: { meeting: 'Open meeting', call: 'Open call' } as Readonly<Record<string, string>>,
    question: (title: string, record: string) => `“${title}” is linked to this ${record}. What is right?`,
  },
  customer: {
    satisfaction: 'Satisfaction',
    satisfied: (value: number, previous: number | null) =>
      previous === null ? `${value} of 10` : `${value} of 10, before: ${previous}`,
    risk: 'Renewal risk',
    levels: { none: 'None', low: 'Low', medium: 'Medium', high: 'High' },
    qualification: 'Qualification',
    fitScore: (score: number) => `Fit ${score} of 100`,
    checked: (label: string, yes: boolean) => `${label} ${yes ? 'confirmed' : 'not confirmed'}`,
    budget: 'Budget',
    authority: 'Authority',
    need: 'Need',
    timeline: (text: string) => `Timeline: ${text}`,
    campaign: 'Campaign',
    requests: 'Feature requests',
    request: 'Feature request',
    asked: (count: number) => (count === 1 ? '' : `asked for in ${count} conversations`),
    openIssues: (count: number) => `Open issues (${count})`,
    resolvedIssues: (count: number) => `Resolved issues (${count})`,
    openIssue: 'Open issue',
    resolvedIssue: 'Resolved issue',
  },
  tasks: {
    untitled: 'Untitled task',
    overdue: 'Overdue',
    due: (day: string) => `Due ${day}`,
    today: 'today',
    tomorrow: 'tomorrow',
    noDate: 'No due date',
    noOwner: 'No owner',
    done: 'Done',
    priorities: { HIGH: 'High priority', MEDIUM: 'Medium priority', LOW: 'Low priority' },
  },
  proposals: {
    change: (current: string, proposed: string) => `${current} → ${proposed}`,
    empty: 'empty',
    sure: (percent: string) => `${percent} sure`,
    approve: 'Approve',
    reject: 'Reject',
    undo: 'Undo',
    states: {
      approved: 'Approved: HubSpot shows the new value.',
      rejected: 'Rejected: nothing was changed.',
      stale: 'Out of date: the value changed in HubSpot meanwhile.',
      undone: 'Taken back: HubSpot shows the value from before.',
    },
  },
};

/** Labels and answers of a card whose conversations are linked to records of that type. */
export function wordsOf(card: CardName): CardWords {
  const record = LINKED_TO[card];
  return {
    conversations: card === 'ticket' ? texts.conversations.ofTicket : texts.conversations.title,
    filter: 'Kind of conversation',
    more: 'Show more conversations',
    moreFailed: 'The next conversations could not be loaded.',
    tasks: 'Tasks',
    noTasks: 'No tasks came out of these conversations.',
    allTasks: 'Show all tasks',
    taskFailed: 'The task was not changed.',
    proposals: 'Waiting for you',
    unchanged: 'Nothing was changed.',
    summary: 'Full summary',
    summaryLoading: 'Loading the summary',
    summaryFailed: 'The summary could not be loaded.',
    summaryMore: 'Show the rest',
    atLiveprompt: 'Open in liveprompt',
    resync: 'Sync again',
    resynced:
      'The conversation is being written to HubSpot again. What changed shows here in about a minute.',
    wrong: 'Wrong record?',
    cancel: 'Cancel',
    tryAgain: 'Try again',
    unlink: {
      choice: `It does not belong to this ${record}`,
      help: 'The meeting, its note and tasks leave this record in HubSpot. No later sync puts them back.',
      confirm: 'Take it off',
      done: 'Taken off this record. HubSpot shows it in about a minute.',
    },
    move: {
      choice: `It belongs to another ${record}`,
      help: 'The meeting, its note and tasks go along. No later sync puts them back.',
      confirm: 'Move it',
      done: 'Moved. The other record shows it in about a minute.',
    },
    looking: 'Looking for other records',
    suggestions: `Another ${record} of this conversation`,
    choose: 'Choose one',
    recordId: `Or the id of the ${record}`,
    recordIdHelp: 'The last number in the address of its page in HubSpot.',
    recordIdMissing: 'Choose a record or give its id, which is a number.',
  };
}

const LINKED_TO: Readonly<Record<CardName, CardRecord['type']>> = {
  contact: 'contact',
  deal: 'deal',
  company: 'company',
  ticket: 'contact',
};
