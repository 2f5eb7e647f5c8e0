import { Marked } from 'marked';
import { escapeHtml } from '../../text/escapeHtml.ts';

/**
 * One of our own Markdown files as HTML: headings get anchors, links to other pages of the guide lead to their
 * address, pictures to where they are served. What links into the repository beyond the guide stays plain text.
 */
export function renderMarkdown(markdown: string, slugs: ReadonlySet<string>): string {
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text }) {
        const inner = this.parser.parseInline(tokens);
        return `<h${depth} id="${anchorOf(text)}">${inner}</h${depth}>\n`;
      },
      link({ href, tokens }) {
        const inner = this.parser.parseInline(tokens);
        const address = addressOf(href, slugs);
        return address === null ? inner : `<a href="${escapeHtml(address)}">${inner}</a>`;
      },
      image({ href, text }) {
        return `<img src="/docs/pictures/${escapeHtml(href.split('/').at(-1) ?? '')}" alt="${escapeHtml(text)}" loading="lazy">`;
      },
      table(token) {
        const row = (cells: typeof token.header, tag: string) =>
          `<tr>${cells.map((cell) => `<${tag}>${this.parser.parseInline(cell.tokens)}</${tag}>`).join('')}</tr>`;
        const body = token.rows.map((cells) => row(cells, 'td')).join('');
        return `<div class="table"><table><thead>${row(token.header, 'th')}</thead><tbody>${body}</tbody></table></div>`;
      },
    },
  });
  return marked.parse(markdown, { async: false });
}

/** `## \`not_json\`` → `not_json`, `## What you need` → `what-you-need`. */
export function anchorOf(heading: string): string {
  return heading
    .replace(/[`*]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '-')
    .replace(/^-|-$/g, '');
}

function addressOf(href: string, slugs: ReadonlySet<string>): string | null {
  if (/^https?:|^#|^\//.test(href)) return href;
  const [, slug = '', anchor = ''] = /([^/]+)\.md(#.*)?$/.exec(href) ?? [];
  return slugs.has(slug) ? `/docs/${slug}${anchor}` : null;
}
