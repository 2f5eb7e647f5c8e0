import { fullName, nameParts } from '../../../server/matching/names.ts';

describe('a full name', () => {
  it('ignores case, spacing and Unicode spelling, and keeps accents', () => {
    expect(fullName('  Zoe\u0308  MÜLLER ')).toBe('zoë müller');
    expect(fullName('José Díaz')).not.toBe(fullName('Jose Diaz'));
    expect([fullName('Cher'), fullName(''), fullName(null), fullName('x '.repeat(9))]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('may be split anywhere between its words', () => {
    expect(nameParts('maria del carmen')).toEqual([
      { first: 'maria', last: 'del carmen' },
      { first: 'maria del', last: 'carmen' },
    ]);
  });
});
