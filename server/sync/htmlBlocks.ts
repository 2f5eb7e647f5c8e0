import { MAX_LENGTH } from '../text/plainText.ts';
import { textToHtml } from '../text/sanitise.ts';

const CUT_NOTICE = '<p><em>Shortened: the full summary is at liveprompt.</em></p>';

/**
 * Whole blocks that fit; a long one gives way to a notice, not to the loss of all that follows it. The last
 * block is the link back, which must never be cut off.
 */
export function fitBlocks(blocks: readonly string[]): string {
  const [last = '', ...rest] = blocks.filter((block) => block !== '').reverse();
  const kept: string[] = [];
  let room = MAX_LENGTH - last.length - CUT_NOTICE.length;
  for (const block of rest.reverse()) {
    if (block.length <= room) {
      kept.push(block);
      room -= block.length;
    } else if (!kept.includes(CUT_NOTICE)) kept.push(CUT_NOTICE);
  }
  return [...kept, last].join('');
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
