import type { Brief } from '../../shared/brief.ts';
import type { CrmRecord } from '../hubspot/objects.ts';
import { plainText } from '../text/plainText.ts';
import type { BriefFacts, KnownPerson } from './facts.types.ts';
import { instantOf, urlOf } from './sources.ts';
import { money } from './words.ts';

const MAX_DEALS = 10;
const TEXT = 300;

export function person(
  facts: BriefFacts,
  { contact, companyId, email, name }: KnownPerson,
): Brief['contacts'][number] {
  const { firstname, lastname, jobtitle } = contact.properties;
  const inHubSpot = [firstname, lastname].filter(Boolean).join(' ');
  return {
    id: contact.id,
    email: email ?? '',
    name: plainText(inHubSpot || (name ?? email ?? ''), TEXT),
    title: textOf(jobtitle),
    companyId,
    score: numberOf(contact.properties['liveprompt_engagement_score']),
    sentiment: textOf(contact.properties['liveprompt_sentiment']),
    url: urlOf(facts, 'contacts', contact.id),
  };
}

export function company(facts: BriefFacts, { id, properties }: CrmRecord): Brief['companies'][number] {
  const employees = numberOf(properties['numberofemployees']);
  return {
    id,
    name: textOf(properties['name']) ?? textOf(properties['domain']) ?? id,
    domain: textOf(properties['domain']),
    employees,
    size:
      employees === null
        ? null
        : `${employees.toLocaleString('en')} ${employees === 1 ? 'employee' : 'employees'}`,
    industry: words(properties['industry']),
    url: urlOf(facts, 'companies', id),
  };
}

/** Deals that are still open, the one that closes soonest first. A stage nobody knows counts as open. */
export function openDeals(facts: BriefFacts): Brief['deals'] {
  const stages = new Map(
    facts.pipelines.flatMap((pipeline) =>
      pipeline.stages.map((stage) => [stage.id, { ...stage, pipeline }] as const),
    ),
  );
  return facts.deals
    .filter(({ properties }) => !stages.get(properties['dealstage'] ?? '')?.closed)
    .map(({ id, properties }) => {
      const stage = stages.get(properties['dealstage'] ?? '');
      const amount = numberOf(properties['amount']);
      const currency = textOf(properties['deal_currency_code']) ?? facts.install.currency;
      return {
        id,
        name: textOf(properties['dealname']) ?? id,
        amount,
        currency: amount === null ? null : currency,
        amountText: amount === null ? null : money(amount, currency),
        stage: stage?.label ?? textOf(properties['dealstage']),
        pipeline: stage?.pipeline.label ?? textOf(properties['pipeline']),
        closeDate: instantOf(properties['closedate']),
        nextStep: textOf(properties['hs_next_step']),
        owner: ownerOf(facts, properties['hubspot_owner_id']),
        url: urlOf(facts, 'deals', id),
      };
    })
    .sort(
      (left, right) =>
        (left.closeDate ?? '9').localeCompare(right.closeDate ?? '9') || Number(right.id) - Number(left.id),
    )
    .slice(0, MAX_DEALS);
}

export function ownerOf({ owners }: BriefFacts, id: string | null | undefined): string | null {
  return owners.find((owner) => owner.id === id)?.name ?? null;
}

export function textOf(value: string | null | undefined): string | null {
  const text = plainText(value ?? '', TEXT);
  return text === '' ? null : text;
}

function numberOf(value: string | null | undefined): number | null {
  const figure = Number(value ?? '');
  return value && Number.isFinite(figure) ? figure : null;
}

/** HubSpot keeps an industry as `COMPUTER_SOFTWARE`. */
function words(value: string | null | undefined): string | null {
  const text = textOf(value);
  if (!text || !/^[A-Z0-9_]+$/.test(text)) return text;
  const lower = text.toLowerCase().replaceAll('_', ' ');
  return lower.charAt(0).toUpperCase() + lower.slice(1);
}
