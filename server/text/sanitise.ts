import sanitizeHtml from 'sanitize-html';
import { escapeHtml } from './escapeHtml.ts';
import { parseMarkdown } from './markdown.ts';
import { linesInOwnDirection } from './readingOrder.ts';

/** What HubSpot's editor shows and nothing more: no images, styles, scripts or handlers (reliability.md §5). */
const ALLOWED_TAGS = ['p', 'br', 'strong', 'em', 'ul', 'ol', 'li', 'a', 'h3', 'h4', 'blockquote'];

const OPTIONS: sanitizeHtml.IOptions = {
  allowedTags: ALLOWED_TAGS,
  allowedAttributes: { a: ['href'] },
  allowedSchemes: ['https'],
  transformTags: {
    h1: 'h3',
    h2: 'h3',
    h5: 'h4',
    h6: 'h4',
    b: 'strong',
    i: 'em',
    a: (tagName, attributes) => {
      const href = safeHref(attributes['href']);
      // Not turned into a tag that is dropped: sanitize-html then ends the next element with that tag's name.
      return { tagName, attribs: href ? { href } : {} };
    },
  },
};

/** Markdown of a conversation as HTML that is safe in HubSpot. */
export function markdownToHtml(markdown: string): string {
  if (NESTED_TOO_DEEPLY.test(markdown)) return `<p>${textToHtml(markdown)}</p>`;
  const html = withoutDeadLinks(sanitizeHtml(parseMarkdown(markdown), OPTIONS));
  return linesInOwnDirection(breakTokens(html)).trim();
}

/** Links that lead nowhere become the text they stand around. */
function withoutDeadLinks(html: string): string {
  const leadsSomewhere: boolean[] = [];
  return html.replace(/<a( href="[^"]*")?>|<\/a>/g, (tag, href: string | undefined) => {
    if (tag !== '</a>') leadsSomewhere.push(href !== undefined);
    const isKept = tag === '</a>' ? leadsSomewhere.pop() : href !== undefined;
    return isKept ? tag : '';
  });
}

/**
 * More quotes or list marks at the start of a line than anybody writes. The parser follows them by recursion:
 * 100,000 of them would overflow its stack, or hold the process for seconds, in every turn they are in.
 */
const NESTED_TOO_DEEPLY = /^[ \t]*(?:(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*){33}/m;

/** Plain text as HTML: nothing in it can become markup. */
export function textToHtml(text: string): string {
  return linesInOwnDirection(breakTokens(escapeHtml(text.trim()).replace(/\r?\n/g, '<br>')));
}

/**
 * An https link without credentials and without the backslash that browsers read as a slash:
 * `https://u:p@evil.com\@app.hubspot.com` passed sanitize-html (reliability.md §0.6).
 */
export function safeHref(href: string | undefined): string | undefined {
  if (!href || href.includes('\\') || !URL.canParse(href)) return undefined;
  const url = new URL(href);
  return url.protocol === 'https:' && url.username === '' && url.password === '' ? url.href : undefined;
}

/** HubSpot replaces `{{ … }}` tokens in some views; a conversation must not be able to ask for any. */
function breakTokens(html: string): string {
  return html.replace(/\{(?=[{%#])/g, '{\u200b');
}
