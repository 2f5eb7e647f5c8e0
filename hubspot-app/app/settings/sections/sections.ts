/** Which options stand in which section; mappings and stage rules have editors of their own. */
export const SYNC_FIELDS = [
  'sync.auto',
  'sync.frequency',
  'sync.dailyAt',
  'sync.timeZone',
  'sync.activity',
  'sync.createTasks',
  'sync.updateEngagementScore',
  'sync.notes',
  'sync.nextMeeting',
  'sync.timelineEvents',
  'sync.recordings',
  'sync.customObject',
];
export const MATCHING_FIELDS = [
  'matching.primary',
  'matching.noMatch',
  'matching.defaultContactId',
  'matching.linkCompanyByDomain',
  'matching.createCompany',
];
export const DEALS_FIELDS = ['deals.linkByDomain', 'deals.strategy', 'deals.stage.mode'];
export const PRIVACY_FIELDS = [
  'data.keepConversationsDays',
  'matching.excludeInternal',
  'matching.internalDomains',
  'matching.excludeDomains',
  'matching.excludeAddresses',
  'matching.excludeTitleWords',
];
