import {
  createViewer,
  daysFromToday,
  formatDateTime,
  formatDay,
  shorten,
} from '../../../hubspot-app/app/packages/kit/format.ts';
import { NOW } from './renderCard.tsx';

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
  ['2026-11-24T22:59:00Z', 'Europe/Berlin', 0],
  ['2026-11-24T23:01:00Z', 'Europe/Berlin', 1],
  ['2026-11-24T23:01:00Z', 'America/New_York', 0],
  ['2026-11-23T12:00:00Z', 'Pacific/Auckland', -1],
])('%s in %s is %i days away', (instant, timeZone, days) => {
  expect(daysFromToday(instant, createViewer('en-us', timeZone, NOW))).toBe(days);
});

test('a day of 23 hours is still one day', () => {
  const viewer = createViewer('en-us', 'Europe/Berlin', new Date('2026-03-28T11:00:00Z'));
  expect(daysFromToday('2026-03-29T10:00:00Z', viewer)).toBe(1);
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
