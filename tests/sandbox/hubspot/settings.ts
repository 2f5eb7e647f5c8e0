import type { SandboxOptions } from '../sandbox.types.ts';

/** The options with every default filled in. */
export type SandboxSettings = Required<Omit<SandboxOptions, 'app' | 'workflows'>> & {
  app: Required<SandboxOptions['app']>;
  workflows: Required<NonNullable<SandboxOptions['workflows']>>;
};

export const withDefaults = (options: SandboxOptions): SandboxSettings => ({
  port: 0,
  searchLagMs: 2_000,
  now: () => new Date(),
  monotonicMs: () => performance.now(),
  random: Math.random,
  echoTraceIds: true,
  latencyMs: 0,
  latencyPerInputMs: 0,
  eventTypes: [],
  webhooks: { targetUrl: '', subscriptions: [] },
  openApiDirectory: 'tests/fixtures/hubspot-openapi',
  ...options,
  workflows: { actions: [], automatic: false, firstRetryMs: 60_000, ...options.workflows },
  app: { optionalScopes: [], name: 'liveprompt', ...options.app },
});
