/**
 * The words of every option of the settings document, one sentence each: for the settings page, the API
 * reference and `server/docs/settings.md` (a contract test holds that no option is without its sentence).
 */
export interface SettingText {
  readonly label: string;
  /** What it does, one plain sentence. */
  readonly sentence: string;
  /** Of a choice: every value with its words. */
  readonly choices?: Readonly<Record<string, string>>;
}

export const SYNC_TEXTS = {
  'sync.auto': {
    label: 'Sync automatically',
    sentence:
      'Conversations reach HubSpot by themselves; off, each one waits until somebody presses Sync now.',
  },
  'sync.frequency': {
    label: 'How often',
    sentence: 'When a finished conversation is written to HubSpot.',
    choices: {
      realtime: 'At once',
      hourly: 'At the next full hour',
      daily: 'Once a day, at the time below',
    },
  },
  'sync.dailyAt': {
    label: 'Time of day',
    sentence: 'When the daily sync begins, on the clock of the time zone below.',
  },
  'sync.timeZone': {
    label: 'Time zone',
    sentence:
      'Decides what a day, a full hour and a month of your plan are, and when tasks without a time are due.',
  },
  'sync.createTasks': {
    label: 'Create tasks',
    sentence:
      'Each action item and each open issue of a conversation becomes a task for its owner in HubSpot.',
  },
  'sync.updateEngagementScore': {
    label: 'Keep the engagement score',
    sentence: 'Each conversation updates a score from 0 to 100 on the contact.',
  },
  'sync.recordings': {
    label: 'Link the recording',
    sentence: 'The meeting or call in HubSpot gets a link to the recording; no audio ever leaves liveprompt.',
  },
  'sync.activity': {
    label: 'Log conversations as',
    sentence: 'What a conversation becomes on the timeline in HubSpot.',
    choices: {
      meeting: 'Always a meeting',
      call: 'Always a call',
      channel: 'A call when it was a phone call, else a meeting',
    },
  },
  'sync.notes': {
    label: 'Write notes',
    sentence:
      'Key insights with the qualification checklist, hand-off notes and each feature request become notes.',
  },
  'sync.timelineEvents': {
    label: 'Send timeline events',
    sentence: 'Each conversation appears as an event that HubSpot workflows and reports can filter by.',
  },
  'sync.nextMeeting': {
    label: 'Schedule the next meeting',
    sentence:
      'The next meeting that was agreed on becomes a scheduled meeting in HubSpot, unless a calendar brought it already.',
  },
  'sync.customObject': {
    label: 'Keep coaching sessions as records',
    sentence: 'Each conversation also becomes a record of the custom object Coaching sessions.',
    choices: { '': 'Off', coaching_sessions: 'Coaching sessions' },
  },
} as const satisfies Record<string, SettingText>;

export const MAPPING_TEXTS = {
  'mapping.title': {
    label: 'Title goes to',
    sentence: 'The property of the meeting that takes the title of the conversation.',
  },
  'mapping.custom': {
    label: 'Your own mappings',
    sentence: 'Each one carries a field of the conversation into a property in HubSpot.',
  },
  'mapping.custom.from': {
    label: 'Field of the conversation',
    sentence: 'What is carried over.',
  },
  'mapping.custom.object': {
    label: 'Record',
    sentence: 'Which record of the conversation gets the value.',
    choices: {
      contact: 'Contact',
      company: 'Company',
      deal: 'Deal',
      meeting: 'Meeting',
      ticket: 'Ticket',
    },
  },
  'mapping.custom.property': {
    label: 'Property',
    sentence: 'Where the value is written; only properties that can hold it are offered.',
  },
  'mapping.custom.mode': {
    label: 'How',
    sentence:
      'What happens to a value that is there already; one that a person changed after us is never replaced.',
    choices: {
      write: 'Replace it',
      fill_empty: 'Write only where it is empty',
      propose: 'Ask a person first',
    },
  },
} as const satisfies Record<string, SettingText>;

