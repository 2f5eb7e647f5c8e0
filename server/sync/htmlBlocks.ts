import { cutHtml } from '../text/cutHtml.ts';
import { MAX_LENGTH } from '../text/plainText.ts';
import { textToHtml } from '../text/sanitise.ts';

const CUT_NOTICE = '<p><em>Shortened here. The rest is in liveprompt: follow the link below.</em></p>';

/**
 * The blocks within what HubSpot takes. The longest give way until all fit, each with a sentence where it was cut: a
 * long summary costs its own end and not what was agreed. The last block is the link back, which must never be cut.
 */
export function fitBlocks(blocks: readonly string[]): string {
  const filled = blocks.filter((block) => block !== '');
  const last = filled.pop() ?? '';
  const longest = commonLimit(filled, MAX_LENGTH - last.length);
  const fitted = filled.map((block) =>
    block.length <= longest ? block : cutHtml(block, longest - CUT_NOTICE.length) + CUT_NOTICE,
  );
  return [...fitted, last].join('');
}

/** How long a block may be so that all of them together, cut to it, have room. */
function commonLimit(blocks: readonly string[], room: number): number {
  const lengths = blocks.map(({ length }) => length).sort((one, other) => one - other);
  let left = room;
  for (const [index, length] of lengths.entries()) {
    const share = Math.floor(left / (lengths.length - index));
    if (length > share) return share;
    left -= length;
  }
  return Infinity;
}

export function paragraph(text: string): string {
  return text.trim() ? `<p>${textToHtml(text)}</p>` : '';
}

export function heading(text: string): string {
  return `<h4>${textToHtml(text)}</h4>`;
}

/** A heading with one line each; nothing where there is no line. */
export function section(title: string, lines: readonly string[] = []): string {
  const items = lines.filter((line) => line.trim() !== '').map((line) => `<li>${textToHtml(line)}</li>`);
  return items.length === 0 ? '' : `${heading(title)}<ul>${items.join('')}</ul>`;
}

export function link(url: string, label: string): string {
  return `<p><a href="${url}">${textToHtml(label)}</a></p>`;
}
