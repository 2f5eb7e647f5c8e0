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

/** HubSpot's editor changes tags and entities of rich text, not its words. */
function wordsOf(html: string): string {
  return html
    .replace(/<[^>]*>|&#?\w{1,10};/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
