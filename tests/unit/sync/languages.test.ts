import { wordsOf } from '../../../server/mapping/canonical.ts';
import { plan } from '../../../server/sync/plan.ts';
import { createKeywordSearch } from '../../../server/stages/keywords.ts';
import { passagesOf } from '../../../server/stages/passages.ts';
import { finishedSession, type Session } from '../../../shared/session.ts';
import { completed } from '../../support/intakeDoor.ts';
import { LANGUAGES, type Spoken } from '../../support/languages.ts';
import { HOST, PlannedPortal } from '../../support/plannedPortal.ts';

const FAMILY = '👨‍👩‍👧‍👦';

function conversationIn({ title, sentence, bold, task, quote }: Spoken): Session {
  const emoji = `${sentence} ${FAMILY}`;
  return finishedSession.parse(
    completed({
      organization_id: 'org_1',
      title,
      host: { email: HOST },
      participants: [{ email: 'one@acme.com' }],
      summary: {
        brief: `${sentence}\n${quote}`,
        body_markdown: `## ${title}\n\n${sentence}\n${quote}\n\n- ${emoji}\n  - ${task}\n- 一**${bold}**一\n\n1. ${task}`,
        next_steps: [task],
      },
      action_items: [{ id: 'act_1', title: task, description: `${quote}\n\n- ${sentence}` }],
      insights: {
        key_insights: [emoji],
        handoff_notes: `### ${title}\n${sentence}`,
        feature_requests: [{ title: task, detail: sentence }],
        issues: [{ title: quote, status: 'open' }],
        objections: [{ text: sentence, at_seconds: 615 }],
      },
    }).data.session,
  );
}

/** What the conversation makes in a portal, and the portal with it: a further plan must find nothing to do. */
function written(session: Session) {
  const at = new PlannedPortal();
  at.addContact('one@acme.com');
  at.deliver(session);
  const made = plan(at.input()).activities.flatMap((one) =>
    one.action === 'create' ? [{ key: one.key.replace(/:.*/, ''), ...one.properties }] : [],
  );
  const of = (key: string, property: string) =>
    (made.find((one) => one.key === key) as Record<string, string> | undefined)?.[property] ?? '';
  return { of };
}

/** As a person reads it: HTML without its tags, escapes and the marks of its direction. */
const read = (html: string) =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/&amp;/g, '&')
    .replace(/[\u2066-\u2069]/g, '');

describe.each(LANGUAGES.map((spoken) => [spoken.language, spoken] as const))('%s', (_language, spoken) => {
  const { title, sentence, bold, task, quote } = spoken;
  const session = conversationIn(spoken);
  const { of } = written(session);
  const meeting = of('activity', 'hs_meeting_body');

  it('keeps title and subjects as they were said, emoji included', () => {
    expect(of('activity', 'hs_meeting_title')).toBe(title);
    expect(of('task', 'hs_task_subject')).toBe(task);
    expect(of('issue', 'hs_task_subject')).toBe(quote);
  });

  it('keeps every word of the meeting, with headings, nested lists, bold and line breaks', () => {
    const text = read(meeting);
    for (const said of [title, sentence, quote, task, `${sentence} ${FAMILY}`]) expect(text).toContain(said);
    const plain = meeting.replace(/[\u2066-\u2069\n]/g, '');
    expect(plain).toContain('<h3>');
    expect(plain).toMatch(/<li>[^<]+<ul><li>[^<]+<\/li><\/ul><\/li>/);
    expect(plain).toMatch(/<p>[^<]+<br \/>[^<]+<\/p>/);
    expect(plain).toContain(`<strong>${bold}</strong>`);
    expect(plain).toMatch(/<ol><li>[^<]+<\/li><\/ol>/);
  });

  it('keeps every word of tasks and notes', () => {
    const body = read(of('task', 'hs_task_body'));
    for (const said of [quote, sentence, `From "${title}" in liveprompt`]) expect(body).toContain(said);
    expect(read(of('note', 'hs_note_body'))).toContain(`Key insights: ${title}${sentence} ${FAMILY}`);
    expect(read(of('handoff', 'hs_note_body'))).toContain(`Hand-off: ${title}${title}`);
    expect(read(of('request', 'hs_note_body'))).toContain(`Feature request${task}${sentence}`);
    expect(read(of('issue', 'hs_task_body'))).toContain(`From "${title}" in liveprompt`);
  });

  it(`${spoken.rightToLeft ? 'marks' : 'does not touch'} the direction of its lines`, () => {
    const bodies = [meeting, of('task', 'hs_task_body'), of('note', 'hs_note_body')];
    const marks = bodies.map((body) => body.match(/[\u2068\u2069]/g)?.length ?? 0);
    expect(marks.map((count) => count > 0)).toEqual(bodies.map(() => spoken.rightToLeft === true));
    if (!spoken.rightToLeft) return;
    expect(meeting).toContain(`<br>\u2068${quote}\u2069</p>`);
    expect(meeting).toContain(`<li>\u2068${sentence}\u2069 (10:15) – open</li>`);
    expect(of('task', 'hs_task_body')).toContain(`From &#34;\u2068${title}\u2069&#34; in liveprompt`);
    expect(of('activity', 'hs_meeting_title')).not.toMatch(/[\u2066-\u2069]/);
  });

  it('says the same to us whether HubSpot keeps the marks of direction or not', () => {
    expect(wordsOf(meeting.replace(/[\u2066-\u2069]/g, ''))).toBe(wordsOf(meeting));
  });

  it('is found by a keyword rule, in the sentence it was said in, and by nothing near it', () => {
    const search = createKeywordSearch(passagesOf(session));
    expect(search(spoken.keyword)).toEqual({ name: 'brief', quote });
    expect(search(spoken.absent)).toBeNull();
  });
});
