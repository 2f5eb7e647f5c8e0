import { COLLECTIONS } from '../../../server/collections.ts';
import { readEnvironment } from '../../../server/config/environment.ts';
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../../../shared/scopes.ts';
import { EVENT_TYPES } from '../../support/eventTypes.ts';
import { createLocalHubSpot } from '../../sandbox/hubspot/localHubSpot.ts';
import type { PortalDump } from '../../sandbox/hubspot/portal/dump.ts';
import type { SandboxCall } from '../../sandbox/sandbox.types.ts';
import type { DatabaseDump, History } from '../checker/history.types.ts';
import { codeOf, startProcess, type ChaosProcess } from './chaosProcess.ts';
import { createDirectEngine } from './directStore.ts';
import { knock } from './door.ts';
import { watchFences } from './fenceWatch.ts';
import { createOutside } from './outside.ts';
import { createPassing } from './passing.ts';
import { seeded } from './seeded.ts';
import { createSettling } from './settling.ts';
import { installVirtualTime } from './virtualTime.ts';
import type { World, WorldOptions } from './world.types.ts';

const START = Date.parse('2026-11-24T10:00:00Z');
const WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const APP = { clientId: 'client-id', clientSecret: 'CANARY-client-secret', appId: '4242' };
const CANARIES = [APP.clientSecret, WEBHOOK_SECRET, 'CANARY'];

const ENVIRONMENT = {
  PUBLIC_URL: 'http://localhost:3000',
  // Many requests in no time at all: that is how these runs are.
  API_RATE_LIMIT: '999999/1s',
  HUBSPOT_CLIENT_ID: APP.clientId,
  HUBSPOT_CLIENT_SECRET: APP.clientSecret,
  HUBSPOT_APP_ID: APP.appId,
  HUBSPOT_API_URL: 'http://hubspot.invalid',
  HUBSPOT_AUTHORIZE_URL: 'http://hubspot.invalid/oauth/authorize',
  LIVEPROMPT_WEBHOOK_SECRETS: WEBHOOK_SECRET,
  LIVEPROMPT_API_SECRET: Buffer.alloc(32, 9).toString('hex'),
  LIVEPROMPT_APP_URL: 'https://app.liveprompt.test',
  LOG_LEVEL: 'info',
};

/** Small, so that the few conversations of a run are worked on in flushes beside each other. */
const FLUSH_SIZE = 1;

/** One world at a time in a process: it holds the timers until it ends. */
export async function createWorld(options: WorldOptions): Promise<World> {
  const random = seeded(options.seed);
  const time = installVirtualTime(START, codeOf);
  const config = readEnvironment({ ...ENVIRONMENT, HUBSPOT_APP_EVENTS: options.appEvents ? 'on' : 'off' });
  const hubspot = createLocalHubSpot({
    app: {
      ...APP,
      redirectUrls: [`${config.publicUrl}/oauth/callback`],
      scopes: [...REQUIRED_SCOPES],
      optionalScopes: [...OPTIONAL_SCOPES],
    },
    now: () => new Date(time.now()),
    monotonicMs: () => time.elapsed(),
    eventTypes: EVENT_TYPES,
  });
  for (const portal of options.portals) hubspot.addPortal(portal);
  const engine = createDirectEngine(
    { now: () => new Date(time.now()), monotonicMs: () => time.elapsed() },
    COLLECTIONS,
  );
  const fences = watchFences(engine);
  const processes: ChaosProcess[] = [];
  const outputs: string[] = [];
  const passing = createPassing(time, () => processes);
  const calls: SandboxCall[] = [];
  let reruns: readonly SandboxCall[] = [];

  const start: World['start'] = async (skewMs = 0) => {
    const process = await startProcess({
      name: `process ${processes.length + 1}`,
      config,
      engine,
      time,
      random,
      flushSize: options.flushSize ?? FLUSH_SIZE,
      skewMs,
      fetch: (input, init) => {
        options.onCall?.(new URL(input instanceof Request ? input.url : input).pathname);
        return hubspot.fetch(input, init);
      },
      log: (line) => outputs.push(line),
      onStep: options.onStep ?? (() => undefined),
      storeFault: options.storeFault ?? (() => undefined),
    });
    processes.push(process);
    process.as(() => process.composition.worker.start());
    await passing.quiet();
    return process;
  };
  const alive = async (): Promise<ChaosProcess> =>
    processes.find(({ state }) => state === 'alive') ?? (await start());

  const through: World['knock'] = async (request, chosen) => {
    const process = chosen ?? (await alive());
    return passing.until(
      process.as(() => knock(process.composition.web, request)),
      process,
    );
  };
  const { pass } = passing;
  const output = (text: string): void => void outputs.push(text);
  const outside = createOutside({
    config,
    webhookSecret: WEBHOOK_SECRET,
    hubspot,
    time,
    knock: through,
    pass,
    output,
  });
  const { settle } = createSettling({ time, engine, passing, processes: () => processes, alive });
  const dump = (name: string) => engine.dump(name) as never;
  const rows = (): DatabaseDump['syncs'] => dump('syncs');
  const takeCalls = (): readonly SandboxCall[] => {
    const taken = [...hubspot.calls()];
    hubspot.resetCalls();
    calls.push(...taken);
    return taken;
  };

  await start();
  return {
    ...outside,
    ...passing,
    config,
    time,
    hubspot,
    engine,
    processes,
    start,
    alive,
    settle,
    knock: through,
    rows,
    async rerun() {
      takeCalls();
      for (const { orgId, sessionId, state } of rows()) {
        if (state === 'synced' || state === 'removed')
          await outside.api('POST', `/syncs/${encodeURIComponent(sessionId)}/retry`, orgId);
      }
      await settle();
      reruns = takeCalls();
    },
    calls: () => [...calls, ...hubspot.calls()],
    async history(facts = {}): Promise<History> {
      takeCalls();
      const usage: Record<string, number> = {};
      for (const { orgId, until } of outside.deeds.ties) {
        const { body } = await outside.api('GET', '/connection', orgId);
        const told = (body['usage'] as { used?: number } | undefined)?.used;
        if (until === null && told !== undefined) usage[orgId] = told;
      }
      return {
        appUrl: config.liveprompt.appUrl,
        portals: hubspot.portalIds().map((id) => hubspot.dump(id) as PortalDump),
        calls,
        ...outside.deeds,
        database: {
          journal: dump('journal'),
          sessions: dump('sessions'),
          syncs: rows(),
          installs: dump('installs'),
        },
        plantedBad: [],
        lateSurplus: false,
        fences,
        rerun: reruns,
        usage,
        outputs,
        canaries: CANARIES,
        ...facts,
      };
    },
    end() {
      for (const process of processes) process.kill();
      time.uninstall();
    },
  };
}
