/** How one person reads dates: their language, the account's time zone, and when the page was loaded. */
export interface Viewer {
  locale: string;
  timeZone: string;
  now: Date;
}

/**
 * HubSpot names locales like `en-us` or `pt_BR` and leaves them out for some users; a name that `Intl`
 * refuses must cost the person's own format, not the page.
 */
export function createViewer(locale: string | undefined, timeZone: string | undefined, now: Date): Viewer {
  const wanted = { locale: (locale ?? 'en-US').replace('_', '-'), timeZone: timeZone ?? 'UTC' };
  const known = (options: { locale: string; timeZone: string }) => {
    try {
      new Intl.DateTimeFormat(options.locale, { timeZone: options.timeZone });
      return true;
    } catch {
      return false;
    }
  };
  return {
    locale: known({ ...wanted, timeZone: 'UTC' }) ? wanted.locale : 'en-US',
    timeZone: known({ ...wanted, locale: 'en-US' }) ? wanted.timeZone : 'UTC',
    now,
  };
}

/** `Nov 20, 2026, 3:30 PM` in the viewer's language; empty for something that is no instant. */
export function formatDateTime(instant: string, viewer: Viewer): string {
  return format(instant, viewer, { dateStyle: 'medium', timeStyle: 'short' });
}

/** `Nov 20, 2026` in the viewer's language; empty for something that is no instant. */
export function formatDay(instant: string, viewer: Viewer): string {
  return format(instant, viewer, { dateStyle: 'medium' });
}

function format(instant: string, viewer: Viewer, options: Intl.DateTimeFormatOptions): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return '';
  return new Intl.DateTimeFormat(viewer.locale, { ...options, timeZone: viewer.timeZone }).format(date);
}

/** At most `max` characters, cut between words where there are words; the rest is one click away. */
export function shorten(text: string, max: number): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  if (plain.length <= max) return plain;
  const cut = plain.slice(0, max);
  const lastSpace = cut.lastIndexOf(' ');
  // A surrogate half at the cut would show as a broken glyph.
  const end = lastSpace > max / 2 ? cut.slice(0, lastSpace) : cut.replace(/[\uD800-\uDBFF]$/, '');
  return `${end.replace(/[\s,;:.–-]+$/, '')}…`;
}

/** `1,234` in the viewer's language. */
export function formatNumber(value: number, viewer: Viewer): string {
  return new Intl.NumberFormat(viewer.locale).format(value);
}

/** A sentence of our server with what only the page knows: `{used} of {limit}`. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (_all, name: string) => String(values[name] ?? ''));
}
