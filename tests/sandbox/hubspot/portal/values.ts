import type { Definition } from '../definitions/definition.ts';

/** Longest value of a string property (hubspot-api.md §2.1). */
export const MAX_STRING = 65_536;
const EMAIL =
  /^[^\s@<>()[\],;:\\"]+@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*\.[a-z]{2,}$/i;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/;
const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;
const EPOCH = /^-?\d{1,16}$/;
/** Below this an epoch value lies before 1974 when read as milliseconds: it was seconds. */
const SMALLEST_PLAUSIBLE_MS = 130_000_000_000;
const DAY_MS = 86_400_000;

export interface BadValue {
  code: string;
  message: string;
}

export interface GoodValue {
  value: string;
  /** 2026-09 answers a warning when it had to guess (§2.1). */
  normalized?: boolean;
}

export interface ValueContext {
  /** Values a referenced property may take, or undefined when the definition's own options decide. */
  allowed(definition: Definition): readonly string[] | undefined;
  /** 2026-09 accepts seconds and says so; 2026-03 reads them as milliseconds of 1970. */
  acceptsSeconds: boolean;
}

export const isBad = (result: GoodValue | BadValue): result is BadValue => 'code' in result;

const bad = (code: string, message: string): BadValue => ({ code, message });

/** The way HubSpot writes an instant: ISO 8601 UTC, no fraction when it is zero. */
export const isoInstant = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z');

function checkString(definition: Definition, value: string): GoodValue | BadValue {
  if (value.length > MAX_STRING) {
    return bad('PROPERTY_VALUE_TOO_LONG', `${definition.name} is longer than ${MAX_STRING} characters`);
  }
  if (definition.name !== 'email') return { value };
  if (!EMAIL.test(value) || value.includes('..') || value.startsWith('.') || value.includes('.@')) {
    return bad('INVALID_EMAIL', `Email address ${value} is invalid`);
  }
  return { value: value.toLowerCase() };
}

function checkEnumeration(
  definition: Definition,
  value: string,
  context: ValueContext,
): GoodValue | BadValue {
  const multiple = definition.fieldType === 'checkbox';
  const parts = multiple ? value.split(';').filter((part) => part !== '') : [value];
  const allowed = context.allowed(definition) ?? definition.options.map((option) => option.value);
  const free = definition.name === 'hs_additional_emails';
  const wrong = free ? undefined : parts.find((part) => !allowed.includes(part));
  if (wrong !== undefined) {
    return bad('INVALID_OPTION', `${wrong} was not one of the allowed options: [${allowed.join(', ')}]`);
  }
  return { value: multiple && !value.startsWith(';') ? parts.join(';') : value };
}

function checkInstant(definition: Definition, value: string, context: ValueContext): GoodValue | BadValue {
  const refused = bad('INVALID_DATE', `${value} was not a valid date for ${definition.name}`);
  if (definition.type === 'date' && DATE_ONLY.test(value)) {
    const at = Date.parse(`${value}T00:00:00Z`);
    return Number.isNaN(at) || !isoInstant(at).startsWith(value) ? refused : { value };
  }
  let at = Number.NaN;
  let normalized = false;
  if (EPOCH.test(value)) {
    const seconds = Math.abs(Number(value)) < SMALLEST_PLAUSIBLE_MS && context.acceptsSeconds;
    at = Number(value) * (seconds ? 1_000 : 1);
    normalized = seconds;
  } else if (ISO_INSTANT.test(value)) {
    at = Date.parse(value);
  } else if (DATE_ONLY.test(value)) {
    at = Date.parse(`${value}T00:00:00Z`);
  }
  if (Number.isNaN(at)) return refused;
  if (definition.type === 'datetime') return { value: isoInstant(at), normalized };
  return at % DAY_MS === 0 ? { value: isoInstant(at).slice(0, 10), normalized } : refused;
}

/** Checks one non-empty value against its definition; an empty string clears and is never asked here. */
export function checkValue(
  definition: Definition,
  value: string,
  context: ValueContext,
): GoodValue | BadValue {
  switch (definition.type) {
    case 'string':
    case 'phone_number':
      return checkString(definition, value);
    case 'number':
      return NUMBER.test(value.trim())
        ? { value }
        : bad('INVALID_INTEGER', `${value} was not a valid number for ${definition.name}`);
    case 'bool':
      return value === 'true' || value === 'false'
        ? { value }
        : bad('INVALID_OPTION', `${value} was not one of the allowed options: [true, false]`);
    case 'enumeration':
      return checkEnumeration(definition, value, context);
    case 'date':
    case 'datetime':
      return checkInstant(definition, value, context);
  }
}
