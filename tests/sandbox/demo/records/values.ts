import type { PortalDump } from '../../hubspot/portal/dump.ts';

const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What a property's stored value says to a person. Dates are told in the account's time zone. */
export function readable(
  portal: Pick<PortalDump, 'owners' | 'pipelines'>,
  timeZone: string,
  name: string,
  value: string | null | undefined,
  currency = 'USD',
): string {
  if (value === undefined || value === null || value === '') return '';
  if (name === 'hubspot_owner_id') return ownerName(portal, value);
  if (name === 'pipeline') return pipelines(portal).find(({ id }) => id === value)?.label ?? value;
  if (name === 'dealstage') {
    const stages = pipelines(portal).flatMap((pipeline) => pipeline.stages);
    return stages.find(({ id }) => id === value)?.label ?? value;
  }
  if (name === 'amount') {
    const money = { style: 'currency', currency, maximumFractionDigits: 0 } as const;
    return new Intl.NumberFormat('en-US', money).format(Number(value));
  }
  if (name === 'closedate') return day(value, 'UTC');
  if (INSTANT.test(value)) return moment(value, timeZone);
  if (DAY.test(value)) return day(value, 'UTC');
  if (name === 'numberofemployees') return new Intl.NumberFormat('en-US').format(Number(value));
  if (CODES.has(name)) return sentenceCase(value);
  return value;
}

/** Enumerations whose stored value is a code. */
const CODES: ReadonlySet<string> = new Set(['lifecyclestage', 'industry', 'liveprompt_sentiment']);

export function ownerName(portal: Pick<PortalDump, 'owners'>, id: string | null | undefined): string {
  const owner = portal.owners.find((one) => one.id === id);
  return owner ? `${owner.firstName} ${owner.lastName}`.trim() || owner.email : '';
}

export function moment(value: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
    new Date(value),
  );
}

export function sentenceCase(code: string): string {
  const words = code.replaceAll('_', ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function day(value: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone }).format(new Date(value));
}

function pipelines(portal: Pick<PortalDump, 'pipelines'>) {
  return portal.pipelines.deals ?? [];
}
