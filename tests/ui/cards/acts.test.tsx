import {
  Alert,
  Button,
  Checkbox,
  Input,
  LoadingButton,
  Select,
  Text,
  ToggleGroup,
} from '@hubspot/ui-extensions';
import type { CardName } from '../../../shared/card.ts';
import { answerOf, cardUrl, json, READING, renderCard, textOf, type Rendered } from './renderCard.tsx';

async function opened(card: CardName, scenario: string) {
  const shown = await renderCard(card, answerOf(card, scenario));
  await shown.renderer.waitFor(() => expect(textOf(shown.renderer)).toContain('Recent conversations'));
  return shown;
}
type Press = typeof Button | typeof LoadingButton;
const button = (renderer: Rendered, label: string, kind: Press = LoadingButton) =>
  renderer.find(kind as typeof Button, ({ text }) => text === label);
const refreshed = (renderer: Rendered) => renderer.mocks.actions.refreshObjectProperties.callCount;
const told = (renderer: Rendered) => renderer.mocks.actions.addAlert.calls.map(([alert]) => alert);

describe('a task', () => {
  const first = (renderer: Rendered) => renderer.findAll(Checkbox)[0];

  test('is ticked at once, sent once, and HubSpot’s own fields are refreshed', async () => {
    const { renderer, sent } = await opened('contact', 'trend-up');
    first(renderer)?.trigger('onChange', true as never);
    await renderer.waitFor(() => expect(first(renderer)?.props).toMatchObject({ checked: true }));
    await renderer.waitFor(() => expect(first(renderer)?.props.readOnly).toBe(false));
    expect(first(renderer)?.props).toMatchObject({ checked: true, description: 'Done · rep@seller.com' });
    expect(sent).toEqual([{ path: '/tasks/t1', body: { done: true } }]);
    expect(refreshed(renderer)).toBe(1);
  });

  test('cannot be changed again while it is under way', async () => {
    const { renderer, sent } = await renderCard('contact', (url, request) =>
      request?.method === 'POST' ? new Promise(() => undefined) : answerOf('contact', 'trend-up')(url),
    );
    await renderer.waitFor(() => expect(first(renderer)?.props.checked).toBe(false));
    first(renderer)?.trigger('onChange', true as never);
    await renderer.waitFor(() => expect(first(renderer)?.props.readOnly).toBe(true));
    first(renderer)?.trigger('onChange', false as never);
    expect(sent).toHaveLength(1);
  });

  test('goes back with the reason when it was refused', async () => {
    const { renderer } = await opened('contact', 'refused-acts');
    first(renderer)?.trigger('onChange', true as never);
    await renderer.waitFor(() => renderer.find(Alert, { title: 'The task was not changed.' }));
    expect(first(renderer)?.props).toMatchObject({ checked: false, readOnly: false });
    expect(renderer.find(Alert).text).toBe('liveprompt is busy. Try again in a moment.');
    expect(refreshed(renderer)).toBe(0);
  });

  test('shows what became of the conversation’s other tasks meanwhile', async () => {
    const { renderer } = await renderCard('contact', (url, request) =>
      request?.method === 'POST'
        ? json({
            ok: true,
            tasks: [
              { id: 't1', done: true },
              { id: 't2', done: true },
            ],
          })
        : answerOf('contact', 'trend-up')(url),
    );
    await renderer.waitFor(() => expect(renderer.findAll(Checkbox)).toHaveLength(4));
    first(renderer)?.trigger('onChange', true as never);
    await renderer.waitFor(() =>
      expect(renderer.findAll(Checkbox).map(({ props }) => props.checked)).toEqual([true, true, false, true]),
    );
  });
});

