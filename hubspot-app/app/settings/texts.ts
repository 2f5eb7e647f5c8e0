/** The server says `is not a time of day` of a value, or a sentence of its own. */
const isClause = (message: string) => /^[a-z]/.test(message);
const ended = (sentence: string) => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`);

/** Every sentence of the settings page that is not about one option; those come from `shared/settingsTexts.ts`. */
export const texts = {
  loading: 'Loading settings',
  failed: 'The settings could not be loaded',
  onePerLine: 'One per line',
  complaint: (message: string) => ended(isClause(message) ? `This ${message}` : message),
  complaintAt: (field: string, message: string) =>
    ended(isClause(message) ? `${field} ${message}` : `${field}: ${message}`),
  rowRefused: 'This row cannot be saved',
  readOnly: {
    title: 'You can look at these settings, not change them',
    message:
      'Changing them takes the HubSpot permission to manage integrations. Ask a super admin of this account to grant it, then check again.',
  },
  tabs: {
    connection: 'Connection',
    sync: 'Sync',
    mapping: 'Field mapping',
    matching: 'Matching',
    deals: 'Deals',
    privacy: 'Privacy',
    plan: 'Plan and usage',
  },
  wrongTab: (name: string, count: number) => `${name} (${count} to correct)`,
  connection: {
    status: 'Status',
    account: 'HubSpot account',
    by: 'Connected by',
    states: {
      not_connected: 'Not connected',
      active: 'Connected',
      paused: 'Paused',
      reconnect_required: 'Reconnect needed',
    },
    waits: 'New conversations wait. Nothing is lost. Open liveprompt to continue.',
    missing: 'Some permissions are missing',
    limited: 'This account does not allow everything; liveprompt works without it',
    missingScope: (feature: string, scope: string) => `${feature} (${scope})`,
    optional: 'Optional permissions',
    granted: 'Granted',
    notGranted: 'Not granted',
    allow: 'Reconnect and allow them',
    allowHint: 'The other features do not need them. HubSpot grants what your edition offers.',
    test: 'Test connection',
    testFailed: 'The test could not run',
    reconnect: 'Reconnect in liveprompt',
    manage: 'Manage in liveprompt',
    works: 'Works',
    fails: 'Does not work',
    check: (name: string, detail: string) => `${name}: ${detail}`,
    checks: {
      connection: 'Connection',
      token: 'Access',
      scopes: 'Permissions',
      account: 'HubSpot account',
      properties: 'Properties',
      'webhook store': 'Receiving conversations',
    } as Record<string, string>,
  },
  contact: {
    search: 'Name or e-mail',
    searching: 'Searching contacts in HubSpot',
    nobody: (typed: string) =>
      `No contact begins with “${typed}”. A contact that was just created is found after half a minute.`,
    choose: (name: string, email: string | null) => (email && email !== name ? `${name} · ${email}` : name),
    chosen: 'Chosen:',
    gone: (id: string) => `The chosen contact (${id}) is not in HubSpot any more`,
    another: 'Choose another one. Until then unknown people are left out.',
    failed: 'The contacts could not be loaded',
  },
  choices: {
    loading: 'Loading properties and pipelines from HubSpot',
    failed: 'HubSpot’s properties and pipelines could not be loaded',
    missing: (feature: string) => `Not available: ${feature}`,
  },
  mapping: {
    none: 'No mapping of your own yet. The summary, tasks, notes and score are written without one.',
    add: 'Add a mapping',
    remove: (row: number) => `Remove mapping ${row}`,
    noProperty: 'No property of this record can hold the field',
    gone: (name: string) => `${name} (not in HubSpot any more)`,
  },
  stages: {
    none: 'No rule yet.',
    off: 'These rules do nothing while the deal stage is set to “Nothing”.',
    add: 'Add a rule',
    remove: (row: number) => `Remove rule ${row}`,
  },
  plan: {
    loading: 'Loading usage',
    failed: 'The usage could not be loaded',
    plans: { starter: 'Starter', professional: 'Professional', enterprise: 'Enterprise' },
    month: 'Conversations this month',
    used: (used: string, limit: string) => `${used} of ${limit}`,
    unlimited: (used: string) => `${used} conversations this month, without a limit.`,
    resets: (day: string) => `Counts anew on ${day}.`,
    near: 'Four fifths of this month are used',
    full: 'This month is used up',
    held: (held: string) =>
      `${held} conversations wait and are not lost: an upgrade or the next month lets them through, oldest first.`,
    nothingLost: 'Over the limit conversations wait; nothing is lost.',
    upgrade: 'Change the plan in liveprompt',
  },
  save: {
    save: 'Save',
    simulate: 'Try on past conversations',
    discard: 'Discard changes',
    saved: 'Saved',
    fromNow: 'The settings count from the next conversation on.',
    applied: 'On its way',
    queued: (count: string) =>
      count === '1'
        ? '1 past conversation is synced again with these settings.'
        : `${count} past conversations are synced again with these settings.`,
    unsaved: (labels: string[]) => `Not saved yet: ${labels.join(', ')}`,
    invalid: 'Not saved: please correct',
    failed: 'That did not work',
  },
  apply: {
    label: 'Apply to the last days',
    sentence: 'Syncs the conversations of these days again with the saved settings.',
    range: (most: number) => `From 1 to ${most} days.`,
    button: 'Apply',
  },
  conflict: {
    title: (who: string, when: string) => `${who} saved other settings in the meantime${when && `, ${when}`}`,
    somebody: 'Somebody',
    change: (label: string, from: string, to: string) => `${label}: ${from} → ${to}`,
    alsoMine: (mine: string) => ` (yours: ${mine})`,
    entries: (count: number) => (count === 1 ? '1 entry' : `${count} entries`),
    on: 'on',
    off: 'off',
    nothing: 'nothing',
    keepMine: 'Keep my changes on top',
    takeTheirs: 'Discard mine, show theirs',
  },
  simulation: {
    title: 'Trial run: nothing was written',
    verdict: (different: number, sessions: number, counted: (value: number) => string) => {
      const which = sessions === 1 ? 'The last conversation' : `The last ${counted(sessions)} conversations`;
      if (different === 0) return `${which} would end as now.`;
      if (sessions === 1) return `${which} would end differently.`;
      return `${counted(different)} of the last ${counted(sessions)} conversations would end differently.`;
    },
    noSessions: 'There is no past conversation to try the settings on yet.',
    writes: 'Changes in HubSpot',
    skips: 'Left out',
    calls: 'Calls to HubSpot',
    untitled: 'Untitled conversation',
    counts: (count: number) => (count === 1 ? '1 difference' : `${count} differences`),
    added: 'Would happen',
    removed: 'Would not happen',
    more: (count: string) => `and ${count} more conversations`,
  },
  wizard: {
    steps: [
      {
        name: 'Connection',
        title: 'Is everything connected?',
        sentence: 'Test it once; every line that does not work says what to click.',
      },
      {
        name: 'People',
        title: 'Who is a conversation with?',
        sentence: 'liveprompt looks for the people of a conversation among your contacts.',
      },
      {
        name: 'Written',
        title: 'What should reach HubSpot?',
        sentence: 'A conversation always becomes an activity with its summary; the rest is up to you.',
      },
      {
        name: 'Trial',
        title: 'Try it on past conversations',
        sentence: 'This shows what would be written. Nothing is.',
      },
      {
        name: 'Done',
        title: 'Ready',
        sentence:
          'Save, and the next conversation is written this way. Everything can be changed here later.',
      },
    ],
    simulate: 'Try now',
    next: 'Next',
    back: 'Back',
    skip: 'Skip the setup',
    finish: 'Save and finish',
  },
};
