import fc from 'fast-check';
import { completed, memoryJournal, openDoor, post, signed } from '../../support/intakeDoor.ts';

const SEED = 20_261_124;

/** Any JSON value, with the keys that matter to JavaScript and to MongoDB among them. */
const anything = fc.anything({
  key: fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', '$gt', 'a.b', 'id', 'session')),
  maxDepth: 4,
});

/** A good event with one value replaced by any other, somewhere. */
const almostGood = fc.tuple(fc.nat(), anything).map(([where, value]) => {
  const event = completed({
    action_items: [{ id: 'a', title: 't', due_date: '2026-11-30' }],
    insights: { objections: [{ text: 'o' }], budget: { max: 1 }, talk_ratio: 0.4 },
    next_meeting: { starts_at: '2026-12-01T10:00:00Z' },
  });
  const places: [Record<string, unknown>, string][] = [];
  const walk = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, inner] of Object.entries(node)) {
      places.push([node as Record<string, unknown>, key]);
      walk(inner);
    }
  };
  walk(event);
  const place = places[where % places.length];
  if (place) place[0][place[1]] = value;
  return event;
});

const text = fc.oneof(
  anything.map((value) => JSON.stringify(value) ?? ''),
  almostGood.map((value) => JSON.stringify(value)),
  fc.string({ unit: 'binary', maxLength: 200 }).map((value) => value.replace(/\p{Surrogate}/gu, '?')),
  // Cut anywhere: half a document, half an escape.
  fc.tuple(almostGood, fc.nat()).map(([value, cut]) => {
    const whole = JSON.stringify(value);
    return whole.slice(0, cut % whole.length).replace(/\p{Surrogate}/gu, '?');
  }),
);

describe('webhook door against 2,000 bodies nobody agreed on', () => {
  it('answers each with 202, 400 or 422 and an explanation, never 500, never silence', async () => {
    const door = await openDoor(memoryJournal());
    const bodies = fc.sample(text, { seed: SEED, numRuns: 2_000 });
    const seen = new Map<number, number>();
    for (let start = 0; start < bodies.length; start += 50) {
      const answers = await Promise.all(
        bodies.slice(start, start + 50).map((body) => post(door.url, signed(body), body)),
      );
      for (const { status, body } of answers) {
        seen.set(status, (seen.get(status) ?? 0) + 1);
        expect([202, 400, 422]).toContain(status);
        if (status !== 202) expect(body).toHaveProperty('error.message');
      }
    }
    await door.close();
    // The generator reaches every answer, or this test would prove little.
    for (const status of [202, 400, 422]) expect(seen.get(status) ?? 0).toBeGreaterThan(20);
  }, 30_000);
});
