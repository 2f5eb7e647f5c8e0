import { DEFAULT_SETTINGS, type Settings } from '../../shared/settings.ts';
import { DEMO_IDS, demoPortal } from '../sandbox/samples/portal.ts';
import { startProduct, type Product } from './product.ts';

/** Somebody who saves settings, for `org_1` on a portal with everything and `org_small` without tickets. */
export interface SettingsDesk {
  product: Product;
  /** PUTs a change of the defaults on top of the version that is stored. */
  put(
    change: Partial<Settings>,
    org?: string,
  ): Promise<{ status: number; issues: { path: string; message: string }[]; notChecked: string | null }>;
}

export async function settingsDesk(): Promise<SettingsDesk> {
  const product = await startProduct({ asleep: true });
  const stages = [{ id: 'renew_open', label: 'Open', probability: '0.5' }];
  product.sandbox.addPortal({
    ...demoPortal('2026-12-31'),
    dealPipelines: [{ id: 'renewals', label: 'Renewals', stages }],
  });
  product.sandbox.addPortal({ portalId: '70001', withheldScopes: ['tickets'] });
  await product.connect('org_1', DEMO_IDS.portal);
  await product.connect('org_small', '70001');
  product.sandbox.resetCalls();
  return {
    product,
    async put(change, org = 'org_1') {
      const { version } = (await product.api('GET', '/settings', { org })).body as unknown as Settings;
      const body = { ...DEFAULT_SETTINGS, ...change, version };
      const answer = await product.api('PUT', '/settings', { org, body });
      const { error } = answer.body as unknown as {
        error?: { issues?: { path: string; message: string }[] };
      };
      return {
        status: answer.status,
        issues: error?.issues ?? [],
        notChecked: answer.headers.get('x-not-checked'),
      };
    },
  };
}

type Mapping = Settings['mapping']['custom'][number];
type Rule = Settings['deals']['stage']['rules'][number];

/** One sound mapping, and parts of settings around such things. */
export const aMapping = (change: Partial<Mapping>): Mapping => ({
  from: 'insights.budget.max',
  object: 'deal',
  property: 'amount',
  mode: 'propose',
  ...change,
});
export const aRule = (change: Partial<Rule>): Rule => ({
  keywords: ['contract'],
  pipeline: 'default',
  stage: 'contractsent',
  ...change,
});
export const mapped = (...custom: Mapping[]) => ({ mapping: { ...DEFAULT_SETTINGS.mapping, custom } });
export const ruled = (...rules: Rule[]) => ({
  deals: { ...DEFAULT_SETTINGS.deals, stage: { mode: 'propose' as const, rules } },
});
export const matched = (change: Partial<Settings['matching']>) => ({
  matching: { ...DEFAULT_SETTINGS.matching, ...change },
});
