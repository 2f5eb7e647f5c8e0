import {
  Accordion,
  Button,
  Checkbox,
  DescriptionListItem,
  Icon,
  LineChart,
  Link,
  ProgressBar,
  ScoreCircle,
  StatusTag,
  Text,
} from '@hubspot/ui-extensions';
import type { CardName } from '../../../shared/card.ts';
import { answerOf, plain, renderCard, textOf } from './renderCard.tsx';

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
    expect(textOf(renderer)).toContain('The customer spoke 58 % of the time.');
  });
});

describe('trend', () => {
  test('is a line for the eye and the same values in words, in the viewer’s order of time', async () => {
    const renderer = await ready('contact', 'trend-up');
    expect(renderer.find(LineChart).props.data).toEqual([
      { x: 'Nov 14, 2026', y: 61 },
      { x: 'Nov 16, 2026', y: 58 },
      { x: 'Nov 18, 2026', y: 70 },
      { x: 'Nov 20, 2026', y: 78 },
      { x: 'Nov 22, 2026', y: 85 },
    ]);
    expect(textOf(renderer)).toContain('From the oldest to the newest: 61, 58, 70, 78, 85');
  });

  test('is left out where there is one point only', async () => {
    expect((await ready('contact', 'one-conversation')).maybeFind(LineChart)).toBeNull();
  });
});

describe('what came up', () => {
  test('budget, competitors with their quote, open objections before answered ones, each with its minute', async () => {
    const renderer = await ready('deal', 'trend-up', { locale: 'de-de' });
    const text = textOf(renderer);
    expect(text).toContain('40.000 – 60.000 USD, confirmed');
    expect(text).toContain(
      'Gong · in 2 conversations\n“We looked at Gong, but it only helps after the call.”',
    );
    expect(text).toContain(
      'Open objections (1)\nThe security review has to finish first\n22.11.2026 · at 10:15',
    );
    expect(text).toContain('Answered objections (1)\nYearly invoicing does not fit our budget');
    expect((await ready('deal', 'wide-strings')).findAll(Text).map(({ text: one }) => one)).toContain(
      'Nov 22, 2026 · at 2:01:02',
    );
  });

  test('is left out where nothing did', async () => {
    expect(textOf(await ready('deal', 'missing-values'))).not.toContain('What came up');
  });
});

describe('on a tab', () => {
  test('more is open at once: three conversations, answered objections, the trend', async () => {
    const renderer = await ready('contact', 'many-conversations', { location: 'crm.record.tab' });
    const open = renderer.findAll(Accordion, { defaultOpen: true }).map(({ props }) => props.title);
    expect(open).toEqual(['Open objections (1)', 'Answered objections (1)']);
    const folded = renderer.findAll(Accordion).filter(({ props }) => /, 2026$/.test(props.title));
    expect(folded).toHaveLength(7);
    expect(textOf(renderer)).toContain('Open objection: The security review has to finish first · at 10:15');
  });
});

describe('facts', () => {
  const labels = (renderer: Awaited<ReturnType<typeof ready>>) =>
    renderer
      .findAll(DescriptionListItem)
      .map((item) => [item.props.label, plain(item.find(Text).text ?? '')])
      .filter(([label]) => !['Budget', 'Competitors'].includes(label ?? ''));

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
    expect(titles.slice(-2)).toEqual([
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

  test('leads to the meeting in HubSpot', async () => {
    const renderer = await ready('contact', 'one-conversation');
    expect(renderer.find(Link, ({ text }) => text === 'Open meeting').props.href).toBe(
      'https://app.hubspot.com/contacts/101/record/0-47/301',
    );
  });

  test('says how sure a link is, where there is doubt', async () => {
    expect(textOf(await ready('deal', 'wide-strings'))).toMatch(
      /Linked because subdomain\S+ .*\(72% sure\)\./,
    );
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
  test('open ones first, the overdue one marked, the done one ticked', async () => {
    const renderer = await ready('contact', 'trend-up');
    const text = textOf(renderer);
    const order = ['Send the security', 'Write the rollout', 'Find a date', 'Share the price list'];
    expect(order.map((subject) => text.indexOf(subject))).toEqual(
      order.map((subject) => text.indexOf(subject)).sort((a, b) => a - b),
    );
    expect(renderer.findAll(Checkbox).map(({ props }) => [props.checked, props.description])).toEqual([
      [false, 'Due Nov 21, 2026 · High priority · rep@seller.com'],
      [false, 'Due tomorrow · Medium priority · rep@seller.com'],
      [false, 'No due date · Medium priority · No owner'],
      [true, 'Done · rep@seller.com'],
    ]);
  });

  test('five are shown, one click shows all', async () => {
    const renderer = await ready('contact', 'many-conversations');
    const boxes = () => renderer.findAll(Checkbox);
    expect(boxes()).toHaveLength(5);
    renderer.find(Button, ({ text }) => text === 'Show all tasks (12)').trigger('onClick');
    await renderer.waitFor(() => expect(boxes()).toHaveLength(12));
  });
});
