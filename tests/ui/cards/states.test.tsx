import { Button, EmptyState, ErrorState, LoadingSpinner } from '@hubspot/ui-extensions';
import { CARDS } from '../../../shared/card.ts';
import { answerOf, cardUrl, json, renderCard, textOf } from './renderCard.tsx';

const EMPTY_WORDS = {
  contact: 'with this contact',
  deal: 'about this deal',
  company: 'of this company',
  ticket: 'of this ticket',
};

describe.each(CARDS)('%s card', (kind) => {
  test('asks once, for its own record, at the permitted origin', async () => {
    const { renderer, asked } = await renderCard(kind, answerOf(kind, 'trend-up'));
    await renderer.waitFor(() => expect(textOf(renderer)).toContain('Recent conversations'));
    expect(asked).toEqual([cardUrl(kind)]);
  });

  test('says that it loads until the answer is there', async () => {
    const { renderer } = await renderCard(kind, answerOf(kind, 'loading'));
    expect(renderer.find(LoadingSpinner).props.label).toBe('Loading conversations');
  });

  test('explains an empty record and looks again on request', async () => {
    const { renderer, asked } = await renderCard(kind, answerOf(kind, 'empty'));
    await renderer.waitFor(() => renderer.find(EmptyState, { title: 'No conversations yet' }));
    expect(textOf(renderer)).toContain(EMPTY_WORDS[kind]);
    renderer.find(Button).trigger('onClick');
    await renderer.waitFor(() => renderer.find(EmptyState));
    expect(asked).toHaveLength(2);
  });

  test.each([
    ['not-connected', 'Connect liveprompt', 'Connect', 'is not connected'],
    ['reconnect', 'Reconnect liveprompt', 'Reconnect', 'HubSpot no longer accepts our access'],
    ...(kind === 'ticket'
      ? [['permission', 'One more permission', 'Grant permission', 'needs the permission to read tickets']]
      : []),
  ])('%s: says why and leads to liveprompt in a new tab', async (name, title, label, why) => {
    const { renderer } = await renderCard(kind, answerOf(kind, name));
    await renderer.waitFor(() => renderer.find(EmptyState, { title }));
    expect(textOf(renderer)).toContain(why);
    const primary = renderer.findAll(Button, { variant: 'primary' });
    expect(primary.map((button) => [button.text, button.props.href])).toEqual([
      [label, { url: 'https://app.liveprompt.ai/integrations/hubspot', external: true }],
    ]);
  });

  test('an outage is named without the proxy’s HTML, and one click tries again', async () => {
    let down = true;
    const { renderer } = await renderCard(kind, (url) => answerOf(kind, down ? 'error' : 'trend-up')(url));
    await renderer.waitFor(() => renderer.find(ErrorState, { type: 'error' }));
    expect(textOf(renderer)).toContain('liveprompt did not answer');
    expect(textOf(renderer)).not.toContain('<html>');
    down = false;
    renderer.find(Button, { variant: 'primary' }).trigger('onClick');
    await renderer.waitFor(() => expect(textOf(renderer)).toContain('Recent conversations'));
  });

  test('a broken connection ends in the same words as an outage', async () => {
    const { renderer } = await renderCard(kind, () => Promise.reject(new Error('timeout of 15000 ms')));
    await renderer.waitFor(() => renderer.find(ErrorState));
    expect(textOf(renderer)).toContain('Try again in a moment.');
  });

  test('a refusal shows a lock and the server’s own words', async () => {
    const { renderer } = await renderCard(kind, answerOf(kind, 'denied'));
    await renderer.waitFor(() => renderer.find(ErrorState, { type: 'lock' }));
    expect(textOf(renderer)).toContain('This card is not for your account. Ask an admin of your team.');
    expect(renderer.findAll(Button, { variant: 'primary' })).toEqual([]);
  });

  test.each([
    ['no object', null],
    ['no view', { state: 'ready', conversations: [], tasks: [] }],
    ['an empty view', { view: null }],
    ['a view without words', { view: {} }],
  ])('an answer with %s is an error, never a crash', async (_name, body) => {
    const { renderer } = await renderCard(kind, () => json(body));
    await renderer.waitFor(() => renderer.find(ErrorState));
  });
});
