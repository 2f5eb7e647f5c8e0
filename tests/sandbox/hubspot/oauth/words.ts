/** Scopes as the consent page explains them to the person who decides. */
const WORDS: Record<string, string> = {
  oauth: 'Connect to your account and see its basic settings',
  'crm.objects.contacts.read': 'See contacts, meetings, calls, notes and tasks',
  'crm.objects.contacts.write': 'Create and change contacts, meetings, calls, notes and tasks',
  'crm.objects.companies.read': 'See companies',
  'crm.objects.companies.write': 'Create and change companies',
  'crm.objects.deals.read': 'See deals and pipelines',
  'crm.objects.deals.write': 'Create and change deals',
  'crm.objects.owners.read': 'See the people who own records',
  'crm.schemas.contacts.read': 'See which properties contacts have',
  'crm.schemas.contacts.write': 'Add properties to contacts',
  'crm.schemas.companies.read': 'See which properties companies have',
  'crm.schemas.companies.write': 'Add properties to companies',
  'crm.schemas.deals.read': 'See which properties deals have',
  'crm.schemas.deals.write': 'Add properties to deals',
  timeline: 'Show events on record timelines',
};

export const scopeWords = (scope: string): string => WORDS[scope] ?? scope;
