import {
  createViewer,
  formatDateTime,
  formatDay,
  shorten,
} from '../../../hubspot-app/app/packages/kit/format.ts';
const NOW = new Date('2026-11-24T11:00:00Z');

test('an unknown locale or zone costs its own format only', () => {
  expect(createViewer('xx_nonsense_!', 'Mars/Base', NOW)).toMatchObject({ locale: 'en-US', timeZone: 'UTC' });
  expect(createViewer('pt_BR', 'Mars/Base', NOW)).toMatchObject({ locale: 'pt-BR', timeZone: 'UTC' });
  expect(createViewer(undefined, 'Europe/Berlin', NOW)).toMatchObject({
    locale: 'en-US',
    timeZone: 'Europe/Berlin',
  });
});

test('something that is no instant is left out', () => {
  const viewer = createViewer('en-us', 'UTC', NOW);
  expect([formatDateTime('soon', viewer), formatDay('', viewer)]).toEqual(['', '']);
});

test.each([
  ['short', 10, 'short'],
  ['  many \n spaces  ', 20, 'many spaces'],
  ['one two three', 9, 'one two…'],
  ['abcdefghij', 4, 'abcd…'],
  ['abc😀def', 4, 'abc…'],
  ['first, second third', 8, 'first…'],
])('shorten(%j, %i) is %j', (text, max, expected) => {
  expect(shorten(text, max)).toBe(expected);
});
