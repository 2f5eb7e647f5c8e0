import {
  Accordion,
  Button,
  DescriptionListItem,
  Icon,
  Link,
  ProgressBar,
  ScoreCircle,
  StatusTag,
  Text,
} from '@hubspot/ui-extensions';
import { answerOf, plain, renderCard, textOf, type CardName } from './renderCard.tsx';

async function ready(kind: CardName, scenario: string, fields = {}) {
  const { renderer } = await renderCard(kind, answerOf(kind, scenario), fields);
  await renderer.waitFor(() => expect(textOf(renderer)).toContain('Recent conversations'));
  return renderer;
}

describe('score', () => {
  test.each([
    ['trend-up', 85, 'upCarat', 'success', 'Up 7 from 78'],
    ['trend-down', 41, 'downCarat', 'alert', 'Down 23 from 64'],
  ])('%s: shows the value, the arrow and the words for it', async (scenario, score, name, color, words) => {
    const renderer = await ready('contact', scenario);
    expect(renderer.find(ScoreCircle).props.score).toBe(score);
    expect(renderer.findAll(Icon, { color: color as 'success' })[0]?.props.name).toBe(name);
    expect(textOf(renderer)).toContain(words);
  });

  test.each([
    ['trend-flat', 'Same as after the conversation before'],
    ['one-conversation', 'First conversation, no trend yet'],
    ['missing-values', 'No score yet.'],
  ])('%s: has words and no arrow', async (scenario, words) => {
    const renderer = await ready('contact', scenario);
    expect(textOf(renderer)).toContain(words);
    expect(renderer.findAll(Icon).filter(({ props }) => props.name.endsWith('Carat'))).toEqual([]);
  });

  test('explains every point of it', async () => {
    const renderer = await ready('contact', 'trend-up');
    const why = renderer.find(Accordion, { title: 'Why 85?' });
    const rows = why.findAll(ProgressBar).map(({ props }) => [props.title, props.valueDescription]);
    expect(rows).toEqual([
      ['Sentiment', '20 of 20'],
      ['Talk ratio', '15 of 20'],
      ['Next steps', '20 of 20'],
      ['Objections', '15 of 20'],
      ['Regularity', '15 of 20'],
    ]);
    expect(why.findAll(Text)[1]?.text).toBe('The customer spoke 58 % of the time.');
  });
});

describe('facts', () => {
  const labels = (renderer: Awaited<ReturnType<typeof ready>>) =>
    renderer
      .findAll(DescriptionListItem)
      .map((item) => [item.props.label, plain(item.find(Text).text ?? '')]);

  test('the contact card shows both meetings in the account’s time zone', async () => {
    expect(labels(await ready('contact', 'trend-up'))).toEqual([
      ['Last conversation', 'Nov 22, 2026, 12:00 PM'],
      ['Next meeting', 'Technical deep dive · Nov 30, 2026, 12:00 PM'],
    ]);
  });

  test('the deal card shows the next step first', async () => {
    const [first] = labels(await ready('deal', 'trend-up'));
    expect(first).toEqual(['Next step', 'Send the security questionnaire and book the technical deep dive.']);
  });

  test('unknown facts are named, and the newest conversation stands in for its own date', async () => {
    expect(labels(await ready('deal', 'missing-values'))).toEqual([
      ['Next step', 'None agreed yet'],
      ['Last conversation', 'Nov 22, 2026, 12:00 PM'],
    ]);
  });

  test('a person’s own language writes the dates', async () => {
    const renderer = await ready('contact', 'trend-up', { locale: 'de_DE', timezone: 'America/New_York' });
    expect(labels(renderer)[0]?.[1]).toBe('22.11.2026, 06:00');
  });
});

describe('conversations', () => {
  test('the newest is open, the earlier ones carry title and day', async () => {
    const renderer = await ready('contact', 'trend-up');
    const titles = renderer.findAll(Accordion).map(({ props }) => props.title);
    expect(titles.slice(1)).toEqual([
      'Discovery with the operations team · Nov 20, 2026',
      'First call · Nov 18, 2026',
    ]);
    const text = textOf(renderer);
    expect(text).toContain('Sales · Nov 22, 2026, 12:00 PM · 21 min');
    expect(text).toContain("Linked because john@acme.com is the contact's e-mail address.");
    expect(renderer.findAll(StatusTag).map((tag) => tag.text)).toEqual([
      'Positive',
      'Neutral',
      'Negative',
      'Overdue',
    ]);
  });

  test('leads to the full summary at liveprompt and to the meeting', async () => {
    const renderer = await ready('contact', 'one-conversation');
    expect(renderer.findAll(Link).map((link) => [link.text, link.props.href])).toEqual([
      ['View full summary', { url: 'https://app.liveprompt.ai/sessions/ses_1', external: true }],
      ['Open meeting', 'https://app.hubspot.com/contacts/101/record/0-47/301'],
    ]);
  });

  test('a long brief ends between words; unbroken words are cut, not spilled', async () => {
    const brief = (await ready('contact', 'trend-up')).find(Text, ({ text }) => !!text?.startsWith('John'));
    expect(brief.text).toMatch(/prefers to start…$/);
    expect(brief.text?.length).toBeLessThanOrEqual(241);
    const wide = await ready('contact', 'wide-strings');
    for (const { text } of wide.findAll(Text)) expect(text?.length ?? 0).toBeLessThanOrEqual(320);
  });

  test('missing values leave no gaps and no "null"', async () => {
    const text = textOf(await ready('deal', 'missing-values'));
    expect(text).toContain('Untitled conversation');
    expect(text).toContain('This conversation has no summary.');
    expect(text).toContain('Linked because of the rule “calendar event”.');
    expect(text).not.toMatch(/null|undefined|NaN|Invalid Date| · (\n|$)/);
  });
});

describe('tasks', () => {
  test('open ones first, the overdue one marked, the done one struck out', async () => {
    const renderer = await ready('contact', 'trend-up');
    const text = textOf(renderer);
    const order = ['Send the security', 'Write the rollout', 'Find a date', 'Share the price list'];
    expect(order.map((subject) => text.indexOf(subject))).toEqual(
      order.map((subject) => text.indexOf(subject)).sort((a, b) => a - b),
    );
    expect(text).toContain('Due Nov 21, 2026 · High priority · rep@seller.com');
    expect(text).toContain('Due tomorrow · Medium priority · rep@seller.com');
    expect(text).toContain('No due date · Medium priority · No owner');
    const done = renderer.find(Text, ({ props }) => props.format?.lineDecoration === 'strikethrough');
    expect(done.text).toBe('Share the price list');
  });

  test('five are shown, one click shows all', async () => {
    const renderer = await ready('contact', 'many-conversations');
    const circles = () => renderer.findAll(Icon).filter(({ props }) => props.screenReaderText !== undefined);
    expect(circles()).toHaveLength(5);
    renderer.find(Button, ({ text }) => text === 'Show all 12 tasks').trigger('onClick');
    await renderer.waitFor(() => expect(circles()).toHaveLength(12));
  });
});
