/**
 * Totals for HubSpot's report builder, the same on contacts and deals. Only what stays right without being written
 * every day: how many of the action items are done is told by the tasks themselves.
 */
export const TOTAL_PROPERTIES = [
  {
    name: 'liveprompt_conversations',
    label: 'Conversations in total',
    description: 'How many coached conversations there were.',
    type: 'number',
    fieldType: 'number',
  },
  {
    name: 'liveprompt_conversation_minutes',
    label: 'Conversation minutes in total',
    description: 'How long all coached conversations together were.',
    type: 'number',
    fieldType: 'number',
  },
  {
    name: 'liveprompt_action_items',
    label: 'Action items in total',
    description: 'How many action items the coached conversations agreed on.',
    type: 'number',
    fieldType: 'number',
  },
] as const;

export type TotalProperty = (typeof TOTAL_PROPERTIES)[number]['name'];