export const MATCHING_TEXTS = {
  'matching.primary': {
    label: 'Find people by',
    sentence: 'The fact that is tried first; a person it does not find is looked for by the others.',
    choices: { email: 'E-mail address', name: 'Full name', company_domain: 'Domain of the company' },
  },
  'matching.noMatch': {
    label: 'Somebody HubSpot does not know',
    sentence: 'What happens to a person without a contact in HubSpot.',
    choices: {
      create: 'Create a contact',
      skip: 'Leave the person out',
      default_contact: 'Use one contact for all of them',
    },
  },
  'matching.defaultContactId': {
    label: 'Contact for unknown people',
    sentence: 'The contact that stands for everybody HubSpot does not know.',
  },
  'matching.excludeDomains': {
    label: 'Domains to leave out',
    sentence: 'People with an address of these domains are never looked for and never created.',
  },
  'matching.excludeAddresses': {
    label: 'Addresses to leave out',
    sentence: 'People with one of these addresses are never looked for and never created.',
  },
  'matching.excludeTitleWords': {
    label: 'Titles to leave out',
    sentence: 'A conversation with one of these words in its title is not written to HubSpot.',
  },
  'matching.internalDomains': {
    label: 'Your own domains',
    sentence: 'People with an address of these domains count as colleagues, besides the domain of the host.',
  },
  'matching.excludeInternal': {
    label: 'Leave colleagues out',
    sentence:
      'People with the e-mail domain of the host, or of your own domains, are never looked for and never created.',
  },
  'matching.linkCompanyByDomain': {
    label: 'Link companies',
    sentence: 'A contact without a company is linked to the company whose domain its address has.',
  },
  'matching.createCompany': {
    label: 'Create companies',
    sentence:
      'A company that HubSpot does not know yet is created by its domain, never for free mail such as gmail.com.',
  },
} as const satisfies Record<string, SettingText>;

export const DEALS_TEXTS = {
  'deals.linkByDomain': {
    label: 'Find deals through the company',
    sentence: 'When a contact has no open deal, the open deals of its company are considered.',
  },
  'deals.strategy': {
    label: 'Which deal',
    sentence:
      'How one of several deals is chosen; of equal ones the most recently changed, and the tie is shown.',
    choices: {
      contact_open: 'The open deal of the contact',
      company_open: 'The open deal of the company',
      owner_open: 'The open deal of the host of the conversation',
      most_recent: 'The deal that was changed last',
    },
  },
  'deals.stage.mode': {
    label: 'Deal stage',
    sentence:
      'What happens when a conversation says that a deal has moved on; a closed deal is never touched.',
    choices: {
      off: 'Nothing',
      propose: 'Propose the stage to a person',
      auto: 'Change the stage; it can be undone for 30 days',
    },
  },
  'deals.stage.rules': {
    label: 'Stage rules',
    sentence: 'The first rule of the pipeline of the deal with a keyword in the conversation decides.',
  },
  'deals.stage.rules.keywords': {
    label: 'Keywords',
    sentence: 'Whole words or phrases to look for; capitals and accents make no difference.',
  },
  'deals.stage.rules.pipeline': {
    label: 'Pipeline',
    sentence: 'The rule is for deals of this pipeline.',
  },
  'deals.stage.rules.stage': {
    label: 'Stage',
    sentence: 'Where the deal moves.',
  },
  'deals.stage.rules.allowBackwards': {
    label: 'May move back',
    sentence: 'Without it a deal is never moved to an earlier stage.',
  },
} as const satisfies Record<string, SettingText>;

export const DATA_TEXTS = {
  'data.keepConversationsDays': {
    label: 'Keep what was said for so many days',
    sentence:
      'Older conversations lose their content here, 30 to 3650 days after they began; empty keeps it as long as you are connected. HubSpot keeps what was written.',
  },
} as const satisfies Record<string, SettingText>;

export const SETTINGS_TEXTS = {
  ...SYNC_TEXTS,
  ...MAPPING_TEXTS,
  ...MATCHING_TEXTS,
  ...DEALS_TEXTS,
  ...DATA_TEXTS,
} as const satisfies Record<string, SettingText>;

export type SettingPath = keyof typeof SETTINGS_TEXTS;
