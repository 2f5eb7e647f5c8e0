import { Binary, Long, ObjectId } from 'bson';
import fc from 'fast-check';

import { compareValues, keyOf } from '../../../server/store/embedded/compare.ts';

const scalar = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.double(),
  fc.integer({ min: -3, max: 3 }),
  fc.maxSafeInteger(),
  fc.constantFrom(
    2 ** 60,
    2 ** 63,
    Long.fromString('1152921504606846976'),
    Long.fromString('9007199254740993'),
  ),
  fc.string({ maxLength: 3, unit: 'binary' }),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ maxLength: 2 }).map((bytes) => new Binary(bytes)),
  fc.constantFrom(...['0', '1'].map((digit) => new ObjectId(digit.repeat(24)))),
);
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 2 },
    scalar,
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', '', '__proto__'), tie('any'), { maxKeys: 3 }),
  ),
})).any;

describe('the BSON order of the embedded store', () => {
  test('two values have one key exactly when they are equal', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(keyOf(a) === keyOf(b)).toBe(compareValues(a, b) === 0);
        expect(keyOf(a)).toBe(keyOf(a));
        expect(compareValues(a, a)).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  test('it is a total order', () => {
    fc.assert(
      fc.property(value, value, value, (a, b, c) => {
        expect(Math.sign(compareValues(a, b))).toBe(0 - Math.sign(compareValues(b, a)));
        if (compareValues(a, b) <= 0 && compareValues(b, c) <= 0) {
          expect(compareValues(a, c)).toBeLessThanOrEqual(0);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('numbers are one type, whatever they came as', () => {
    expect(compareValues(2 ** 60, Long.fromString('1152921504606846976'))).toBe(0);
    expect(compareValues(Long.fromString('9007199254740993'), 9_007_199_254_740_992)).toBe(1);
    expect(compareValues(-0, 0)).toBe(0);
    expect(compareValues(Number.NaN, -Infinity)).toBe(-1);
  });
});
