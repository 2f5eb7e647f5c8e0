import { Accordion, Alert, Button, EmptyState, LoadingButton } from '@hubspot/ui-extensions';
import { answerOf, cardUrl, json, renderCard, textOf, type Rendered } from './renderCard.tsx';

/** Conversations below the newest: their accordions carry the day. */
const earlier = (renderer: Rendered) =>
  renderer.findAll(Accordion).filter(({ props }) => /, 2026$/.test(props.title)).length;

const maybeMore = (renderer: Rendered) =>
  renderer.findAll(LoadingButton).find(({ text }) => /^(Show more|Try again)/.test(text ?? '')) ?? null;
const more = (renderer: Rendered) => {
  const button = maybeMore(renderer);
  if (!button) throw new Error('no button for more');
  return button;
};

test('shows more with the cursor, each conversation once, and stops at the end', async () => {
  const { renderer, asked } = await renderCard('contact', answerOf('contact', 'many-conversations'));
  await renderer.waitFor(() => expect(earlier(renderer)).toBe(9));
  more(renderer).trigger('onClick');
  // Conversation 10 is on both pages: a new one arrived in between.
  await renderer.waitFor(() => expect(earlier(renderer)).toBe(12));
  expect(asked[1]).toBe(`${cardUrl('contact')}&cursor=page%202`);
  expect(maybeMore(renderer)).toBeNull();
});

test('a second click while the page is under way asks nothing', async () => {
  const { renderer, asked } = await renderCard('contact', (url) =>
    url.includes('cursor') ? new Promise(() => undefined) : answerOf('contact', 'many-conversations')(url),
  );
  await renderer.waitFor(() => expect(earlier(renderer)).toBe(9));
  more(renderer).trigger('onClick');
  await renderer.waitFor(() => expect(more(renderer).props.loading).toBe(true));
  more(renderer).trigger('onClick');
  expect(asked).toHaveLength(2);
});

test('a page that fails keeps what is shown, says so and can be asked again', async () => {
  let down = true;
  const { renderer } = await renderCard('deal', (url) =>
    url.includes('cursor') && down
      ? json({ error: { code: 'busy', message: 'liveprompt is busy.', action: 'Try again.' } }, 503)
      : answerOf('deal', 'many-conversations')(url),
  );
  await renderer.waitFor(() => expect(earlier(renderer)).toBe(9));
  more(renderer).trigger('onClick');
  await renderer.waitFor(() => expect(renderer.find(Alert).text).toBe('liveprompt is busy. Try again.'));
  expect(earlier(renderer)).toBe(9);
  down = false;
  more(renderer).trigger('onClick');
  await renderer.waitFor(() => expect(earlier(renderer)).toBe(12));
  expect(renderer.maybeFind(Alert)).toBeNull();
});

test('tasks of further conversations join the list by their due date', async () => {
  const { renderer } = await renderCard('contact', answerOf('contact', 'many-conversations'));
  await renderer.waitFor(() => expect(earlier(renderer)).toBe(9));
  more(renderer).trigger('onClick');
  await renderer.waitFor(() => renderer.find(Button, ({ text }) => text === 'Show all tasks (13)'));
  expect(textOf(renderer)).toMatch(/Tasks\nRenew the contract\nOverdue/);
});

test('an account that was disconnected in between says so', async () => {
  const { renderer } = await renderCard('contact', (url) =>
    answerOf(
      'contact',
      url.includes('cursor') ? 'reconnect' : 'many-conversations',
    )(url.replace(/&cursor=.*/, '')),
  );
  await renderer.waitFor(() => expect(earlier(renderer)).toBe(9));
  more(renderer).trigger('onClick');
  await renderer.waitFor(() => renderer.find(EmptyState, { title: 'Reconnect liveprompt' }));
});
