import type { CustomerInsights } from '../../shared/card.ts';
import type { Session } from '../../shared/session.ts';
import { plainText } from '../text/plainText.ts';
import { featureRequestsOf } from './featureRequests.ts';
import { issuesOf } from './issues.ts';

/** Ten conversations full of the longest texts must fit into the megabyte HubSpot lets a card have. */
const MAX_ITEMS = 20;
const MAX_TEXT = 240;

/** What a conversation says of the customer, as cards and properties tell it. Pure. */
export function saidOf(session: Pick<Session, 'insights'>): CustomerInsights {
  const { satisfaction, renewal_risk: risk, qualification, campaign } = session.insights ?? {};
  const line = (text: string | undefined) => plainText(text?.replace(/\s+/g, ' ') ?? '', MAX_TEXT);
  const checklist = {
    budget: qualification?.budget ?? null,
    authority: qualification?.authority ?? null,
    need: qualification?.need ?? null,
    timeline: line(qualification?.timeline) || null,
    fitScore: qualification?.fit_score ?? null,
  };
  const attribution = {
    source: line(campaign?.source),
    medium: line(campaign?.medium),
    name: line(campaign?.name),
  };
  return {
    issues: issuesOf(session)
      .slice(0, MAX_ITEMS)
      .map(({ key, title, open }) => ({ key, title: line(title), open })),
    requests: featureRequestsOf(session)
      .slice(0, MAX_ITEMS)
      .map(({ key, title }) => ({ key, title: line(title) })),
    satisfaction: satisfaction?.score ?? null,
    risk: risk
      ? { level: risk.level, reasons: (risk.reasons ?? []).map(line).filter(Boolean).slice(0, MAX_ITEMS) }
      : null,
    qualification: Object.values(checklist).some((one) => one !== null) ? checklist : null,
    campaign: Object.values(attribution).some((one) => one !== '') ? attribution : null,
  };
}
