import { Marked } from 'marked';
import { escapeHtml } from './escapeHtml.ts';

/**
 * What has no tag in HubSpot's editor is told with those that it has: dropped tags alone would run cells and lines
 * together, take the marks off a checklist, and make what was struck out look agreed.
 */
const markdownParser = new Marked({
  gfm: true,
  breaks: true,
  renderer: {
    table({ header, rows }) {
      const labels = header.map(({ tokens }) => this.parser.parseInline(tokens));
      const lines = rows.map((cells) =>
        cells
          .map(({ tokens }, column) => [labels[column] ?? '', this.parser.parseInline(tokens)])
          .filter(([, cell]) => cell !== '')
          .map(([label, cell]) => (label === '' ? cell : `${label}: ${cell}`))
          .join(' · '),
      );
      if (lines.length === 0) return `<p>${labels.join(' · ')}</p>`;
      return `<ul>${lines.map((line) => `<li>${line}</li>`).join('')}</ul>`;
    },
    code: ({ text }) => `<p>${escapeHtml(text).replace(/\n/g, '<br>')}</p>`,
    checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
    del({ tokens }) {
      return `~~${this.parser.parseInline(tokens)}~~`;
    },
  },
});

/** Markdown as HTML that nobody has made safe yet. */
export function parseMarkdown(markdown: string): string {
  return markdownParser.parse(strongInUnspaced(markdown), { async: false });
}

const STRONG = /(?<![\\*])\*\*(?![\s*])([^*\n]+)(?<![\s\\])\*\*(?!\*)/g;
const UNSPACED = String.raw`[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}\p{scx=Hang}\p{scx=Thai}]`;
const ENDS_LETTER = new RegExp(`${UNSPACED}$`, 'u');
const STARTS_LETTER = new RegExp(`^${UNSPACED}`, 'u');
const PUNCTUATION = String.raw`[\p{P}\p{S}]`;
const STARTS_PUNCTUATION = new RegExp(`^${PUNCTUATION}`, 'u');
const ENDS_PUNCTUATION = new RegExp(`${PUNCTUATION}$`, 'u');

/**
 * Markdown tells where bold begins and ends by the spaces around it. Chinese, Japanese, Korean and Thai put none:
 * `**「契約」**を` would stay as asterisks.
 */
export function strongInUnspaced(markdown: string): string {
  return markdown.replace(STRONG, (whole, text: string, at: number) => {
    const before = markdown.slice(Math.max(0, at - 2), at);
    const after = markdown.slice(at + whole.length, at + whole.length + 2);
    const isMissed =
      (ENDS_LETTER.test(before) && STARTS_PUNCTUATION.test(text)) ||
      (STARTS_LETTER.test(after) && ENDS_PUNCTUATION.test(text));
    return isMissed ? `<strong>${text}</strong>` : whole;
  });
}
