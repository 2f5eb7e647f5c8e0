import type { CustomerInsights } from '../../shared/card.ts';

/** What is remembered of a conversation that said nothing of the customer, and of those from before it was kept. */
export const NOTHING_SAID = {
  issues: [],
  requests: [],
  satisfaction: null,
  risk: null,
  qualification: null,
  campaign: null,
} satisfies CustomerInsights;
