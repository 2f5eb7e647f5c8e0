import fc from 'fast-check';
import { createKeywordSearch } from '../../../server/stages/keywords.ts';

const found = (text: string, keyword: string) =>
  createKeywordSearch([{ name: 'brief', text }])(keyword) !== null;

describe('a keyword in a conversation', () => {
  it.each([
    ['We will send the contract today.', 'contract'],
    ['THE CONTRACT', 'contract'],
    ['contract', 'CONTRACT'],
    ['Le contrat signé est arrivé', 'SIGNE'],
    ['Le contrat signe est arrive', 'signé'],
    ['Die Straße ist frei', 'STRASSE'],
    ['İstanbul ofisi', 'istanbul'],
    ['ISPARTA', 'ısparta'],
    ['Ο ΠΕΛΆΤΗΣ υπέγραψε', 'πελάτης'],
    ['Договор подписан', 'ДОГОВОР'],
    ['Ещё один счёт', 'еще'],
    ['We sign  \n off tomorrow', 'sign off'],
    ['the customer’s contract', "customer's"],
    ['We use C++ and C#', 'c++'],
    ['We use C++ and C#', 'c#'],
    ['a follow‑up call', 'follow-up'],
    ['the con\u00adtract', 'contract'],
    ['お客様は契約書に署名しました', '契約'],
    ['客户想要签合同', '合同'],
    ['계약을 체결했습니다', '계약'],
    ['ลูกค้าต้องการสัญญา', 'สัญญา'],
    ['使用API合同', 'API'],
    ['हम अनुबंध भेजेंगे', 'अनुबंध'],
    ['سنوقّع العقدَ غداً', 'العقد'],
    ['העסקה נחתמה', 'נחתמה'],
    ['Ready to sign? Yes!', 'sign'],
    ['price (gross)', 'gross'],
    ['2026 budget', '2026'],
    ['約', '約'],
  ])('is found: %j ~ %j', (text, keyword) => expect(found(text, keyword)).toBe(true));

  it.each([
    ['We have contractors', 'contract'],
    ['We subcontract', 'contract'],
    ['Designs are ready', 'sign'],
    ['version 2026', '20'],
    ['contract', 'con.ract'],
    ['aaaa', 'a+'],
    ['contract', '(contract)'],
    ['anything', '.*'],
    ['anything', ''],
    ['anything', '   '],
    ['anything', '\u0301'],
    ['का', 'क'],
    ['send the', 'send the contract'],
  ])('is not found: %j ~ %j', (text, keyword) => expect(found(text, keyword)).toBe(false));

  it('never reaches from one passage into the next', () => {
    const search = createKeywordSearch([
      { name: 'title', text: 'Send the' },
      { name: 'brief', text: 'contract now' },
    ]);
    expect(search('the contract')).toBeNull();
    expect(search('contract now')).toEqual({ name: 'brief', quote: 'contract now' });
  });

  it('quotes the sentence it stands in, as it was said', () => {
    const search = createKeywordSearch([
      { name: 'title', text: 'Pricing' },
      { name: 'summary', text: 'All fine so far. Sarah wants the CONTRACT by Friday!\nNothing else.' },
    ]);
    expect(search('contract')).toEqual({ name: 'summary', quote: 'Sarah wants the CONTRACT by Friday!' });
  });

  it('is found wherever it is put between other words, in any case and with any accents', () => {
    const word = fc.stringMatching(/^[a-zäöüéèñçğ]{2,12}$/u);
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), word, fc.array(word, { maxLength: 20 }), (a, key, b) => {
        const text = [...a, key, ...b].join(' ');
        expect(found(text, key)).toBe(true);
        expect(found(text.toUpperCase(), key)).toBe(true);
        expect(found(text, key.toUpperCase())).toBe(true);
        expect(found(text.normalize('NFD'), key)).toBe(true);
        expect(found(text, key.normalize('NFD').replace(/\p{M}/gu, ''))).toBe(true);
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it('is found exactly where a slow search that looks at every place finds it', () => {
    const alphabet = fc.constantFrom('a', 'b', ' ', '.', '-', 'é', '1', '契');
    const text = fc.array(alphabet, { maxLength: 40 }).map((letters) => letters.join(''));
    const needle = fc.array(alphabet, { minLength: 1, maxLength: 4 }).map((letters) => letters.join(''));
    fc.assert(
      fc.property(text, needle, (hay, key) => {
        expect(found(hay, key)).toBe(slowly(hay, key));
      }),
      { seed: 7, numRuns: 3_000 },
    );
  });

  it('never fails, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, keyword) => {
        expect(typeof found(text, keyword)).toBe('boolean');
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});

/** The promise itself, in the plainest words: fold, look at every place, look at both neighbours. */
function slowly(hay: string, key: string): boolean {
  const plain = (text: string) => text.replaceAll('é', 'e').replace(/ +/g, ' ').trim();
  const text = plain(hay);
  const needle = plain(key);
  const letter = (character = ' ') => /[abe1]/.test(character);
  if (needle === '') return false;
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
    const left = letter(needle[0]) && letter(text[at - 1]);
    const right = letter(needle.at(-1)) && letter(text[at + needle.length]);
    if (!left && !right) return true;
  }
  return false;
}
