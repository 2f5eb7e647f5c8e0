import { readerOf } from '../../../server/text/reader.ts';
import { joined, shorten } from '../../../server/text/shorten.ts';

const NOW = new Date('2026-11-24T11:00:00Z');
const INSTANT = '2026-11-24T14:30:00Z';

describe('a person’s dates and numbers', () => {
  it('are written in the language and zone that HubSpot names', () => {
    expect(readerOf('de_DE', 'America/New_York').dateTime(INSTANT)).toBe('24.11.2026, 09:30');
    expect(readerOf('en-us', 'Europe/Berlin').day(INSTANT)).toBe('Nov 24, 2026');
    expect(readerOf('de-de', 'UTC').number(40_000)).toBe('40.000');
    expect(readerOf('en-us', 'UTC').percent(0.86)).toBe('86%');
  });

  it('lose only the format that is unknown', () => {
    expect(readerOf('xx_nonsense_!', 'Europe/Berlin').dateTime(INSTANT)).toMatch(/^Nov 24, 2026, 3:30\sPM$/);
    expect(readerOf('de-de', 'Mars/Base').dateTime(INSTANT)).toBe('24.11.2026, 14:30');
    expect(readerOf(undefined, undefined).day(INSTANT)).toBe('Nov 24, 2026');
    expect(readerOf('', '').day(INSTANT)).toBe('Nov 24, 2026');
  });

  it('stay right for more people than are remembered', () => {
    for (let index = 0; index < 450; index += 1) readerOf(`nonsense!${index}`, 'UTC');
    expect(readerOf('de-de', 'UTC').number(1_234)).toBe('1.234');
  });

  it('leave out what is no instant', () => {
    const reader = readerOf('en-us', 'UTC');
    expect([reader.dateTime('soon'), reader.day('')]).toEqual(['', '']);
  });
});

describe('days between', () => {
  it.each([
    ['2026-11-24T22:59:00Z', 'Europe/Berlin', 0],
    ['2026-11-24T23:01:00Z', 'Europe/Berlin', 1],
    ['2026-11-24T23:01:00Z', 'America/New_York', 0],
    ['2026-11-23T12:00:00Z', 'Pacific/Auckland', -1],
  ])('%s in %s is %i days away', (instant, timeZone, days) => {
    expect(readerOf('en-us', timeZone).daysBetween(NOW, instant)).toBe(days);
  });

  it('count a day of 23 hours as one', () => {
    const from = new Date('2026-03-28T11:00:00Z');
    expect(readerOf('en-us', 'Europe/Berlin').daysBetween(from, '2026-03-29T10:00:00Z')).toBe(1);
  });
});

it.each([
  ['short', 10, 'short'],
  ['  many \n spaces  ', 20, 'many spaces'],
  ['one two three', 9, 'one two…'],
  ['abcdefghij', 4, 'abcd…'],
  ['abc😀def', 4, 'abc…'],
  ['first, second third', 8, 'first…'],
])('shorten(%j, %i) is %j', (text, max, expected) => {
  expect(shorten(text, max)).toBe(expected);
});

it('joins what is there', () => {
  expect(joined('Sales', '', '31 min')).toBe('Sales · 31 min');
  expect(joined('שיחה', '21.11.2026')).toBe('\u2068שיחה\u2069 · 21.11.2026');
});
