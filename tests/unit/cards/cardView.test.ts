import { cardWithout } from '../../../server/cards/cardWithout.ts';
import { cardView, type CardReading } from '../../../server/cards/view/cardView.ts';
import { insightLines, minuteMark } from '../../../server/cards/view/insightLines.ts';
import { readerOf } from '../../../server/text/reader.ts';
import type { CardData, CardName } from '../../../shared/card.ts';
import { sampleCard, sampleProposals } from '../../fixtures/cards/samples.ts';
import { NOTHING_SAID } from '../../../server/insights/nothingSaid.ts';

const NOW = new Date('2026-11-24T11:00:00Z');
const reading: CardReading = {
  card: 'contact',
  place: 'sidebar',
  kind: null,
  firstPage: true,
  reader: readerOf('en-us', 'UTC'),
  now: NOW,
};
const view = (change: Partial<CardData> = {}, asked: Partial<CardReading> = {}) =>
  cardView({ ...sampleCard(NOW), ...change }, { ...reading, ...asked });

describe('a card in words', () => {
  it('says on a ticket whose conversations it shows', () => {
    const titles = (['contact', 'deal', 'company', 'ticket'] as CardName[]).map(
      (card) => view({}, { card }).words.conversations,
    );
    expect(titles).toEqual([
      'Recent conversations',
      'Recent conversations',
      'Recent conversations',
      'Recent conversations with this ticket’s contacts',
    ]);
    expect(view({}, { card: 'ticket' }).words.unlink.choice).toBe('It does not belong to this contact');
  });

  it('carries one primary button, however many proposals wait', () => {
    const acts = view({ proposals: sampleProposals() }).proposals.flatMap(({ states }) => states.open.acts);
    expect(acts.filter(({ variant }) => variant === 'primary')).toHaveLength(1);
  });

  it('offers kinds where there is something to choose, on the first page only', () => {
    expect(view().kinds.map(({ label }) => label)).toContain('Discovery');
    expect(view({}, { firstPage: false }).kinds).toEqual([]);
    const one = { conversations: sampleCard(NOW).conversations.slice(0, 1) };
    expect(view(one).kinds).toEqual([]);
    expect(view({ ...one, nextCursor: 'x' }).kinds).not.toEqual([]);
  });

  it('has no record on further pages, and names the kind of which there is nothing', () => {
    const further = view({ conversations: [] }, { firstPage: false, kind: 'coaching' });
    expect(further.record).toEqual([]);
    expect(further.none).toBe('No conversation of the kind “Coaching” here.');
  });

  it('says why there is nothing and where the next click leads', () => {
    const quiet = cardView(cardWithout('reconnect_required', 'https://app.example'), reading).quiet;
    expect(quiet).toMatchObject({
      title: 'Reconnect liveprompt',
      image: 'lock',
      action: { label: 'Reconnect', url: 'https://app.example/integrations/hubspot' },
    });
    expect(view({ state: 'empty' }).quiet?.message).toContain('with this contact');
    expect(view({ state: 'empty', message: 'Nobody is on it.' }).quiet?.message).toBe('Nobody is on it.');
  });
});

describe('what came up', () => {
  it.each([
    [null, ''],
    [0, 'at 0:00'],
    [323, 'at 5:23'],
    [3_923, 'at 1:05:23'],
    [-4, 'at 0:00'],
  ])('%s seconds are %j', (seconds, mark) => {
    expect(minuteMark(seconds)).toBe(mark);
  });

  it('is cut to what fits, and says how much more there is', () => {
    const objections = Array.from({ length: 12 }, (_, index) => ({
      text: `No ${index}`,
      atSeconds: null,
      answered: false,
    }));
    const [list] = insightLines(
      { ...NOTHING_SAID, competitors: [], objections, budget: null },
      reading.reader,
      8,
    );
    expect(list).toMatchObject({ type: 'list' });
    expect(list?.type === 'list' ? list.items.slice(-2) : []).toEqual([
      'Open objection: No 7',
      '4 more in the full summary',
    ]);
  });
});