describe('a proposal', () => {
  test.each([
    ['Approve', 'approve', 'Approved: HubSpot shows the new value.'],
    ['Reject', 'reject', 'Rejected: nothing was changed.'],
  ])('%s: is decided once, says so', async (label, verb, words) => {
    const { renderer, sent } = await opened('deal', 'proposals');
    button(renderer, label).trigger('onClick');
    await renderer.waitFor(() => expect(textOf(renderer)).toContain(words));
    await renderer.waitFor(() => expect(refreshed(renderer)).toBe(1));
    expect(sent).toEqual([{ path: `/proposals/prp_stage/${verb}`, body: {} }]);
  });

  test('can be taken back after it was approved, now or earlier', async () => {
    const { renderer, sent } = await opened('deal', 'proposals');
    button(renderer, 'Approve').trigger('onClick');
    await renderer.waitFor(() =>
      expect(renderer.findAll(LoadingButton, ({ text }) => text === 'Undo')).toHaveLength(2),
    );
    button(renderer, 'Undo').trigger('onClick');
    await renderer.waitFor(() => expect(textOf(renderer)).toContain('Taken back'));
    expect(sent.map(({ path }) => path)).toEqual([
      '/proposals/prp_stage/approve',
      '/proposals/prp_stage/undo',
    ]);
  });

  test('shows both values, the quote, the reason and how sure it is; one button is primary', async () => {
    const { renderer } = await opened('deal', 'proposals');
    const text = textOf(renderer);
    expect(text).toContain('Deal stage\nPresentation scheduled → Contract sent');
    expect(text).toContain('“Send me the contract and I will get it approved the same week.”');
    expect(text).toContain('The CFO asked for the contract · 86% sure');
    expect(text).toContain('Amount\nempty → 60,000');
    expect(renderer.findAll(LoadingButton, { variant: 'primary' }).map((one) => one.text)).toEqual([
      'Approve',
    ]);
  });

  test('stays open with the reason when it was refused', async () => {
    const { renderer } = await opened('deal', 'refused-acts');
    button(renderer, 'Approve').trigger('onClick');
    await renderer.waitFor(() => renderer.find(Alert, { title: 'Nothing was changed.' }));
    expect(button(renderer, 'Approve').props.disabled).toBe(false);
  });
});

describe('the full summary', () => {
  /** Words inside a panel, which hangs on its button. */
  const panel = (renderer: Rendered) => renderer.findAll(Text).map(({ text }) => text);

  test('is asked for when it is opened, with the record, and page by page', async () => {
    const { renderer, asked } = await opened('contact', 'one-conversation');
    expect(asked).toHaveLength(1);
    button(renderer, 'Full summary', Button).trigger('onClick');
    await renderer.waitFor(() => expect(panel(renderer)).toContain('What was agreed'));
    expect(asked[1]).toContain(`/conversations/ses_1?objectType=contact&objectId=501${READING}`);
    button(renderer, 'Show the rest').trigger('onClick');
    await renderer.waitFor(() => expect(panel(renderer)).toContain('And this is how it ended.'));
    expect(panel(renderer)).toContain('What was agreed');
    expect(renderer.findAll(LoadingButton, ({ text }) => text === 'Show the rest')).toEqual([]);
    button(renderer, 'Full summary', Button).trigger('onClick');
    expect(asked).toHaveLength(3);
  });

  test('says why it is not there, and can be asked for again', async () => {
    const { renderer, asked } = await opened('contact', 'refused-acts');
    button(renderer, 'Full summary', Button).trigger('onClick');
    await renderer.waitFor(() => renderer.find(Alert, { title: 'The summary could not be loaded.' }));
    button(renderer, 'Try again').trigger('onClick');
    await renderer.waitFor(() => expect(asked).toHaveLength(3));
  });
});

