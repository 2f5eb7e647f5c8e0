import type { DoorAnswer } from '../../chaos/world/door.ts';
import type { Ask } from '../callers.ts';

/** What every answer has of its own. */
const OWN_HEADERS = new Set(['x-request-id', 'date']);

/** Ids and secrets that are made anew for every answer, and the moment it was made. */
const FRESH =
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d{4}-\d{2}-\d{2}T[\d:.]+Z|(?<=(?:state|token|authorizeUrl)["=:][^&"]*)[A-Za-z0-9_.-]{16,}/gi;

/** Ids as a request names them: what the asker said may come back. */
const IDS = /(?:prp|ses|bkf|bf)_[\w-]+|\b\d{4,}\b/g;

/** An answer as bytes would show it: two that are equal here tell nobody apart. */
export function bytesOf({ status, headers, text }: DoorAnswer, strict: boolean, { path, body }: Ask): string {
  const shown = Object.entries(headers)
    .filter(([name]) => !OWN_HEADERS.has(name) && (strict || name !== 'content-length'))
    .map(([name, value]) => `${name}: ${String(value)}`)
    .sort();
  const said = new Set(`${path} ${JSON.stringify(body ?? null)}`.match(IDS) ?? []);
  const unsaid = [...said].reduce((left, id) => left.replaceAll(id, '(what was asked)'), text);
  return [String(status), ...shown, '', strict ? unsaid : unsaid.replace(FRESH, '*')].join('\n');
}
