import { tz } from '@date-fns/tz';
import { format } from 'date-fns';
import { BOOLEAN_CHOICES, optionFor } from '../../shared/mappingProblems.ts';
import type { WritableProperty } from '../../shared/options.ts';
import type { FieldChoice, SessionField } from '../../shared/sessionFields.ts';
import { cutHtml } from '../text/cutHtml.ts';
import { MAX_LENGTH, plainText } from '../text/plainText.ts';
import { markdownToHtml, textToHtml } from '../text/sanitise.ts';
import type { FieldValue } from './readField.ts';

export interface ConversionContext {
  /** Where a moment becomes a day. */
  zone: string;
  /** Of the deal an amount is written to; null where amounts have no currency. */
  currency: string | null;
}

/** Text for HubSpot; `problem` says what of the value found no place, as a code and a sentence. */
export interface Converted {
  text: string | null;
  problem: string | null;
}

/** A value as HubSpot's property wants it. Pure; what cannot be converted is never guessed. */
export function convert(
  value: FieldValue,
  field: SessionField,
  property: WritableProperty,
  context: ConversionContext,
): Converted {
  switch (property.type) {
    case 'string':
    case 'phone_number':
      return done(asText(value, property));
    case 'number':
      return asNumber(value, context);
    case 'bool':
      return value.type === 'boolean' ? done(String(value.boolean)) : unfit(property);
    case 'date':
      return asDay(value, property, context.zone);
    case 'datetime':
      return asInstant(value, property);
    case 'enumeration':
      return asOptions(value, field, property);
  }
}

const done = (text: string): Converted => ({ text, problem: null });
const refused = (problem: string): Converted => ({ text: null, problem });
const unfit = ({ label }: WritableProperty): Converted =>
  refused(`wrong_type: "${label}" takes another kind of value`);

function asText(value: FieldValue, { fieldType }: WritableProperty): string {
  const plain = wordsOf(value, fieldType === 'text' ? '; ' : '\n');
  if (fieldType !== 'html') return plainText(plain);
  const toHtml = value.type === 'text' && value.markdown ? markdownToHtml : textToHtml;
  return cutHtml(toHtml(plain), MAX_LENGTH);
}

function wordsOf(value: FieldValue, separator: string): string {
  switch (value.type) {
    case 'text':
      return value.text;
    case 'number':
    case 'money':
      return figure(value.number);
    case 'date':
      return value.day;
    case 'datetime':
      return value.at;
    case 'boolean':
      return String(value.boolean);
    case 'list':
      return value.items.join(separator);
    case 'enumeration':
      return value.value;
  }
}

/** Without exponents, which no CRM shows. */
function figure(number: number): string {
  return Number.isInteger(number)
    ? BigInt(number).toString()
    : number
        .toFixed(10)
        .replace(/\.?0+$/, '')
        .replace(/^-0$/, '0');
}

function asNumber(value: FieldValue, { currency }: ConversionContext): Converted {
  if (value.type === 'number') return done(figure(value.number));
  if (value.type !== 'money') return refused('wrong_type: it is not a number');
  const said = value.currency?.toUpperCase();
  const wanted = currency?.toUpperCase();
  return said && wanted && said !== wanted
    ? refused(`other_currency: the amount was said in ${said}, but the deal is in ${wanted}`)
    : done(figure(value.number));
}

function asDay(value: FieldValue, property: WritableProperty, zone: string): Converted {
  if (value.type === 'date') return done(value.day);
  if (value.type !== 'datetime') return unfit(property);
  return done(format(new Date(value.at), 'yyyy-MM-dd', { in: tz(zone) }));
}

function asInstant(value: FieldValue, property: WritableProperty): Converted {
  if (value.type === 'datetime') return done(value.at);
  return value.type === 'date' ? done(`${value.day}T00:00:00.000Z`) : unfit(property);
}

/** Exactly one of the options, by value or by label, or nothing: a close guess would be a false fact. */
function asOptions(value: FieldValue, field: SessionField, property: WritableProperty): Converted {
  const wanted = choicesOf(value, field);
  if (wanted.length > 1 && property.fieldType !== 'checkbox') {
    return refused(`several_values: "${property.label}" takes only one option`);
  }
  const found = wanted.map((choice) => optionFor(property.options, choice)?.value);
  const missing = wanted.filter((_, index) => found[index] === undefined).map(({ value: name }) => name);
  const values = [...new Set(found.filter((option) => option !== undefined))];
  return {
    text: values.length > 0 ? values.join(';') : null,
    problem:
      missing.length > 0
        ? `no_such_option: "${property.label}" has no option ${missing.map((name) => `"${plainText(name, 80)}"`).join(', ')}`
        : null,
  };
}

function choicesOf(value: FieldValue, field: SessionField): FieldChoice[] {
  const named = (text: string): FieldChoice =>
    (value.type === 'boolean' ? BOOLEAN_CHOICES : (field.values ?? [])).find((one) => one.value === text) ?? {
      value: text,
      label: text,
    };
  return value.type === 'list' ? value.items.map(named) : [named(wordsOf(value, '').trim())];
}