describe('wrong record?', () => {
  const choose = async (renderer: Rendered, wish: string) => {
    renderer.find(ToggleGroup).trigger('onChange', wish as never);
    await renderer.waitFor(() => expect(renderer.find(ToggleGroup).props.value).toBe(wish));
  };

  test('takes the conversation off: confirmed, said, gone from the card', async () => {
    const { renderer, sent } = await opened('contact', 'one-conversation');
    expect(button(renderer, 'Take it off').props.variant).toBe('destructive');
    button(renderer, 'Take it off').trigger('onClick');
    await renderer.waitFor(() => expect(textOf(renderer)).not.toContain('Pricing and rollout'));
    expect(sent).toEqual([
      {
        path: '/links',
        body: { sessionId: 'ses_1', objectType: 'contact', objectId: '501', action: 'unlink' },
      },
    ]);
    expect(renderer.mocks.actions.closeOverlay.calls).toEqual([['wrong-ses_1']]);
    expect(told(renderer)).toMatchObject(
      [{ type: 'success', message: /^Taken off/ }].map(() => ({ type: 'success' })),
    );
    expect(refreshed(renderer)).toBe(1);
  });

  test('moves it to a suggested record', async () => {
    const { renderer, asked, sent } = await opened('contact', 'one-conversation');
    await choose(renderer, 'move');
    await renderer.waitFor(() => renderer.find(Select, { name: 'suggestion' }));
    expect(asked[1]).toContain('/links/suggestions?sessionId=ses_1&objectType=contact&objectId=501');
    const { options } = renderer.find(Select, { name: 'suggestion' }).props;
    expect(options.map(({ label }) => label)).toEqual([
      'Acme: pilot with 18 agents · Closed won',
      'Acme: training',
    ]);
    renderer.find(Select, { name: 'suggestion' }).trigger('onChange', '902' as never);
    await renderer.waitFor(() => expect(renderer.find(Input).props.value).toBe('902'));
    button(renderer, 'Move it').trigger('onClick');
    await renderer.waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.body).toMatchObject({ action: 'move', toId: '902' });
  });

  test.each(['', 'john@acme.com', '12a'])(
    'asks for a number where %j is typed, and sends nothing',
    async (typed) => {
      const { renderer, sent } = await opened('contact', 'one-conversation');
      await choose(renderer, 'move');
      renderer.find(Input).trigger('onInput', typed as never);
      await renderer.waitFor(() => expect(renderer.find(Input).props.value).toBe(typed));
      button(renderer, 'Move it').trigger('onClick');
      await renderer.waitFor(() => expect(renderer.find(Input).props.error).toBe(true));
      expect(sent).toEqual([]);
    },
  );

  test('keeps the conversation and says why when it was refused', async () => {
    const { renderer } = await opened('contact', 'refused-acts');
    button(renderer, 'Take it off').trigger('onClick');
    await renderer.waitFor(() => renderer.find(Alert, { title: 'Nothing was changed.' }));
    expect(textOf(renderer)).toContain('Pricing and rollout');
    expect(renderer.mocks.actions.closeOverlay.calls).toEqual([]);
  });
});

describe('sync again', () => {
  test('queues the conversation and says when it shows', async () => {
    const { renderer, sent } = await opened('company', 'one-conversation');
    button(renderer, 'Sync again', Button).trigger('onClick');
    await renderer.waitFor(() => expect(told(renderer)).toHaveLength(1));
    expect(sent.map(({ path }) => path)).toEqual(['/syncs/ses_1/retry']);
  });

  test('says why it was not queued', async () => {
    const { renderer } = await opened('company', 'refused-acts');
    button(renderer, 'Sync again', Button).trigger('onClick');
    await renderer.waitFor(() => expect(textOf(renderer)).toContain('liveprompt is busy.'));
  });
});

describe('the kind of conversation', () => {
  const kinds = (renderer: Rendered) => renderer.find(Select, { name: 'kind' });

  test('filters on the server and keeps what belongs to the record', async () => {
    const { renderer, asked } = await opened('contact', 'trend-up');
    kinds(renderer).trigger('onChange', 'support' as never);
    await renderer.waitFor(() => expect(textOf(renderer)).not.toContain('Pricing and rollout'));
    expect(asked[1]).toBe(`${cardUrl('contact')}&kind=support`);
    expect(textOf(renderer)).toContain('Engagement score');
    kinds(renderer).trigger('onChange', 'coaching' as never);
    await renderer.waitFor(() =>
      expect(textOf(renderer)).toContain('No conversation of the kind “Coaching” here.'),
    );
    kinds(renderer).trigger('onChange', '' as never);
    await renderer.waitFor(() => expect(textOf(renderer)).toContain('Pricing and rollout'));
  });

  test('is not asked for where there is one kind only', async () => {
    const { renderer } = await opened('contact', 'one-conversation');
    expect(renderer.findAll(Select, { name: 'kind' })).toEqual([]);
  });
});
