import { activityBody, markerUrl, noteBody, taskBody, titleOf } from '../../../server/sync/content.ts';
import { plainText } from '../../../server/text/plainText.ts';
import { finishedSession, type Session } from '../../../shared/session.ts';
import { completed } from '../../support/intakeDoor.ts';

const APP = 'https://app.liveprompt.ai';
const LINK = `<a href="${APP}/s/ses_1">`;
const LIMIT = 65_536;
const session = (change: object = {}): Session => finishedSession.parse(completed(change).data.session);
const summary = (change: object) => session({ summary: { brief: 'Brief.', ...change } });

describe('titles', () => {
  it.each([
    [{ title: 'Renewal' }, 'Renewal'],
    [{ title: '  a \n\t b ' }, 'a b'],
    [{ title: '   ' }, 'Conversation'],
    [{ kind: 'sales' }, 'Sales call'],
    [{ kind: 'support' }, 'Support call'],
    [{ kind: 'discovery' }, 'Discovery call'],
    [{ kind: 'coaching' }, 'Coaching session'],
    [{}, 'Conversation'],
  ])('%j: %s', (change, title) => expect(titleOf(session(change))).toBe(title));
});

describe('body of a meeting or call', () => {
  it('is the brief, the summary, what was agreed, what came up, and the link back', () => {
    const body = activityBody(
      session({
        summary: { brief: 'They <want> it.', body_markdown: '**Now**', next_steps: ['Send offer', ' '] },
        insights: {
          objections: [{ text: 'Price', at_seconds: 615, resolved: true }, { text: 'Time' }],
          competitors: [{ name: 'Other & Co', at_seconds: 5 }],
          budget: { min: 40_000, max: 60_000, currency: 'USD', confirmed: true },
        },
      }),
      APP,
    );
    expect(body).toBe(
      [
        '<p>They &#60;want&#62; it.</p>',
        '<p><strong>Now</strong></p>',
        '<h4>Next steps</h4><ul><li>Send offer</li></ul>',
        '<h4>Objections</h4><ul><li>Price (10:15) – answered</li><li>Time – open</li></ul>',
        '<h4>Competitors</h4><ul><li>Other &#38; Co (00:05)</li></ul>',
        '<h4>Budget</h4><ul><li>40,000 – 60,000 USD (confirmed)</li></ul>',
        `<p>${LINK}View full summary in liveprompt</a></p>`,
      ].join(''),
    );
  });

  it('key points stand in where there is no summary text', () => {
    expect(activityBody(summary({ key_points: ['a'] }), APP)).toContain(
      '<h4>Key points</h4><ul><li>a</li></ul>',
    );
    expect(activityBody(summary({ key_points: ['a'], body_markdown: 'b' }), APP)).not.toContain('Key points');
  });

  it.each([
    ['https://rec.liveprompt.ai/r/1', 1_799, 'Listen to the recording (30 min)'],
    ['https://rec.liveprompt.ai/r/1', undefined, 'Listen to the recording'],
  ])('links the recording where that is asked for: %s, %s s', (url, duration_seconds, label) => {
    const recorded = session({ recording: { url, ...(duration_seconds ? { duration_seconds } : {}) } });
    expect(activityBody(recorded, APP, true)).toContain(`<a href="${url}">${label}</a>`);
    expect(activityBody(recorded, APP)).not.toContain('recording');
  });

  it.each([
    'javascript:alert(1)',
    'http://rec.liveprompt.ai/r/1',
    'https://u:p@evil.com/',
    'https://a.b/"onclick="x',
  ])('never links %s as it came', (url) =>
    expect(activityBody(session({ recording: { url } }), APP, true)).not.toContain(`href="${url}"`),
  );

  it('an empty conversation still has its link', () => {
    expect(activityBody(session({ summary: { brief: ' ' } }), APP)).toBe(
      `<p>${LINK}View full summary in liveprompt</a></p>`,
    );
  });

  it.each<[string, object]>([
    ['a huge summary', { body_markdown: 'word '.repeat(40_000) }],
    ['a summary that grows when escaped', { body_markdown: '&'.repeat(60_000) }],
    ['a brief that grows when escaped', { brief: '&'.repeat(10_000), body_markdown: '"'.repeat(60_000) }],
    ['a hundred long key points', { key_points: Array(100).fill('<'.repeat(2_000)) }],
    ['emoji without end', { body_markdown: '👩‍👩‍👧'.repeat(9_000) }],
  ])('%s fits after escaping, says that it was cut, and keeps the link back', (_what, change) => {
    const body = activityBody(summary(change), APP);
    expect(body.length).toBeLessThanOrEqual(LIMIT);
    expect(body).toContain('Shortened');
    expect(body.endsWith(`${LINK}View full summary in liveprompt</a></p>`)).toBe(true);
    expect(body).not.toMatch(/&#?\w*$|<[^>]*$/);
  });

  it.each([
    ['word '.repeat(40_000), /word…<\/p>$/],
    ['我们将在星期五早上发送合同。'.repeat(8_000), /[一-龥。]…<\/p>$/],
    ['👨‍👩‍👧‍👦'.repeat(9_000), /👨‍👩‍👧‍👦…<\/p>$/],
    ['- one **two**\n'.repeat(9_000), /<li>on?e?…?( <strong>two<\/strong>)?<\/li>\n?<\/ul>$/],
  ])('keeps the beginning of a huge summary up to where it says that it was cut (%#)', (text, end) => {
    const body = activityBody(summary({ body_markdown: text, next_steps: ['Send the offer'] }), APP);
    const [beginning = '', rest = ''] = body.split('<p><em>Shortened here.');
    expect(body.length).toBeGreaterThan(LIMIT - 200);
    expect(beginning.slice(-80)).toMatch(end);
    expect(rest).toContain('<li>Send the offer</li>');
  });

  it('two huge parts share the room, and small ones stay whole', () => {
    const huge = { brief: 'brief '.repeat(1_600), body_markdown: 'body '.repeat(40_000) };
    const lines = { next_steps: Array<string>(90).fill('step '.repeat(390)) };
    const body = activityBody(summary({ ...huge, ...lines }), APP);
    const count = (word: string) => body.split(word).length - 1;
    expect([count('brief '), count('Shortened here')]).toEqual([1_599, 2]);
    expect(Math.abs(count('body ') - count('step '))).toBeLessThan(700);
  });

  it('what was agreed is not lost because the summary is long', () => {
    const body = activityBody(
      summary({ body_markdown: 'word '.repeat(40_000), next_steps: ['Send the offer'] }),
      APP,
    );
    expect(body).toContain('Send the offer');
  });
});

describe('what came up, by the kind of conversation', () => {
  const insights = {
    issues: [
      { title: 'Import fails' },
      { title: 'Wrong mail', status: 'resolved' },
      { title: 'import FAILS!' },
    ],
    feature_requests: [
      { title: 'Export', detail: 'as CSV' },
      { title: ' ' },
      { title: 'export', detail: 'nightly' },
    ],
    satisfaction: { score: 4, signals: ['Third time'] },
    renewal_risk: { level: 'medium', reasons: ['Failures'] },
    qualification: { budget: true, authority: false, timeline: 'Q1', fit_score: 71 },
    budget: { max: 9 },
  };
  const headings = (kind: Session['kind']) =>
    [...activityBody(session({ kind, insights }), APP).matchAll(/<h4>([^<]+)/g)].map(([, title]) => title);

  it.each([
    ['sales', 'Budget, Qualification, Issues, Feature requests, Satisfaction, Renewal risk'],
    ['support', 'Issues, Satisfaction, Renewal risk, Feature requests, Budget, Qualification'],
    ['discovery', 'Qualification, Budget, Issues, Feature requests, Satisfaction, Renewal risk'],
  ] as const)('%s: %s', (kind, order) => expect(headings(kind).join(', ')).toBe(order));

  it('each thing is told once, in words', () => {
    const body = activityBody(session({ insights, coach_notes: 'For the coach' }), APP);
    expect(body).toContain('<li>Import fails – open</li><li>Wrong mail – resolved</li></ul>');
    expect(body).toContain('<ul><li>Export: as CSV<br><br>nightly</li></ul>');
    expect(body).toContain('<ul><li>4 of 10</li><li>Third time</li></ul>');
    expect(body).toContain('<ul><li>Medium</li><li>Failures</li></ul>');
    expect(body).toContain(
      '<ul><li>Budget: confirmed</li><li>Authority: not confirmed</li><li>Timeline: Q1</li><li>Fit: 71 of 100</li></ul>',
    );
    expect(body).not.toContain('For the coach');
  });
});

describe('notes and tasks', () => {
  it('the qualification checklist is a section of the note, and a note by itself', () => {
    const qualification = { need: true };
    const checklist = '<h4>Qualification: Conversation</h4><ul><li>Need: confirmed</li></ul>';
    expect(noteBody(session({ insights: { key_insights: ['one'], qualification } }), APP)).toContain(
      `</ul>${checklist}`,
    );
    expect(noteBody(session({ insights: { qualification } }), APP)).toMatch(new RegExp(`^${checklist}`));
  });

  it('a note lists the key insights and carries its marker', () => {
    const body = noteBody(
      session({ title: 'A "B"', insights: { key_insights: ['one', ' ', '<two>'] } }),
      APP,
    );
    expect(body).toBe(
      `<h4>Key insights: A &#34;B&#34;</h4><ul><li>one</li><li>&#60;two&#62;</li></ul><p><a href="${APP}/s/ses_1#note">From this conversation in liveprompt</a></p>`,
    );
  });
  it.each([[{}], [{ insights: {} }], [{ insights: { key_insights: [' '] } }]])(
    'no insight, no note: %j',
    (change) => {
      expect(noteBody(session(change), APP)).toBeUndefined();
    },
  );
  it('a task carries its marker even when its description is huge', () => {
    for (const description of [undefined, 'x', '&'.repeat(20_000)]) {
      const body = taskBody(
        { id: 'act_1', title: 't', ...(description ? { description } : {}) },
        session(),
        APP,
      );
      expect(body.length).toBeLessThanOrEqual(LIMIT);
      expect(body).toContain(`"${APP}/s/ses_1#act_1"`);
    }
  });
  it.each(['a"b', 'a>b', "a'b", 'a b', 'a/b', 'a#b', '日本', '{{x}}'])(
    'an id like %s cannot leave the marker',
    (id) => {
      expect(markerUrl(APP, id, id)).toMatch(
        /^https:\/\/app\.liveprompt\.ai\/s\/[^"<>\s{}/#]+#[^"<>\s{}/#]+$/,
      );
    },
  );
});

describe('plain text', () => {
  it.each([
    ['  a   b\t c ', 100, 'a b c'],
    ['a\nb', 100, 'a\nb'],
    ['abcdef', 6, 'abcdef'],
    ['abcdefg', 6, 'abcde…'],
    ['one two three four', 16, 'one two three…'],
    ['aaaa🎉b', 6, 'aaaa…'],
  ])('%j in %i: %j', (text, max, expected) => expect(plainText(text, max)).toBe(expected));
  it('never longer than asked, never half a character', () => {
    for (let max = 2; max < 40; max += 1) {
      const cut = plainText('🎉 party '.repeat(10), max);
      expect(cut.length).toBeLessThanOrEqual(max);
      expect(cut).not.toMatch(/\p{Surrogate}/u);
    }
  });
});
