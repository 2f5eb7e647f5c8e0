import fc from 'fast-check';
import { activityBody, noteBody, taskBody, titleOf } from '../../../server/sync/content.ts';
import { finishedSession, type Session } from '../../../shared/session.ts';

const APP_URL = 'https://app.liveprompt.example';
/** HubSpot takes no longer text in a body (hubspot-api.md §2.6). */
const LONGEST = 65_536;
const TAG = /<[^>]*>?/g;
const ALLOWED =
  /^<\/?(?:p|br|strong|em|ul|ol|li|h3|h4|blockquote)(?: \/)?>$|^<\/a>$|^<a href="https:\/\/[^"<>\\]*">$/;

const HANDLERS = ['onerror', 'onload', 'onclick', 'onmouseover', 'onfocus'];
const TAGS = [
  'img',
  'svg',
  'iframe',
  'script',
  'style',
  'object',
  'embed',
  'form',
  'input',
  'base',
  'meta',
  'video',
];
const URLS = [
  'javascript:alert(1)',
  'data:text/html,<script>1</script>',
  'vbscript:x',
  '//evil.example',
  'file:///x',
];

/** Reliability.md §5 "HubSpot HTML": two hundred and more payloads. */
const PAYLOADS: readonly string[] = [
  ...TAGS.flatMap((tag) => HANDLERS.map((on) => `<${tag} src=x ${on}=alert(1)>`)),
  ...TAGS.map((tag) => `<${tag.toUpperCase()}/x="y">text</${tag}>`),
  ...TAGS.map((tag) => `<p style="background:url(//evil.example)" id=${tag}>x</p>`),
  ...TAGS.map((tag) => `&lt;${tag}&gt; &#60;${tag}&#62; \\u003c${tag}\\u003e`),
  ...URLS.flatMap((url) => [
    `[x](${url})`,
    `![x](${url})`,
    `<a href="${url}">x</a>`,
    `<${url}>`,
    `<a href='${url}'`,
  ]),
  ...URLS.map((url) => `[x]( ${url} "t")`),
  ...URLS.map((url) => `[x][r]\n\n[r]: ${url}`),
  ...[
    '{{ contact.email }}',
    '{% include "x" %}',
    '{# x #}',
    '{{{x}}}',
    '{<b></b>{ x }}',
    '&#123;&#123;x}}',
  ].flatMap((text) => [
    text,
    `**${text}**`,
    `[${text}](https://ok.example)`,
    `[x](https://ok.example/?q=${text})`,
  ]),
  ...['https://u:p@evil.com\\@app.hubspot.com', 'https://u:p@evil.com', 'http://plain.example'].map(
    (url) => `[x](${url})`,
  ),
  ...['<!--', '-->', '<![CDATA[', ']]>', '<?xml', '<%', '%>', '</p></div>', '"><script>', "'><script>"],
  ...[
    '<'.repeat(3_000),
    '**'.repeat(2_000),
    '> '.repeat(500),
    '&'.repeat(30_000),
    '<b>'.repeat(9_000),
    '🎉'.repeat(20_000),
  ],
  ...Array.from(
    { length: 32 },
    (_, code) => `${String.fromCharCode(code)}<img src=x>${String.fromCharCode(code)}`,
  ),
];

/** A conversation in which every text a person can have said is `said`. */
function everywhere(said: string): Session {
  const text = said.slice(0, 60_000);
  const short = text.slice(0, 200) || 'x';
  return {
    id: 'ses_1',
    organization_id: 'org_1',
    version: 1,
    kind: 'sales',
    channel: 'meeting',
    title: short,
    started_at: '2026-11-24T09:00:00Z',
    ended_at: '2026-11-24T09:30:00Z',
    host: { name: short, email: 'rep@seller.io' },
    participants: [{ name: short, email: 'john@acme.com', company: short, job_title: short }],
    summary: { brief: text, body_markdown: text, key_points: [text], next_steps: [text] },
    action_items: [{ id: 'act_1', title: short, description: text }],
    insights: {
      key_insights: [text],
      pain_points: [text],
      objections: [{ text, resolved: false }],
      competitors: [{ name: short }],
    },
  } as Session;
}

const bodies = (session: Session): string[] => [
  activityBody(session, APP_URL, true),
  noteBody(session, APP_URL) ?? '',
  ...(session.action_items ?? []).map((item) => taskBody(item, session, APP_URL)),
];

/** Every tag that is opened is closed, in order, as an editor needs it. */
function balanced(html: string): boolean {
  const open: string[] = [];
  for (const [, end, name = '', single] of html.matchAll(/<(\/?)([a-z0-9]+)[^>]*?( \/)?>/g)) {
    if (name === 'br' || single) continue;
    if (!end) open.push(name);
    else if (open.pop() !== name) return false;
  }
  return open.length === 0;
}

function judge(session: Session): void {
  for (const html of bodies(session)) {
    expect([html.slice(0, 300), balanced(html)]).toEqual([html.slice(0, 300), true]);
    expect((html.match(TAG) ?? []).filter((tag) => !ALLOWED.test(tag))).toEqual([]);
    expect(html).not.toMatch(/\{\{|\{%|\{#/);
    expect(html.length).toBeLessThanOrEqual(LONGEST);
  }
}

describe('whatever was said becomes text in HubSpot, in every field', () => {
  it('is tried with two hundred payloads at least, in a conversation the door takes', () => {
    expect(new Set(PAYLOADS).size).toBeGreaterThanOrEqual(200);
    expect(finishedSession.safeParse(everywhere('x')).error?.issues ?? []).toEqual([]);
  });

  it('holds for every payload', () => {
    for (const payload of PAYLOADS) judge(everywhere(payload));
  });

  it('holds for payloads put together', () => {
    const some = fc.array(fc.constantFrom(...PAYLOADS.filter(({ length }) => length < 400)), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(some, (parts) => judge(everywhere(parts.join('')))),
      { seed: 1, numRuns: 200 },
    );
  });

  it('keeps titles within what a line takes, whatever they hold', () => {
    for (const payload of PAYLOADS) expect(titleOf(everywhere(payload)).length).toBeLessThanOrEqual(500);
  });
});
