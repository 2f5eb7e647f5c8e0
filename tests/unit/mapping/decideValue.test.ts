import fc from 'fast-check';
import { canonical } from '../../../server/mapping/canonical.ts';
import { decideValue, type Mode, type Standing } from '../../../server/mapping/decideValue.ts';

describe('two spellings of one value', () => {
  it.each([
    ['number', 'number', '60000.0', '60000'],
    ['date', 'date', '1764460800000', '2025-11-30'],
    ['date', 'date', '2025-11-30T00:00:00Z', '2025-11-30'],
    ['datetime', 'date', '2025-11-30T00:00:00Z', '2025-11-30T00:00:00.000Z'],
    ['bool', 'booleancheckbox', 'TRUE', 'true'],
    ['enumeration', 'checkbox', 'b;a;b', 'a;b'],
    ['string', 'text', ' a ', 'a'],
    ['string', 'html', '<p>a &amp; b</p>', '<div>a &#38; b</div>'],
    ['string', 'text', '', null],
  ] as const)('%s %s: %s and %s are the same', (type, fieldType, left, right) => {
    expect(canonical(left, { type, fieldType })).toBe(canonical(right, { type, fieldType }));
  });

  it('stay different where they are', () => {
    const number = { type: 'number', fieldType: 'number' } as const;
    expect(canonical('60000', number)).not.toBe(canonical('60001', number));
    expect(canonical('', number)).not.toBe(canonical('0', number));
  });
});

describe('what becomes of a mapped value', () => {
  it.each<[Mode, string, string, Standing, string]>([
    ['write', 'new', 'old', 'untouched', 'write'],
    ['write', 'new', 'old', 'ours', 'write'],
    ['write', 'new', 'old', 'theirs', 'propose'],
    ['write', 'new', '', 'theirs', 'propose'],
    ['write', '', 'old', 'ours', 'write'],
    ['write', '', 'old', 'theirs', 'nothing'],
    ['write', '', 'old', 'untouched', 'nothing'],
    ['fill_empty', 'new', '', 'untouched', 'write'],
    ['fill_empty', 'new', 'old', 'untouched', 'leave_filled'],
    ['fill_empty', 'new', 'old', 'ours', 'write'],
    ['fill_empty', 'new', 'old', 'theirs', 'propose'],
    ['propose', 'new', '', 'untouched', 'propose'],
    ['propose', 'new', 'old', 'ours', 'propose'],
    ['propose', '', 'old', 'ours', 'nothing'],
    ['write', 'same', 'same', 'theirs', 'nothing'],
  ])('%s: %j over %j that is %s: %s', (mode, wanted, shown, standing, action) =>
    expect(decideValue(mode, wanted, shown, standing)).toBe(action),
  );

  it('never replaces or clears what is not ours, unless the mode is write and nobody touched it since', () => {
    const value = fc.constantFrom('', 'a', 'b');
    fc.assert(
      fc.property(
        fc.constantFrom<Mode>('write', 'fill_empty', 'propose'),
        value,
        value,
        fc.constantFrom<Standing>('untouched', 'ours', 'theirs'),
        (mode, wanted, shown, standing) => {
          if (decideValue(mode, wanted, shown, standing) !== 'write') return;
          expect(mode).not.toBe('propose');
          expect(standing).not.toBe('theirs');
          if (shown !== '' && standing === 'untouched') expect(mode).toBe('write');
        },
      ),
    );
  });
});
