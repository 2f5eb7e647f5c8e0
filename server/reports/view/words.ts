/** Every sentence of the reports. */
export const texts = {
  since: (from: string, to: string, zone: string) =>
    `${from} to ${to}, days of ${zone.replaceAll('_', ' ')}.`,
  cut: (from: string) =>
    `There are more conversations than one report counts. All since ${from} are in it; a shorter period has all of its own.`,
  empty: {
    title: 'No conversations in this period',
    message:
      'Reports count conversations that are in HubSpot. After the next one that syncs, its length, score, tasks and account appear here. For older ones choose a longer period, or sync them under Past conversations.',
  },
  unknown: '–',
  axes: { conversations: 'Conversations', score: 'Score', minutes: 'Minutes', tasks: 'Tasks', start: 'From' },
  trend: {
    title: 'Conversations and score over time',
    note: 'The score is the one after each conversation, as its contacts showed it then.',
    none: 'The first conversation starts this.',
    figures: {
      conversations: 'Conversations',
      hours: 'Hours',
      accounts: 'Accounts',
      score: 'Average score',
    },
    conversations: 'Conversations',
    score: 'Average score',
    columns: ['From', 'Conversations', 'Minutes', 'Accounts', 'Average score'],
  },
  stages: {
    title: 'Length by deal stage',
    note: 'The stage the deal was in when the conversation took place, not the one it is in now.',
    none: 'Conversations about deals appear here by stage.',
    chart: 'Average minutes',
    columns: ['Stage', 'Pipeline', 'Conversations', 'Average minutes', 'Minutes in total'],
    kinds: { unknown: 'Stage not known', no_deal: 'Without a deal' },
    why: 'The stage is not known where a conversation reached HubSpot more than a week after it took place.',
  },
  tasks: {
    title: 'Action items',
    note: 'Tasks that came out of these conversations, as HubSpot shows them. They are read back every hour in the first week, later once or a few times a day.',
    none: 'Tasks that come out of conversations appear here by owner.',
    figures: {
      created: 'Created',
      completed: 'Completed',
      overdue: 'Overdue',
      median: 'Median days to completion',
    },
    completed: (count: string, share: string) => `${count} (${share})`,
    nobody: 'Nobody',
    columns: ['Owner', 'Created', 'Completed', 'Share', 'Overdue', 'Median days'],
  },
  accounts: {
    title: 'Accounts',
    note: 'How often you speak with each company, most conversations first.',
    none: 'Companies appear here after a conversation with their people.',
    chart: 'Conversations',
    unnamed: (id: string) => `Company ${id}`,
    columns: ['Account', 'Conversations', 'Last one', 'Average days between'],
  },
  requests: {
    title: 'Feature requests',
    note: 'The same request in another spelling is counted with it.',
    none: 'What customers ask for appears here, counted over all conversations.',
    more: (count: string) => `and ${count} more`,
    columns: ['Feature', 'Times', 'Asked by', 'Last time'],
  },
  asTable: 'The same as a table',
  first: (shown: string, all: string) => `The first ${shown} of ${all}; “Copy as CSV” has them all.`,
} as const;
