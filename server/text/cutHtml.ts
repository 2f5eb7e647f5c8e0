import { cutAtWord } from './cutWhole.ts';

/** A tag, or the text between two. */
const PIECES = /<[^>]*>|[^<]+/g;
const ENTITY_BEGUN = /&[#\w]{0,12}$/;

/**
 * The beginning of sanitised HTML in at most `max` characters: tags are closed, nothing empty stands at the end, and
 * no entity, emoji or letter is cut in half. Pure.
 */
export function cutHtml(html: string, max: number): string {
  if (html.length <= max) return html;
  const open: { name: string; at: number }[] = [];
  let closing = 0;
  let kept = '';
  for (const [piece] of html.matchAll(PIECES)) {
    const room = max - kept.length - closing;
    if (!piece.startsWith('<')) {
      if (piece.length <= room) kept += piece;
      else {
        const text = cutText(piece, room - 1);
        if (text !== '') kept += `${text}…`;
        break;
      }
    } else if (piece.startsWith('</')) {
      kept += piece;
      closing -= closingTag(open.pop()?.name ?? '').length;
    } else {
      const name = /\w+/.exec(piece)?.[0] ?? '';
      const end = isVoid(name) ? '' : closingTag(name);
      if (piece.length + end.length > room) break;
      if (end !== '') open.push({ name, at: kept.length });
      kept += piece;
      closing += end.length;
    }
  }
  return closedTags(kept, open);
}

/** What was opened and has nothing in it yet goes; what has is closed. */
function closedTags(html: string, open: readonly { name: string; at: number }[]): string {
  let end = html.trimEnd();
  for (let at = end.lastIndexOf('<'); end.endsWith('>') && end[at + 1] !== '/'; at = end.lastIndexOf('<'))
    end = end.slice(0, at).trimEnd();
  const filled = open.filter(({ at }) => at < end.length);
  return (
    end +
    filled
      .map(({ name }) => closingTag(name))
      .reverse()
      .join('')
  );
}

function cutText(text: string, max: number): string {
  return max <= 0 ? '' : cutAtWord(text, max).replace(ENTITY_BEGUN, '').trimEnd();
}

const closingTag = (name: string): string => `</${name}>`;
const isVoid = (name: string): boolean => name === 'br';
