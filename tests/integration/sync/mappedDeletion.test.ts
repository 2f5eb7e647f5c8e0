import type { Settings } from '../../../shared/settings.ts';
import { MappedProduct } from '../../support/mappedProduct.ts';

jest.setTimeout(30_000);

type Custom = Settings['mapping']['custom'];
const budget = (max: number, more: object = {}) => ({
  insights: { budget: { max, currency: 'USD', ...more } },
});
const map = (from: string, to: string, mode: Custom[number]['mode'] = 'write'): Custom[number] => {
  const [object, property = ''] = to.split('.');
  return { from, object: object as Custom[number]['object'], property, mode };
};

describe('mapped values of a conversation that is edited or deleted', () => {
  let at: MappedProduct;

  beforeAll(async () => {
    at = await MappedProduct.start();
  });
  afterAll(() => at.product.stop());
  afterEach(() => {
    expect(at.product.sandbox.calls().flatMap((call) => call.violations)).toEqual([]);
  });

  it('follow the edited conversation, and leave with the deleted one', async () => {
    await at.settings({ custom: [map('insights.budget.max', 'deal.amount', 'fill_empty')] });
    const buyer = at.buyer();
    await at.talk('ses_life', buyer, budget(10));
    await at.talk('ses_life', buyer, budget(20));
    expect(at.shown('deals', buyer.deal)['amount']).toBe('20');
    await at.talk('ses_life', buyer);
    expect(at.shown('deals', buyer.deal)['amount'] ?? '').toBe('');
    await at.talk('ses_life', buyer, budget(30));
    await at.forget('ses_life');
    expect(at.shown('deals', buyer.deal)['amount'] ?? '').toBe('');
  });

  it('go back to the conversation before when the newest is deleted, and leave with the last one', async () => {
    await at.settings({
      custom: [
        map('insights.budget.max', 'deal.amount'),
        map('insights.handoff_notes', 'deal.description', 'fill_empty'),
        map('host.name', 'contact.salutation'),
      ],
    });
    const buyer = at.buyer();
    const says = (max: number, sentiment: 'positive' | 'negative', step: string) => ({
      insights: { budget: { max, currency: 'USD' }, handoff_notes: `Notes ${max}` },
      host: { email: 'rep@seller.com', name: `Rep ${max}` },
      summary: { brief: `Talk ${max}.`, sentiment, next_steps: [step] },
    });
    await at.talk('ses_first', buyer, says(1, 'negative', 'Call'), 1);
    await at.talk('ses_middle', buyer, {}, 2);
    await at.talk('ses_last', buyer, says(2, 'positive', 'Sign'), 3);
    at.edit('contacts', buyer.contact, { salutation: 'Dr' });
    expect(at.shown('deals', buyer.deal)).toMatchObject({ amount: '2', hs_next_step: 'Sign' });

    await at.forget('ses_last');
    expect(at.shown('deals', buyer.deal)).toMatchObject({
      amount: '1',
      description: 'Notes 1',
      hs_next_step: 'Call',
      liveprompt_last_meeting_date: '2026-11-26T09:00:00Z',
    });
    expect(at.shown('contacts', buyer.contact)).toMatchObject({
      salutation: 'Dr',
      liveprompt_recent_summary: 'We talked.',
    });
    expect(await at.proposalsFor(buyer.contact, 'open')).toEqual([]);
    // It is the first one's now: said anew it follows, and with it it goes.
    await at.talk('ses_first', buyer, says(3, 'negative', 'Write'), 1);
    expect(at.shown('deals', buyer.deal)).toMatchObject({ amount: '3', hs_next_step: 'Write' });
    await at.forget('ses_first');
    await at.forget('ses_middle');
    expect(
      ['amount', 'description', 'hs_next_step', 'liveprompt_last_meeting_date'].map(
        (name) => at.shown('deals', buyer.deal)[name] ?? '',
      ),
    ).toEqual(['', '', '', '']);
    expect(at.shown('contacts', buyer.contact)['salutation']).toBe('Dr');
  });

  it('the engagement score, too, is that of the conversation before when the newest is deleted', async () => {
    await at.settings({});
    const buyer = at.buyer();
    const score = () => at.shown('contacts', buyer.contact)['liveprompt_engagement_score'] ?? '';
    await at.talk('ses_calm', buyer, { summary: { brief: 'Fine.', sentiment: 'neutral' } });
    const before = score();
    const bad = { summary: { brief: 'Angry.', sentiment: 'negative' as const } };
    await at.talk('ses_angry', buyer, bad, 1);
    expect(Number(score())).not.toBe(Number(before));
    await at.forget('ses_angry');
    expect([before, score()]).toEqual([expect.stringMatching(/^\d+$/), before]);
    await at.forget('ses_calm');
    expect(score()).toBe('');
  });
});
