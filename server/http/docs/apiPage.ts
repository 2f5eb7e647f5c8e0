import { errorsOf } from '../reference/openApi.ts';
import { CHAPTERS, type Operation } from '../reference/operation.types.ts';
import { escapeHtml } from '../../text/escapeHtml.ts';
import { anchorOf } from './renderMarkdown.ts';

const INTRO = `<h1>API reference</h1>
<p>For liveprompt's own dashboard. <code>Authorization: Bearer</code> with a JWT (HS256; claims <code>org</code>, <code>sub</code>, <code>role</code>, <code>exp</code>).
The organisation is always the token's. Members may read; what writes needs the role <code>admin</code>. The same as a machine reads it:
<a href="/openapi.json">openapi.json</a> (OpenAPI 3.1). Every refusal is <code>{error:{code,message,action?,issues?}}</code>; each code is explained under
<a href="/docs/troubleshooting">Troubleshooting</a>.</p>
<p>Lists take <code>limit</code> (1 to 100, default 25) and <code>cursor</code>, and answer <code>{items, nextCursor}</code>. Times are ISO 8601 in UTC.</p>`;

const WHO: Readonly<Record<Operation['access'], string>> = {
  read: 'Members and admins.',
  write: 'Admins.',
  signed: 'Whoever holds the webhook secret.',
  open: 'Everybody.',
};

/** The API reference as a page, from the same operations as the OpenAPI document. Pure. */
export function apiPage(operations: readonly Operation[]): string {
  const chapters = CHAPTERS.map((chapter) => ({
    chapter,
    members: operations.filter((operation) => operation.chapter === chapter),
  })).filter(({ members }) => members.length > 0);
  const parts = chapters.map(
    ({ chapter, members }) =>
      `<h2 id="${anchorOf(chapter)}">${chapter}</h2>\n${members.map(section).join('\n')}`,
  );
  return [INTRO, ...parts].join('\n');
}

function section(operation: Operation): string {
  const { method, path, summary, detail, access, body, answer } = operation;
  const refusals = Object.entries(errorsOf(operation)).flatMap(([status, codes]) =>
    codes.map((code) => `<a href="/docs/troubleshooting#${code}">${status} <code>${code}</code></a>`),
  );
  return `<h3 id="${anchorOf(`${method} ${path}`)}">${escapeHtml(summary)}</h3>
<p><span class="method ${method}">${method}</span> <code>${escapeHtml(path)}</code></p>
<p>${inCode(detail ?? '')} ${WHO[access]}</p>
${body ? example(`Body${body.optional ? ', optional' : ''}`, body.example) : ''}
${example(`Answer ${answer.status}`, answer.example)}
${refusals.length > 0 ? `<p>Refusals: ${refusals.join(' · ')}</p>` : ''}`;
}

function example(title: string, value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return `<details><summary>${title}</summary><pre><code>${escapeHtml(text)}</code></pre></details>`;
}

/** Names in backticks become code. */
const inCode = (words: string): string => escapeHtml(words).replace(/`([^`]+)`/g, '<code>$1</code>');
