import { markdownToHtml, textToHtml } from '../../../../server/text/sanitise.ts';
import type { Session } from '../../../../shared/session.ts';
import type { SentCall } from '../calls.ts';

export const SESSION_CSP =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

const STYLE = `
  body { margin: 0; background: #f4f5fa; color: #1f2433; font: 16px/1.6 system-ui, -apple-system, "Segoe UI", sans-serif; }
  main { max-width: 720px; margin: 32px auto; padding: 32px 40px; background: #fff; border: 1px solid #e1e4ef; border-radius: 14px; }
  .where { max-width: 720px; margin: 24px auto 0; color: #5b6379; font-size: 13px; }
  h1 { margin: 0; font-size: 26px; line-height: 1.25; } h2 { margin: 28px 0 6px; font-size: 16px; }
  p.facts { margin: 6px 0 20px; color: #5b6379; font-size: 14px; } blockquote { margin: 12px 0; padding-left: 14px; border-left: 3px solid #c9cdf5; }
  li { margin: 3px 0; } h3, h4 { margin: 20px 0 6px; font-size: 15px; }`;

/** Where "View full summary" leads: the conversation as liveprompt would show it. */
export function sessionPage(call: SentCall | undefined): string {
  if (!call) {
    return page(
      'Not found',
      '<h1>No such conversation</h1><p>It belongs to an earlier run of the demo, or was forgotten when HubSpot was disconnected.</p>',
    );
  }
  const { session } = call;
  const { summary } = session;
  return page(
    session.title ?? 'Conversation',
    [
      `<h1>${textToHtml(session.title ?? 'Conversation')}</h1>`,
      `<p class="facts">${textToHtml(facts(session))}</p>`,
      call.deleted ? '<p><strong>This conversation was deleted.</strong></p>' : '',
      `<p>${textToHtml(summary.brief)}</p>`,
      summary.body_markdown ? markdownToHtml(summary.body_markdown) : '',
      section('Key points', summary.key_points),
      section('Next steps', summary.next_steps),
      section(
        'Action items',
        session.action_items?.map(({ title, due_date }) => (due_date ? `${title} (due ${due_date})` : title)),
      ),
      section('Key insights', session.insights?.key_insights),
    ].join('\n'),
  );
}

function facts({ started_at, duration_seconds, participants, version }: Session): string {
  const when = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  const who = participants.flatMap(({ name }) => (name === undefined ? [] : [name])).join(', ');
  const length = duration_seconds === undefined ? '' : ` · ${Math.round(duration_seconds / 60)} min`;
  return `${when.format(new Date(started_at))} UTC${length} · ${who} · version ${version}`;
}

function section(heading: string, lines: readonly string[] = []): string {
  if (lines.length === 0) return '';
  return `<h2>${heading}</h2><ul>${lines.map((line) => `<li>${textToHtml(line)}</li>`).join('')}</ul>`;
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${textToHtml(title)}</title><link rel="icon" href="data:,"><style>${STYLE}</style></head>
<body><p class="where">liveprompt · demo page of the local run</p><main>${content}</main></body></html>`;
}
