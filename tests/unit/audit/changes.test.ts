import { DEFAULT_SETTINGS } from '../../../shared/settings.ts';
import { changedValues } from '../../../server/audit/changes.ts';

const { sync, matching, deals } = DEFAULT_SETTINGS;
const rule = { keywords: ['contract'], pipeline: 'default', stage: 'contractsent' };
const withRules = (rules: object[]) => ({
  ...DEFAULT_SETTINGS,
  deals: { ...deals, stage: { mode: 'auto', rules } },
});

describe('what the trail says of a change', () => {
  it('names only what differs, as short text', () => {
    const after = {
      ...DEFAULT_SETTINGS,
      sync: { ...sync, auto: false },
      matching: { ...matching, defaultContactId: '51' },
    };
    expect(changedValues(DEFAULT_SETTINGS, after)).toEqual({
      before: { 'sync.auto': 'true', 'matching.defaultContactId': '' },
      after: { 'sync.auto': 'false', 'matching.defaultContactId': '51' },
    });
  });

  it('says nothing of equal documents', () => {
    expect(changedValues(DEFAULT_SETTINGS, structuredClone(DEFAULT_SETTINGS))).toEqual({
      before: {},
      after: {},
    });
  });

  it('tells what left a list of words and what came, and an order that changed', () => {
    const before = { domains: ['a.com', 'b.com'] };
    expect(changedValues(before, { domains: ['b.com', 'c.com', 'd.com'] })).toEqual({
      before: { domains: 'a.com' },
      after: { domains: 'c.com, d.com' },
    });
    expect(changedValues(before, { domains: ['b.com', 'a.com'] }).after).toEqual({ domains: 'b.com, a.com' });
  });

  it('tells rules one by one, whole', () => {
    const { before, after } = changedValues(
      withRules([rule]),
      withRules([rule, { ...rule, stage: 'closedwon' }]),
    );
    expect(before).toEqual({ 'deals.stage.rules.1': '' });
    expect(after['deals.stage.rules.1']).toContain('closedwon');
  });

  it('never spells out an address, and cuts what is long', () => {
    const { after } = changedValues(
      { addresses: [], note: '' },
      { addresses: ['mary.smith@acme.com'], note: 'x'.repeat(5_000) },
    );
    expect(after['addresses']).toBe('m…@acme.com');
    expect(after['note']).toHaveLength(200);
  });
});
