import { ACTIVITY_ROLLUPS, COMMON, LIFECYCLE_STAGES } from './common.ts';
import { choice, readOnly, text, type DefinitionInput } from './definition.ts';

export const CONTACT_DEFINITIONS: DefinitionInput[] = [
  ...COMMON,
  ...ACTIVITY_ROLLUPS,
  { name: 'email', label: 'Email', hasUniqueValue: true },
  // Unique across the portal together with `email` (§2.3).
  { name: 'hs_additional_emails', type: 'enumeration', fieldType: 'checkbox' },
  ...text('firstname', 'lastname', 'jobtitle', 'company', 'website', 'salutation'),
  ...text('address', 'city', 'state', 'zip', 'country'),
  { name: 'phone', type: 'phone_number' },
  { name: 'mobilephone', type: 'phone_number' },
  choice('lifecyclestage', LIFECYCLE_STAGES),
  choice('hs_lead_status', [
    'NEW',
    'OPEN',
    'IN_PROGRESS',
    'OPEN_DEAL',
    'UNQUALIFIED',
    'ATTEMPTED_TO_CONTACT',
    'CONNECTED',
    'BAD_TIMING',
  ]),
  ...readOnly('datetime', 'createdate', 'lastmodifieddate'),
  ...readOnly('number', 'associatedcompanyid', 'num_associated_deals'),
];

export const COMPANY_DEFINITIONS: DefinitionInput[] = [
  ...COMMON,
  ...ACTIVITY_ROLLUPS,
  ...text('name', 'domain', 'website', 'description', 'address', 'city', 'state', 'zip', 'country'),
  { name: 'phone', type: 'phone_number' },
  { name: 'numberofemployees', type: 'number' },
  { name: 'annualrevenue', type: 'number' },
  choice('industry', [
    'COMPUTER_SOFTWARE',
    'MANUFACTURING',
    'FINANCIAL_SERVICES',
    'LOGISTICS_AND_SUPPLY_CHAIN',
  ]),
  choice('lifecyclestage', LIFECYCLE_STAGES),
  ...readOnly('datetime', 'createdate', 'hs_lastmodifieddate'),
  ...readOnly('number', 'num_associated_contacts', 'num_associated_deals'),
];
