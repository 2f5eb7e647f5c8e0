import { lexer, type Token, type Tokens } from 'marked';
import type { ConversationSummary, SummaryBlock } from '../../shared/card.ts';
import type { Session } from '../../shared/session.ts';
import { strongInUnspaced } from '../text/markdown.ts';
import { inOwnDirection } from '../text/readingOrder.ts';

/** Longer paragraphs are cut into several blocks, so that a page can end between any two. */
const MAX_BLOCK = 8_000;
/** Of the megabyte that HubSpot lets through, with room for the JSON around it (hubspot-platform.md §3.6). */
const PAGE_BYTES = 250_000;

/** The whole summary as plain text blocks: the brief, the body, what came up, what was agreed. Pure. */
export function summaryBlocks({ summary, insights }: Session): SummaryBlock[] {
  const body = summary.body_markdown?.trim()
    ? markdownBlocks(summary.body_markdown)
    : section('Key points', summary.key_points);
  return [
    ...paragraphs(summary.brief),
    ...body,
    ...section('Next steps', summary.next_steps),
    ...section(
      'Feature requests',
      insights?.feature_requests?.map(({ title, detail }) => joined(title, detail)),
    ),
    ...section(
      'Issues',
      insights?.issues?.map(({ title, status }) =>
        joined(title, status === 'resolved' ? 'resolved' : status),
      ),
    ),
    ...section('Hand-off', insights?.handoff_notes ? [insights.handoff_notes] : []),
  ];
}

/** The blocks from `start` on that fit into one answer. Pure. */
export function summaryPage(
  blocks: readonly SummaryBlock[],
  start: number,
): { blocks: SummaryBlock[] } & Pick<ConversationSummary, 'nextCursor'> {
  const page: SummaryBlock[] = [];
  let room = PAGE_BYTES;
  for (const block of blocks.slice(start)) {
    room -= Buffer.byteLength(JSON.stringify(block));
    if (room < 0 && page.length > 0) break;
    page.push(block);
  }
  const next = start + page.length;
  return { blocks: page, nextCursor: next < blocks.length ? String(next) : null };
}

/** Markup becomes structure or disappears; nothing of it reaches the card as markup. */
function markdownBlocks(markdown: string): SummaryBlock[] {
  try {
    return lexer(strongInUnspaced(markdown), { gfm: true }).flatMap(blockOf);
  } catch {
    // Thousands of nested quotes exhaust the parser's stack; the words are worth showing all the same.
    return paragraphs(markdown);
  }
}

function blockOf(token: Token): SummaryBlock[] {
  switch (token.type) {
    case 'heading':
      return texts(plain(token.tokens ?? [])).map((text) => ({ type: 'heading', text }));
    case 'blockquote':
      return (token.tokens ?? [])
        .flatMap(blockOf)
        .map((block) => (block.type === 'paragraph' ? { ...block, type: 'quote' as const } : block));
    case 'list':
      return listBlocks(token as Tokens.List);
    case 'table':
      return tableBlocks(token as Tokens.Table);
    case 'space':
    case 'hr':
    case 'def':
      return [];
    case 'paragraph':
    case 'text':
      return paragraphs(plain(token.tokens ?? [token]));
    case 'code':
      return paragraphs((token as Tokens.Code).text);
    default:
      return paragraphs(withoutTags(token.raw));
  }
}

function listBlocks({ ordered, items }: Tokens.List): SummaryBlock[] {
  return list(
    ordered,
    items.map(({ tokens, task, checked }) => {
      const words = tokens.filter(({ type }) => type !== 'checkbox').flatMap(blockOf);
      return `${task ? (checked ? '☑ ' : '☐ ') : ''}${words.map(lineOf).join(' – ')}`;
    }),
  );
}

function tableBlocks({ header, rows }: Tokens.Table): SummaryBlock[] {
  const names = header.map(({ tokens }) => plain(tokens));
  return list(
    false,
    rows.map((row) => row.map(({ tokens }, column) => `${names[column] ?? ''}: ${plain(tokens)}`).join(', ')),
  );
}

/** A long list becomes several, so that a page can end between them too. */
function list(ordered: boolean, lines: readonly string[]): SummaryBlock[] {
  const lists: { type: 'list'; ordered: boolean; items: string[] }[] = [];
  let room = 0;
  for (const item of lines.flatMap(texts)) {
    if (item.length > room || lists.length === 0) {
      lists.push({ type: 'list', ordered, items: [] });
      room = MAX_BLOCK;
    }
    lists.at(-1)?.items.push(item);
    room -= item.length;
  }
  return lists;
}

function lineOf(block: SummaryBlock): string {
  return block.type === 'list' ? block.items.join('; ') : block.text;
}

/** The words of inline markup: a link keeps its text, an image its description. */
function plain(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === 'br') return '\n';
      if (token.type === 'html') return '';
      const inner = (token as { tokens?: Token[] }).tokens;
      // What was struck out must not look agreed.
      if (token.type === 'del') return `~~${plain(inner ?? [])}~~`;
      return inner ? plain(inner) : decoded((token as { text?: string }).text ?? '');
    })
    .join('');
}

function section(heading: string, lines: readonly string[] = []): SummaryBlock[] {
  const items = list(false, lines);
  return items.length === 0 ? [] : [{ type: 'heading', text: heading }, ...items];
}

function paragraphs(text: string): SummaryBlock[] {
  return texts(text).map((part) => ({ type: 'paragraph', text: part }));
}

/** The text in pieces that are neither empty nor too long, and never half a character. */
function texts(text: string): string[] {
  const clean = text.replace(/[^\S\n]+/g, ' ').trim();
  if (clean === '') return [];
  const parts = clean.match(new RegExp(`[^]{1,${MAX_BLOCK}}`, 'gu')) ?? [];
  return parts.map((part) => part.split('\n').map(inOwnDirection).join('\n'));
}

function withoutTags(html: string): string {
  return decoded(html.replace(/<[^>]*>/g, ' '));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
  '&amp;': '&',
};

/** Markdown may hold HTML's entities; a card shows characters. */
function decoded(text: string): string {
  return text.replace(/&(?:lt|gt|quot|#39|nbsp|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}

function joined(title: string, detail: string | undefined): string {
  return detail?.trim() ? `${title}: ${detail}` : title;
}
