import { CUSTOM_PLACES, type CustomType, type ObjectType } from '../objects.types.ts';
import {
  CALL_DEFINITIONS,
  COMMUNICATION_DEFINITIONS,
  MEETING_DEFINITIONS,
  NOTE_DEFINITIONS,
  TASK_DEFINITIONS,
} from './activities.ts';
import { COMMON } from './common.ts';
import { define, readOnly, type Definition, type DefinitionInput } from './definition.ts';
import { DEAL_DEFINITIONS, TICKET_DEFINITIONS } from './opportunities.ts';
import { COMPANY_DEFINITIONS, CONTACT_DEFINITIONS } from './people.ts';

const ofCustom = <T>(value: T): Record<CustomType, T> =>
  Object.fromEntries(CUSTOM_PLACES.map((type) => [type, value])) as Record<CustomType, T>;

const INPUTS: Record<ObjectType, readonly DefinitionInput[]> = {
  contacts: CONTACT_DEFINITIONS,
  companies: COMPANY_DEFINITIONS,
  deals: DEAL_DEFINITIONS,
  tickets: TICKET_DEFINITIONS,
  meetings: MEETING_DEFINITIONS,
  calls: CALL_DEFINITIONS,
  tasks: TASK_DEFINITIONS,
  notes: NOTE_DEFINITIONS,
  communications: COMMUNICATION_DEFINITIONS,
  ...ofCustom([...COMMON, ...readOnly('datetime', 'hs_createdate', 'hs_lastmodifieddate')]),
};

/** The group HubSpot keeps its own properties of an object in. */
export const builtInGroup = (type: ObjectType): string =>
  `${type.replace(/ies$/, 'y').replace(/s$/, '')}information`;

/** Fresh copies: a portal may hide, extend or archive its own. */
export const builtInDefinitions = (type: ObjectType): Definition[] =>
  INPUTS[type].map((input) => define(input, builtInGroup(type), true));

/** What a read returns when it names no properties (§2.2). */
export const DEFAULT_PROPERTIES: Record<ObjectType, readonly string[]> = {
  contacts: ['createdate', 'email', 'firstname', 'hs_object_id', 'lastmodifieddate', 'lastname'],
  companies: ['createdate', 'domain', 'hs_lastmodifieddate', 'hs_object_id', 'name'],
  deals: [
    'amount',
    'closedate',
    'createdate',
    'dealname',
    'dealstage',
    'hs_lastmodifieddate',
    'hs_object_id',
    'pipeline',
  ],
  tickets: [
    'content',
    'createdate',
    'hs_lastmodifieddate',
    'hs_object_id',
    'hs_pipeline',
    'hs_pipeline_stage',
    'hs_ticket_priority',
    'subject',
  ],
  meetings: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
  calls: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
  tasks: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
  notes: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
  communications: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
  ...ofCustom(['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id']),
};

/** The names under which an object keeps its creation and modification instants. */
export const stampNames = (type: ObjectType): { created: string; modified: string } => ({
  created:
    type === 'contacts' || type === 'companies' || type === 'deals' || type === 'tickets'
      ? 'createdate'
      : 'hs_createdate',
  modified: type === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate',
});
