import type { SandboxOptions } from '../sandbox.types.ts';

/** The options with every default filled in. */
export type SandboxSettings = Required<Omit<SandboxOptions, 'app'>> & {
  app: Required<SandboxOptions['app']>;
};

export const withDefaults = (options: SandboxOptions): SandboxSettings => ({
  port: 0,
  searchLagMs: 2_000,
  now: () => new Date(),
  monotonicMs: () => performance.now(),
  echoTraceIds: true,
  latencyMs: 0,
  latencyPerInputMs: 0,
  eventTypes: [],
  webhooks: { targetUrl: '', subscriptions: [] },
  openApiDirectory: 'tests/fixtures/hubspot-openapi',
  ...options,
  app: { optionalScopes: [], name: 'liveprompt', ...options.app },
});
