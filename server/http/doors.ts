/** Where each door of the product hangs: what HubSpot's configuration names has to lead to one of these. */
export const DOORS = {
  oauth: '/oauth',
  api: '/api/v1',
  crmEvents: '/webhooks/hubspot',
  workflow: '/hubspot/workflow',
  hubspot: '/hubspot',
  docs: '/docs',
} as const;
