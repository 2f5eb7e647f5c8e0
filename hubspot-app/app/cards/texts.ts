/** Every sentence of the cards, for the person who looks at a contact or a deal. */
export const texts = {
  loading: 'Loading conversations',
  states: {
    ready: '',
    empty: 'No conversations yet',
    not_connected: 'Connect liveprompt',
    reconnect_required: 'Reconnect liveprompt',
  },
  messages: {
    empty: {
      contact:
        'After the next coached conversation with this contact, its summary, tasks and score appear here by themselves.',
      deal: 'After the next coached conversation about this deal, its summary, next step and tasks appear here by themselves.',
    },
    not_connected:
      'This account is not connected to liveprompt yet, so there are no conversations to show. An admin can connect it in two minutes.',
    reconnect_required:
      'Access to this account has ended, so new conversations wait until somebody reconnects. Nothing is lost.',
  },
  actions: {
    not_connected: 'Connect',
    reconnect_required: 'Reconnect',
    empty: 'Open liveprompt',
    tryAgain: 'Try again',
    showMore: 'Show more conversations',
    showAllTasks: (count: number) => `Show all ${count} tasks`,
    fullSummary: 'View full summary',
    openMeeting: 'Open meeting',
    openCall: 'Open call',
  },
  error: {
    title: 'The conversations could not be loaded',
    unknown: 'liveprompt answered with something that this card does not know. Reload the page.',
    more: 'The next conversations could not be loaded.',
  },
  denied: {
    title: 'No access to these conversations',
  },
  score: {
    title: 'Engagement score',
    why: (value: number) => `Why ${value}?`,
    up: (points: number, previous: number) => `Up ${points} from ${previous}`,
    down: (points: number, previous: number) => `Down ${points} from ${previous}`,
    flat: 'Same as after the conversation before',
    first: 'First conversation, no trend yet',
    none: 'No score yet. The next conversation sets it.',
    points: (points: number, max: number) => `${points} of ${max}`,
  },
  facts: {
    lastMeeting: 'Last conversation',
    nextMeeting: 'Next meeting',
    nextStep: 'Next step',
    noMeeting: 'None yet',
    noNextStep: 'None agreed yet',
  },
  conversations: {
    title: 'Recent conversations',
    untitled: 'Untitled conversation',
    noBrief: 'This conversation has no summary.',
    minutes: (minutes: number) => (minutes < 1 ? 'under 1 min' : `${Math.round(minutes)} min`),
    kinds: {
      sales: 'Sales',
      support: 'Support',
      discovery: 'Discovery',
      coaching: 'Coaching',
      other: 'Conversation',
    },
    sentiments: { positive: 'Positive', neutral: 'Neutral', negative: 'Negative' },
    /** The matching's evidence is a clause: "no contact had the address …". */
    linked: (rule: string, why: string) => `${rule === 'created' ? 'Created' : 'Linked'} because ${why}.`,
    /** Where there is no evidence. */
    byRule: (rule: string) => `of the rule “${rule.replaceAll('_', ' ')}”`,
  },
  tasks: {
    title: 'Tasks',
    none: 'No tasks came out of these conversations.',
    untitled: 'Untitled task',
    overdue: 'Overdue',
    done: 'Done',
    open: 'Open',
    due: (day: string) => `Due ${day}`,
    today: 'today',
    tomorrow: 'tomorrow',
    noDate: 'No due date',
    noOwner: 'No owner',
    priorities: { HIGH: 'High priority', MEDIUM: 'Medium priority', LOW: 'Low priority' },
  },
};
