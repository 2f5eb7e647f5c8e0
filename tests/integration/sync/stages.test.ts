import type { Session } from '../../../shared/session.ts';
import type { Settings } from '../../../shared/settings.ts';
import { MappedProduct } from '../../support/mappedProduct.ts';

jest.setTimeout(30_000);

type Stage = Settings['deals']['stage'];
const CONTRACT = { keywords: ['contract'], pipeline: 'default', stage: 'contractsent' };
const rules = (mode: Stage['mode'], ...list: Stage['rules']) => ({ stage: { mode, rules: list } });
const says = (brief: string, more: Partial<Session> = {}) => ({ summary: { brief }, ...more });
const recommends = (confidence: number): Partial<Session> => ({
  recommended_deal_update: {
    stage: 'contractsent',
    pipeline: 'default',
    reason: 'They asked.',
    quote: 'Send it.',
    confidence,
  },
});
const stageSkips = ({ skips }: { skips: { what: string; reason: string }[] }) =>
  skips.filter(({ what }) => what === 'deal stage').map(({ reason }) => reason.split(':')[0]);

describe('stages of deals', () => {
  let at: MappedProduct;

  beforeAll(async () => {
    at = await MappedProduct.start();
  });
  afterAll(() => at.product.stop());
  afterEach(() => {
    expect(at.product.sandbox.calls().flatMap((call) => call.violations)).toEqual([]);
  });

  const stageOf = (deal: string) => at.shown('deals', deal)['dealstage'];

  it('stay, and nothing is proposed, when the rules are off', async () => {
    await at.settings(rules('off', CONTRACT));
    const buyer = at.buyer();
    await at.talk('ses_off', buyer, says('They want the contract.', recommends(1)));
    expect(stageOf(buyer.deal)).toBe('appointmentscheduled');
    expect(await at.proposalsFor(buyer.deal)).toEqual([]);
  });

  it('are proposed with the words that led to it', async () => {
    await at.settings(rules('propose', CONTRACT));
    const buyer = at.buyer();
    await at.talk('ses_propose', buyer, says('All well. They want the CONTRACT soon.'));
    expect(stageOf(buyer.deal)).toBe('appointmentscheduled');
    expect(await at.proposalsFor(buyer.deal)).toMatchObject([
      {
        kind: 'stage',
        what: 'Deal stage',
        current: 'appointmentscheduled',
        currentLabel: 'Appointment Scheduled',
        proposed: 'contractsent',
        proposedLabel: 'Contract Sent',
        quote: 'They want the CONTRACT soon.',
        confidence: null,
        state: 'open',
      },
    ]);
    // The same again changes nothing; a version that no longer says it takes it back.
    await at.resync('ses_propose');
    expect(await at.proposalsFor(buyer.deal, 'open')).toHaveLength(1);
    await at.talk('ses_propose', buyer, says('All well.'));
    expect(await at.proposalsFor(buyer.deal)).toMatchObject([
      { state: 'stale', message: expect.any(String) },
    ]);
  });

  it('are written by rule, once, and can be taken back; then the rule leaves the deal alone', async () => {
    await at.settings(rules('auto', CONTRACT));
    const buyer = at.buyer();
    await at.talk('ses_auto', buyer, says('They want the contract.'));
    expect(at.shown('deals', buyer.deal)).toMatchObject({ dealstage: 'contractsent', pipeline: 'default' });
    const [made] = await at.proposalsFor(buyer.deal);
    expect(made).toMatchObject({ state: 'approved', decidedBy: 'system', undoUntil: expect.any(String) });
    at.product.sandbox.resetCalls();
    await at.resync('ses_auto');
    expect(at.writes()).toEqual([]);

    expect((await at.decide('undo', made?.id ?? '')).body).toMatchObject({ state: 'undone' });
    expect(stageOf(buyer.deal)).toBe('appointmentscheduled');
    await at.resync('ses_auto');
    expect(stageOf(buyer.deal)).toBe('appointmentscheduled');
    expect(await at.proposalsFor(buyer.deal, 'open')).toEqual([]);
  });

  it('that a person changed later are never overwritten', async () => {
    await at.settings(rules('auto', CONTRACT));
    const buyer = at.buyer();
    await at.talk('ses_later', buyer, says('They want the contract.'));
    at.edit('deals', buyer.deal, { dealstage: 'qualifiedtobuy' });
    await at.talk('ses_later', buyer, says('They want the contract. Really.'));
    expect(stageOf(buyer.deal)).toBe('qualifiedtobuy');
    await at.talk('ses_later_2', buyer, says('The contract again.'), 2);
    expect(stageOf(buyer.deal)).toBe('qualifiedtobuy');
    expect(await at.proposalsFor(buyer.deal, 'open')).toMatchObject([{ sessionId: 'ses_later_2' }]);
  });

  it('follow a sure recommendation and only propose an unsure one', async () => {
    await at.settings(rules('auto'));
    const [sure, unsure] = [at.buyer(), at.buyer()];
    await at.talk('ses_sure', sure, says('Hello.', recommends(0.7)));
    await at.talk('ses_unsure', unsure, says('Hello.', recommends(0.69)));
    expect(stageOf(sure.deal)).toBe('contractsent');
    expect(stageOf(unsure.deal)).toBe('appointmentscheduled');
    expect(await at.proposalsFor(unsure.deal)).toMatchObject([
      { state: 'open', confidence: 0.69, quote: 'Send it.', reason: 'They asked.' },
    ]);
  });

  it('never go back, out of the pipeline or out of a closed stage, and say why', async () => {
    const back = { ...CONTRACT, stage: 'qualifiedtobuy' };
    await at.settings(rules('auto', back, { ...CONTRACT, pipeline: 'renewals', stage: 'r_signed' }));
    const ahead = at.buyer({ dealstage: 'decisionmakerboughtin' });
    expect(stageSkips(await at.talk('ses_back', ahead, says('contract')))).toEqual(['backwards']);
    expect(stageOf(ahead.deal)).toBe('decisionmakerboughtin');

    const renewal = at.buyer({ pipeline: 'renewals', dealstage: 'r_open' });
    await at.talk('ses_renewal', renewal, says('contract'));
    expect(stageOf(renewal.deal)).toBe('r_signed');

    await at.settings(rules('auto', { ...back, allowBackwards: true }));
    await at.talk('ses_back', ahead, says('contract', { title: 'Again' }));
    expect(stageOf(ahead.deal)).toBe('qualifiedtobuy');
  });

  it('an older conversation does not move the deal again', async () => {
    await at.settings(
      rules('auto', CONTRACT, {
        keywords: ['offer'],
        pipeline: 'default',
        stage: 'qualifiedtobuy',
        allowBackwards: true,
      }),
    );
    const buyer = at.buyer();
    await at.talk('ses_second', buyer, says('The contract.'), 3);
    const row = await at.talk('ses_first', buyer, says('The offer.'), 1);
    expect(stageOf(buyer.deal)).toBe('contractsent');
    expect(stageSkips(row)).toEqual(['newer_conversation']);
  });

  it('that HubSpot refuses leave the rest of the deal written and nothing to take back', async () => {
    await at.settings(rules('auto', CONTRACT));
    const buyer = at.buyer();
    const detail = {
      code: 'INVALID_OPTION',
      message: 'no such stage',
      context: { propertyName: ['dealstage'] },
    };
    const clear = at.product.sandbox.fault({
      path: /deals\/batch\/update/,
      kind: 'status',
      status: 400,
      times: 1,
      body: { status: 'error', category: 'VALIDATION_ERROR', message: 'no such stage', errors: [detail] },
    });
    const row = await at.talk(
      'ses_stage_refused',
      buyer,
      says('The contract.', { summary: { brief: 'The contract.', next_steps: ['Sign'] } }),
    );
    clear();
    expect(row.state).toBe('partial');
    expect(at.shown('deals', buyer.deal)).toMatchObject({
      hs_next_step: 'Sign',
      dealstage: 'appointmentscheduled',
    });
    expect(await at.proposalsFor(buyer.deal)).toMatchObject([
      { state: 'stale', undoUntil: null, message: expect.stringMatching(/no such stage/) },
    ]);
    await at.resync('ses_stage_refused');
    expect(stageOf(buyer.deal)).toBe('contractsent');
  });
});
