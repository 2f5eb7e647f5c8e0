import type { WritableProperty } from '../../shared/options.ts';

type Typed = Pick<WritableProperty, 'type' | 'fieldType'>;

/**
 * One spelling per value, so that what we sent and what HubSpot answers can be compared: HubSpot spells
 * instants, numbers and multi-selects its own way and cleans rich text (hubspot-api.md §2.1).
 */
export function canonical(value: string | null | undefined, { type, fieldType }: Typed): string {
  const shown = (value ?? '').trim();
  if (shown === '') return '';
  switch (type) {
    case 'number': {
      const figure = Number(shown);
      return Number.isFinite(figure) ? String(figure) : shown;
    }
    case 'date':
      return instantOf(shown)?.toISOString().slice(0, 10) ?? shown;
    case 'datetime':
      return instantOf(shown)?.toISOString() ?? shown;
    case 'bool':
      return shown.toLowerCase();
    case 'enumeration':
      return fieldType === 'checkbox'
        ? [...new Set(shown.split(';').filter((part) => part !== ''))].sort().join(';')
        : shown;
    case 'string':
    case 'phone_number':
      return fieldType === 'html' ? wordsOf(shown) : shown.replaceAll('\r\n', '\n');
  }
}

/** Milliseconds or ISO text; undefined for anything else. */
function instantOf(value: string): Date | undefined {
  const at = new Date(/^-?\d{6,}$/.test(value) ? Number(value) : value);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

/** HubSpot's editor changes tags, entities and the space between them, not what rich text says. */
export function wordsOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(ENTITIES, (entity, code: string) => {
      const number = /^#x/i.test(code) ? Number.parseInt(code.slice(2), 16) : Number(code.slice(1));
      if (code.startsWith('#')) return number <= 0x10_ff_ff ? String.fromCodePoint(number) : entity;
      return NAMED[code.toLowerCase()] ?? entity;
    })
    .replace(UNSEEN, '');
}

/** Whether HubSpot keeps the marks that order a line or break a token, nobody promises. */
const UNSEEN = /[\s\u200b\u2066-\u2069]+/g;

const ENTITIES = /&(#\d{1,7}|#x[\da-f]{1,6}|amp|lt|gt|quot|apos|nbsp);/gi;
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};
