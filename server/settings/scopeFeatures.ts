/** What stops working without a permission, in words for the settings page; a test holds that none is left out. */
export const SCOPE_FEATURES: Record<string, string> = {
  oauth: 'The connection itself',
  'crm.objects.contacts.read': 'Finding the people of a conversation among your contacts',
  'crm.objects.contacts.write': 'Writing meetings, notes, tasks and scores to contacts',
  'crm.objects.companies.read': 'Finding companies by the domain of an address',
  'crm.objects.companies.write': 'Creating companies and linking contacts to them',
  'crm.objects.deals.read': 'Finding the deal of a conversation, and the deal card',
  'crm.objects.deals.write': 'Writing next steps, stages and mapped values to deals',
  'crm.objects.owners.read': 'Giving tasks and activities to their owner',
  'crm.schemas.contacts.read': 'Offering contact properties for mapping',
  'crm.schemas.contacts.write': 'The properties of liveprompt on contacts, such as the engagement score',
  'crm.schemas.deals.read': 'Offering deal properties and stages',
  'crm.schemas.deals.write': 'The properties of liveprompt on deals',
  'crm.schemas.companies.write':
    'Satisfaction, renewal risk and feature requests as properties of companies; without it they are on contacts only',
  tickets: 'The ticket card and mappings into tickets',
  'crm.schemas.custom.read': 'Finding custom objects, which HubSpot’s Enterprise edition has',
  'crm.schemas.custom.write': 'Making the custom object Coaching sessions, when you switch it on',
  'crm.objects.custom.read': 'Reading the records of Coaching sessions',
  'crm.objects.custom.write': 'Writing one record of Coaching sessions per conversation',
};
