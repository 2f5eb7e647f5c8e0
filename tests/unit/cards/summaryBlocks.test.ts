import fc from 'fast-check';
import { summaryBlocks, summaryPage } from '../../../server/cards/summaryBlocks.ts';
import type { SummaryBlock } from '../../../shared/card.ts';
import { sales } from '../../sandbox/samples/sales.ts';

const { session } = sales(new Date('2026-11-24T10:00:00Z'), 'org_1', 'a').data;
const blocksOf = (body: string) =>
  summaryBlocks({
    ...session,
    insights: {},
    summary: { brief: 'Brief.', body_markdown: body },
  }).slice(1);
const textOf = (block: SummaryBlock) => (block.type === 'list' ? block.items.join('') : block.text);

/** Every page of a summary, as a panel asks for them. */
function pages(blocks: readonly SummaryBlock[]) {
  const all: ReturnType<typeof summaryPage>[] = [];
  for (let start: number | null = 0; start !== null;) {
    const page = summaryPage(blocks, start);
    all.push(page);
    start = page.nextCursor === null ? null : Number(page.nextCursor);
  }
  return all;
}

describe('the full summary as blocks', () => {
  it.each<[string, string, SummaryBlock[]]>([
    ['a heading', '## What *was* agreed', [{ type: 'heading', text: 'What was agreed' }]],
    ['emphasis and entities', 'a **b** &amp; `c`', [{ type: 'paragraph', text: 'a b & c' }]],
    ['what was struck out as such', '~~no~~ yes', [{ type: 'paragraph', text: '~~no~~ yes' }]],
    ['a checklist', '- [ ] a\n- [x] b', [{ type: 'list', ordered: false, items: ['☐ a', '☑ b'] }]],
    ['bold without spaces', '**「契約」**を送る', [{ type: 'paragraph', text: '「契約」を送る' }]],
    [
      'each line from right to left for itself',
      'שלום Acme.\nline',
      [{ type: 'paragraph', text: '\u2068שלום Acme.\u2069\nline' }],
    ],
    ['a link: its words', '[our plan](https://x.example)', [{ type: 'paragraph', text: 'our plan' }]],
    ['a list', '- one\n- two', [{ type: 'list', ordered: false, items: ['one', 'two'] }]],
    ['a nested list', '1. a\n   - b', [{ type: 'list', ordered: true, items: ['a – b'] }]],
    ['a quote', '> said so', [{ type: 'quote', text: 'said so' }]],
    [
      'a table',
      '| who | what |\n|---|---|\n| Sarah | contract |',
      [{ type: 'list', ordered: false, items: ['who: Sarah, what: contract'] }],
    ],
    ['HTML: its words', '<b onclick="x()">hi</b> <script>', [{ type: 'paragraph', text: 'hi' }]],
    ['nothing', '\n\n---\n', []],
  ])('shows %s', (_name, markdown, blocks) => {
    expect(blocksOf(markdown)).toEqual(blocks);
  });

  it('takes the key points where there is no body, and adds what the body does not hold', () => {
    const headings = summaryBlocks({
      ...session,
      summary: { brief: 'Brief.', key_points: ['One'], next_steps: ['Two'] },
      insights: { feature_requests: [{ title: 'Three' }], handoff_notes: 'Four' },
    }).flatMap((block) => (block.type === 'heading' ? [block.text] : []));
    expect(headings).toEqual(['Key points', 'Next steps', 'Feature requests', 'Hand-off']);
  });

  it('shows the words even where nesting exhausts the parser', () => {
    expect(blocksOf('>'.repeat(100_000)).map(textOf).join('')).toHaveLength(100_000);
  });

  it.each([
    ['one long word', 'x'.repeat(200_000)],
    ['four bytes a character', '🙂'.repeat(100_000)],
    ['six bytes a character in JSON', '\u0001'.repeat(200_000)],
    ['one endless list', '- 🙂🙂🙂🙂\n'.repeat(18_000)],
  ])('splits %s into pages far below a megabyte and loses nothing', (_name, body) => {
    const blocks = blocksOf(body);
    const all = pages(blocks);
    for (const page of all) expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThan(400_000);
    expect(all.flatMap((page) => page.blocks)).toEqual(blocks);
    const letters = body.replace(/^- |\n/gm, '');
    expect(blocks.map(textOf).join('')).toHaveLength(letters.length);
  });

  it('never holds a block that is empty or half a character, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (body) => {
        for (const text of blocksOf(body).map(textOf)) {
          expect(text.trim()).not.toBe('');
          expect(text).not.toMatch(/\p{Surrogate}/u);
        }
      }),
      { numRuns: 300 },
    );
  });
});
