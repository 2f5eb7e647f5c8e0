import fc from 'fast-check';

/** Any JSON value, with the keys that mean something to JavaScript, to MongoDB and to us among them. */
export const anything = fc.oneof(
  fc.anything({
    key: fc.oneof(
      fc.string(),
      fc.constantFrom(
        '__proto__',
        'constructor',
        'toString',
        '$gt',
        '$where',
        'a.b',
        'a[$ne]',
        'id',
        'session',
      ),
    ),
    maxDepth: 3,
  }),
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    0,
    1e308,
    '',
    ' ',
    '\u0000',
    '\ud800',
    '../../etc/passwd',
    '=1+1',
    '{{7*7}}',
    '<img src=x onerror=alert(1)>',
    "' or 1=1 --",
    '2026-02-30',
    '9'.repeat(400),
    { $gt: '' },
    { $where: 'sleep(1000)' },
    ['x'],
    [],
    {},
    Array.from({ length: 2_000 }, () => 1),
    deep(40),
  ),
);

function deep(levels: number): unknown {
  let value: unknown = 'bottom';
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
}

/** One place of a good document. */
interface Place {
  holder: Record<string, unknown>;
  key: string;
}

function places(node: unknown, found: Place[] = []): Place[] {
  if (typeof node !== 'object' || node === null) return found;
  for (const [key, inner] of Object.entries(node)) {
    found.push({ holder: node as Record<string, unknown>, key });
    places(inner, found);
  }
  return found;
}

/** A good document in which one place is another value, is gone, or has a neighbour nobody knows. */
const bent = (good: unknown): fc.Arbitrary<unknown> =>
  fc
    .tuple(fc.nat(), anything, fc.constantFrom('replace', 'replace', 'remove', 'add'))
    .map(([where, value, how]) => {
      const document: unknown = structuredClone(good);
      const all = places(document);
      const place = all[where % Math.max(1, all.length)];
      if (!place) return value;
      if (how === 'remove') Reflect.deleteProperty(place.holder, place.key);
      else place.holder[how === 'add' ? `${place.key}_` : place.key] = value;
      return document;
    });

const asText = (value: unknown): string => JSON.stringify(value ?? null);
/** What cannot be sent as UTF-8 cannot be signed as it is sent. */
const sendable = (text: string): string => text.replace(/\p{Surrogate}/gu, '?');

/** Bodies as somebody may send them to a door that expects `good`. */
export function bodiesLike(good: unknown): fc.Arbitrary<string> {
  return fc
    .oneof(
      { weight: 6, arbitrary: bent(good).map(asText) },
      { weight: 2, arbitrary: anything.map(asText) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
      // Cut anywhere: half a document, half an escape.
      {
        weight: 1,
        arbitrary: fc.tuple(bent(good), fc.nat()).map(([value, cut]) => {
          const whole = asText(value);
          return whole.slice(0, cut % Math.max(1, whole.length));
        }),
      },
    )
    .map(sendable);
}

/** A piece of an address: escaped well, badly, or not at all. */
const piece = fc.oneof(
  fc.string({ maxLength: 30 }).map((text) => encodeURIComponent(sendable(text))),
  fc.constantFrom(
    '',
    '%',
    '%E0%A4%A',
    '%00',
    '..%2f..',
    '%2525',
    '[$ne]',
    '1',
    'true',
    'x'.repeat(3_000),
    '-1',
    '1e9',
    '%F0%9F%8E%89',
    '2026-01-01',
    '__proto__',
  ),
);

/** Queries in which known names, unknown ones, operators and repetitions meet. */
export function queriesOf(names: readonly string[]): fc.Arbitrary<string> {
  const known = names.length === 0 ? fc.constant('cursor') : fc.constantFrom(...names);
  const name = fc.oneof(known, known, piece, fc.constantFrom('a[$ne]', '__proto__', 'limit', 'cursor'));
  return fc
    .array(fc.tuple(name, piece), { maxLength: 4 })
    .map((pairs) => pairs.map(([key, value]) => `${key}=${value}`).join('&'));
}

export const pathPiece = piece.map((text) => (text === '' || /[/?#[\]]/.test(text) ? 'x' : text));
