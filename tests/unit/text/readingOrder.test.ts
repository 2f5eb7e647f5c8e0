import fc from 'fast-check';
import { inOwnDirection, linesInOwnDirection } from '../../../server/text/readingOrder.ts';

const visible = (text: string) => text.replace(/\u2068/g, '⟨').replace(/\u2069/g, '⟩');

describe('a text within a line of ours', () => {
  it.each([
    ['Acme', 'Acme'],
    ['日本語', '日本語'],
    ['السعر', '⟨السعر⟩'],
    ['Acme ערך', '⟨Acme ערך⟩'],
    ['', ''],
  ])('%j: %j', (text, expected) => expect(visible(inOwnDirection(text))).toBe(expected));

  it('that is in its own direction already is not marked again, the words around it set the line', () => {
    const once = inOwnDirection('السعر');
    expect(inOwnDirection(once)).toBe(once);
    expect(inOwnDirection(`${once} (10:15) – open`)).toBe(`${once} (10:15) – open`);
  });

  it.each([
    ['turned \u202emoc.live around', 'turned moc.live around'],
    ['\u202aleft\u202c', 'left'],
    ['closed \u2069too early', 'closed too early'],
    ['\u2067left open', '\u2067left open⟩'],
    ['name \u2068محمد\u2069', 'name ⟨محمد⟩'],
  ])('cannot turn what follows it: %j', (text, expected) =>
    expect(visible(inOwnDirection(text))).toBe(expected),
  );
});

describe('lines of HTML', () => {
  it.each([
    ['<p>سطر <strong>1</strong><br />line</p>', '<p>⟨سطر <strong>1</strong>⟩<br />line</p>'],
    ['<ul><li>א<ul><li>b</li></ul></li></ul>', '<ul><li>⟨א⟩<ul><li>b</li></ul></li></ul>'],
    ['<p><a href="https://a.b/">ב</a> c</p>', '<p>⟨<a href="https://a.b/">ב</a> c⟩</p>'],
    ['<p>\u202eabc</p>', '<p>abc</p>'],
  ])('%j: %j', (html, expected) => expect(visible(linesInOwnDirection(html))).toBe(expected));

  it('all end what they began, whatever was said', () => {
    const piece = fc.constantFrom('a', 'א', '\u2067', '\u2068', '\u2069', '\u202e', '<br>', ' ', '1');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const html = linesInOwnDirection(pieces.join(''));
        for (const line of html.split('<br>')) {
          let open = 0;
          for (const [control] of line.matchAll(/[\u2066-\u2069]/g)) {
            open += control === '\u2069' ? -1 : 1;
            expect(open).toBeGreaterThanOrEqual(0);
          }
          expect(open).toBe(0);
          expect(line).not.toMatch(/[\u202a-\u202e]/);
        }
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});
