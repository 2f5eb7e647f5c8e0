/**
 * OAuth scopes the app asks for: one source for the consent URL and `app-hsmeta.json` (a test compares
 * them). Activities and app events are covered by the contact scopes (hubspot-api.md §0.7, §6).
 */
export const REQUIRED_SCOPES = [
  'oauth',
  'crm.objects.contacts.read',
  'crm.objects.contacts.write',
  'crm.objects.companies.read',
  'crm.objects.companies.write',
  'crm.objects.deals.read',
  'crm.objects.deals.write',
  'crm.objects.owners.read',
  'crm.schemas.contacts.read',
  'crm.schemas.contacts.write',
  'crm.schemas.deals.read',
  'crm.schemas.deals.write',
] as const;

/** Reading definitions is covered by the scope of the records (hubspot-api.md §4.1). */
export const COMPANY_PROPERTIES_SCOPE = 'crm.schemas.companies.write';

/**
 * Granted or silently dropped by HubSpot; each one switches a feature on: `tickets` the ticket card and
 * mappings into tickets, `crm.schemas.companies.write` the properties of liveprompt on
 * companies, those of custom objects (Enterprise portals only) the records of coaching sessions.
 */
export const OPTIONAL_SCOPES: readonly string[] = [
  'tickets',
  COMPANY_PROPERTIES_SCOPE,
  'crm.schemas.custom.read',
  'crm.schemas.custom.write',
  'crm.objects.custom.read',
  'crm.objects.custom.write',
];
