import { ACTIVITY_ROLLUPS, COMMON } from './common.ts';
import { choice, readOnly, text, type DefinitionInput } from './definition.ts';

export const DEAL_DEFINITIONS: DefinitionInput[] = [
  ...COMMON,
  ...ACTIVITY_ROLLUPS,
  ...text('dealname', 'description', 'hs_next_step', 'closed_lost_reason', 'closed_won_reason'),
  { name: 'dealstage', type: 'enumeration', fieldType: 'radio', referenced: 'stage' },
  { name: 'pipeline', type: 'enumeration', referenced: 'pipeline' },
  { name: 'amount', type: 'number' },
  { name: 'closedate', type: 'datetime' },
  choice('deal_currency_code', ['USD', 'EUR', 'GBP']),
  choice('dealtype', ['newbusiness', 'existingbusiness']),
  choice('hs_priority', ['low', 'medium', 'high']),
  ...readOnly('datetime', 'createdate', 'hs_lastmodifieddate'),
  ...readOnly('bool', 'hs_is_closed', 'hs_is_closed_won'),
  ...readOnly('number', 'hs_deal_stage_probability', 'num_associated_contacts'),
];

export const TICKET_DEFINITIONS: DefinitionInput[] = [
  ...COMMON,
  ...ACTIVITY_ROLLUPS,
  ...text('subject', 'content'),
  { name: 'hs_pipeline', type: 'enumeration', referenced: 'pipeline' },
  { name: 'hs_pipeline_stage', type: 'enumeration', referenced: 'stage' },
  choice('hs_ticket_priority', ['LOW', 'MEDIUM', 'HIGH', 'URGENT']),
  ...readOnly('datetime', 'createdate', 'hs_lastmodifieddate'),
];
