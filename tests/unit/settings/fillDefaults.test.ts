import { DEFAULT_SETTINGS, settingsDocument, type Settings } from '../../../shared/settings.ts';
import { fillDefaults } from '../../../server/settings/fillDefaults.ts';
import { underPlan } from '../../../server/settings/premium.ts';

describe('settings that were saved by an older version', () => {
  it('get the defaults of what did not exist then, and keep what was decided', () => {
    const { excludeAddresses: _, internalDomains: __, ...matching } = DEFAULT_SETTINGS.matching;
    const { strategy: ___, ...deals } = DEFAULT_SETTINGS.deals;
    const stored = {
      version: 4,
      sync: { ...DEFAULT_SETTINGS.sync, auto: false, customObject: null },
      matching: { ...matching, excludeDomains: ['acme.com'] },
      deals: { ...deals, stage: { mode: 'auto', rules: [] } },
    } as unknown as Partial<Settings>;
    const filled = fillDefaults(stored);
    expect(settingsDocument.parse(filled)).toEqual({
      ...DEFAULT_SETTINGS,
      version: 4,
      sync: { ...DEFAULT_SETTINGS.sync, auto: false },
      matching: { ...DEFAULT_SETTINGS.matching, excludeDomains: ['acme.com'] },
      deals: { ...DEFAULT_SETTINGS.deals, stage: { mode: 'auto', rules: [] } },
    });
  });

  it('are left alone when they are complete', () => {
    expect(fillDefaults(DEFAULT_SETTINGS)).toEqual(DEFAULT_SETTINGS);
  });
});

describe('settings under a plan', () => {
  const premium: Settings = {
    ...DEFAULT_SETTINGS,
    sync: { ...DEFAULT_SETTINGS.sync, recordings: true },
  };

  it('premium switches have no effect on starter, and theirs on the paid plans', () => {
    expect(underPlan(premium, 'starter')).toEqual(DEFAULT_SETTINGS);
    expect(underPlan(premium, 'professional')).toBe(premium);
    expect(underPlan(premium, 'enterprise')).toBe(premium);
    expect(underPlan(DEFAULT_SETTINGS, 'starter')).toBe(DEFAULT_SETTINGS);
  });

  it('coaching sessions depend on the edition of HubSpot, not on the plan', () => {
    const coaching: Settings = {
      ...DEFAULT_SETTINGS,
      sync: { ...DEFAULT_SETTINGS.sync, customObject: 'coaching_sessions' },
    };
    expect(underPlan(coaching, 'starter')).toBe(coaching);
  });
});
