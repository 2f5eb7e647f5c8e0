import fc from 'fast-check';
import { cutHtml } from '../../../server/text/cutHtml.ts';
import { markdownToHtml, textToHtml } from '../../../server/text/sanitise.ts';

const FAMILY = '👨‍👩‍👧‍👦';
const CLUSTERS = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const letters = (text: string) => [...CLUSTERS.segment(text)].map(({ segment }) => segment);

describe('the beginning of HTML', () => {
  it.each([
    ['<p>one two</p>', 14, '<p>one two</p>'],
    ['<p>one two three four</p>', 24, '<p>one two three…</p>'],
    ['<p>one two three</p>', 8, ''],
    ['<h3>Head</h3><p>text</p>', 18, '<h3>Head</h3>'],
    ['<ul><li>one</li><li>two</li></ul>', 29, '<ul><li>one</li></ul>'],
    ['<ul><li>one</li><li>two</li></ul>', 32, '<ul><li>one</li><li>t…</li></ul>'],
    ['<p><strong>bold</strong> and more</p>', 34, '<p><strong>bold</strong> and…</p>'],
    ['<p>a<br />b<br />c</p>', 19, '<p>a<br />b</p>'],
    ['<p>&#60;&#60;&#60;</p>', 18, '<p>&#60;&#60;…</p>'],
    ['<p>a &amp; b</p>', 14, '<p>a…</p>'],
    [`<p>${FAMILY}${FAMILY}</p>`, 20, `<p>${FAMILY}…</p>`],
    ['<p>我们将在星期五早上发送合同</p>', 16, '<p>我们将在星期五…</p>'],
    ['<p>เราจะส่งสัญญาให้ในวันศุกร์</p>', 27, '<p>เราจะส่งสัญญาให้ใน…</p>'],
    ['<p>text</p>', 3, ''],
  ])('%j in %i', (html, max, expected) => {
    const cut = cutHtml(html, max);
    expect(cut.length).toBeLessThanOrEqual(max);
    expect(cut).toBe(expected);
  });

  it('is taken from a hundred thousand line breaks, quotes or bold words without waiting', () => {
    for (const piece of ['<br />', '<strong>', '&#38;', '👍🏽', '🇩🇪', ' ']) {
      const cut = cutHtml(`<p>${piece.repeat(100_000)}x</p>`, 65_536);
      expect(cut.length).toBeLessThanOrEqual(65_536);
    }
  });
});

const said = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom(
    FAMILY,
    '🇩🇪🇫🇷🇯🇵',
    '👍🏽',
    '&amp; <b>',
    'שלום Acme (12)',
    'हम शुक्रवार',
    'hợp đồng',
    '# Head',
    '- item',
    '> quote',
    '1. one',
    '**bold**',
    '[a](https://b.example/?c=1&d=2)',
    '\n\n',
    '\n',
    '   - nested',
  ),
);
const markdown = fc.array(said, { minLength: 1, maxLength: 40 }).map((parts) => parts.join(' '));

/** Half an emoji. */
const HALF = /\p{Surrogate}/u;
const EMPTY = /<(\w+)[^>]*><\/\1>/;

it('is whole for any markdown and any length: within it, closed, no entity, letter or emoji in half, and the beginning', () => {
  fc.assert(
    fc.property(markdown, fc.nat(), fc.boolean(), (text, at, plain) => {
      const html = plain ? `<p>${textToHtml(text)}</p>` : markdownToHtml(text);
      const max = at % (html.length + 2);
      const cut = cutHtml(html, max);
      expect(cut.length).toBeLessThanOrEqual(max);
      expect(cut).toBe(closed(cut));
      expect(cut).not.toMatch(/&(?!#?\w+;)|<[^>]*$/);
      if (!EMPTY.test(html)) expect(cut).not.toMatch(EMPTY);
      if (!HALF.test(html)) expect(cut).not.toMatch(HALF);
      const [shown, whole] = [cut, html].map((one) => letters(one.replace(/<[^>]*>/g, '')));
      const kept = shown?.at(-1) === '…' && cut !== html ? shown.slice(0, -1) : (shown ?? []);
      expect(kept).toEqual(whole?.slice(0, kept.length));
    }),
    { seed: 7, numRuns: 1_500 },
  );
});

/** The same with every tag closed in order, or a sign that it cannot be. */
function closed(html: string): string {
  const open: string[] = [];
  for (const [tag, end, name = ''] of html.matchAll(/<(\/?)(\w+)[^>]*>/g)) {
    if (tag.endsWith('/>') || name === 'br') continue;
    if (end === '') open.push(name);
    else if (open.pop() !== name) return 'closed in another order';
  }
  return html + open.map((name) => `</${name}>`).join('');
}
