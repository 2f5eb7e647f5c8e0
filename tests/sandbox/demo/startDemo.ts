import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../server/clock.ts';
import { startEngine } from '../../../server/store/engine.ts';
import { EVENT_TYPES } from '../../support/eventTypes.ts';
import { subscriptions } from '../../support/subscriptions.ts';
import { workflowActions } from '../../support/workflowActions.ts';
import { createSandbox } from '../hubspot/sandbox.ts';
import { DEMO_IDS, demoPortal } from '../samples/portal.ts';
import { SAMPLES } from '../samples/samples.ts';
import { dayAfter } from '../samples/time.ts';
import { RECIPES } from '../samples/workflows.ts';
import type { Sandbox } from '../sandbox.types.ts';
import { buildPage } from './buildPage.ts';
import { createCalls, type Calls } from './calls.ts';
import { keepCoaching } from './coaching.ts';
import { connectByItself } from './connectByItself.ts';
import { proposeStages } from './proposeStages.ts';
import type { ConnectionView, HealthView, Overview } from './demo.types.ts';
import { createFollow } from './follow.ts';
import { createCardFetch } from './http/cardFetch.ts';
import { startPageServer } from './http/pageServer.ts';
import { createLiveprompt, type LivepromptBackend } from './liveprompt.ts';
import { startDemoProduct } from './product.ts';
import { createRecordPages } from './records/recordPages.ts';
import type { DemoPorts } from './ports.ts';
import { DEMO_ORGANIZATION, DEMO_PERSON, demoApp, demoConfig, local } from './settings.ts';
import { createReadTemplates } from './workflows/readTemplates.ts';
import { settled } from './settled.ts';
import { createWorkflowViews } from './workflows/createWorkflowViews.ts';

export interface Demo {
  url: string;
  sandbox: Sandbox;
  /** Ends all of it; nothing listens and nothing is left on the disk afterwards. */
  stop(): Promise<void>;
}

export interface DemoOptions {
  ports: DemoPorts;
  /** Go straight to the embedded store, as tests do. */
  embedded?: boolean;
  /** Let the first call propose a stage; saved settings mean that no set-up greets the admin any more. */
  proposeStages?: boolean;
  /** `MONGOMS_SYSTEM_BINARY` */
  systemBinary?: string | undefined;
  /** Told what has just started, one plain sentence at a time. */
  say?: (sentence: string) => void;
}

const PORTAL = DEMO_IDS.portal;
/** HubSpot waits a minute; a viewer need not. */
const RETRY_WORKFLOW_MS = 1_000;

/** Starts store, local HubSpot, server and page, connects them, and plays one sales call. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { ports, say = () => undefined } = options;
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    // Last started, first stopped: nobody talks to what is gone already.
    for (const one of stops.reverse().splice(0)) await one();
  };
  try {
    return { ...(await start()), stop };
  } catch (error) {
    await stop();
    throw error;
  }

  async function start(): Promise<Omit<Demo, 'stop'>> {
    const builtDir = await mkdtemp(join(tmpdir(), 'liveprompt-demo-'));
    stops.push(() => rm(builtDir, { recursive: true, force: true }));
    const building = buildPage(builtDir);
    // Awaited below; until then a failure must not count as unhandled.
    building.catch(() => undefined);

    const engine = await startEngine({
      systemBinary: options.systemBinary,
      prefer: options.embedded ? 'embedded' : undefined,
      clock: systemClock,
    });
    stops.push(() => engine.stop());
    say(engine.describe());

    const actions = workflowActions(local(ports.server));
    const sandbox = await createSandbox({
      port: ports.sandbox,
      app: demoApp(ports),
      eventTypes: EVENT_TYPES,
      // What people do to records on the demo's page reaches the product as it would from HubSpot.
      webhooks: {
        targetUrl: `${local(ports.server)}/webhooks/hubspot`,
        subscriptions: subscriptions(),
        automatic: true,
      },
      workflows: { actions, automatic: true, firstRetryMs: RETRY_WORKFLOW_MS },
    });
    stops.push(() => sandbox.close());
    const seed = demoPortal(dayAfter(systemClock.now(), 30));
    sandbox.addPortal({ ...seed, appEvents: true, workflows: RECIPES.map(({ workflow }) => workflow) });
    const { timeZone = 'UTC' } = seed;
    say(`Local HubSpot: ${sandbox.url} (a strict stand-in on this machine; nothing reaches HubSpot).`);

    const { config, webhookSecret } = demoConfig(ports, sandbox);
    stops.push(await startDemoProduct(config, engine.uri));
    say(`Server: ${config.publicUrl} (web, worker and scheduler).`);

    const liveprompt = createLiveprompt({
      serverUrl: config.publicUrl,
      apiSecret: config.liveprompt.apiSecret,
      webhookSecret,
      organizationId: DEMO_ORGANIZATION.id,
      email: DEMO_PERSON.email,
      now: () => systemClock.now(),
    });
    const calls = createCalls({
      liveprompt,
      organizationId: DEMO_ORGANIZATION.id,
      now: () => systemClock.now(),
      newId: () => randomBytes(5).toString('hex'),
      callCount: () => sandbox.calls().length,
    });
    const follow = createFollow({ liveprompt, sandbox, portalId: PORTAL, calls });
    await connectByItself({ liveprompt, sandbox, portalId: PORTAL });
    if (options.proposeStages) await proposeStages(liveprompt);
    say('Connected: Brightlane’s HubSpot account, through the real OAuth routes.');

    const first = await calls.end('sales');
    await settled(
      async () => (await follow(first?.sessionId ?? ''))?.done ?? false,
      'The first call of the demo did not reach the local HubSpot.',
    );
    say('Played: one sales call with Acme.');

    await building;
    stops.push(
      await startPageServer({
        port: ports.page,
        builtDir,
        liveprompt,
        calls,
        follow,
        keepCoaching: () => keepCoaching(liveprompt, calls.lastSessionId()),
        readOverview: () => readOverview(liveprompt, calls, timeZone),
        records: createRecordPages({ sandbox, portalId: PORTAL, timeZone }),
        workflows: createWorkflowViews({
          sandbox,
          portalId: PORTAL,
          timeZone,
          actions,
          readOptions: createReadTemplates({
            clientSecret: config.hubspot.clientSecret,
            optionsUrl: `${config.publicUrl}/hubspot/workflow/options`,
            portalId: PORTAL,
          }),
        }),
        cardFetch: createCardFetch({ ...config.hubspot, serverUrl: config.publicUrl, portalId: PORTAL }),
      }),
    );
    return { url: local(ports.page), sandbox };
  }
}

async function readOverview(
  liveprompt: LivepromptBackend,
  calls: Calls,
  timeZone: string,
): Promise<Overview> {
  const [connection, health] = await Promise.all([
    liveprompt.api('GET', '/connection'),
    liveprompt.api('GET', '/health'),
  ]);
  if (connection.status !== 200 || health.status !== 200) throw new Error('The server refused the demo.');
  return {
    organization: DEMO_ORGANIZATION.name,
    person: DEMO_PERSON.name,
    portalId: PORTAL,
    timeZone,
    connection: connection.body as ConnectionView,
    health: health.body as HealthView,
    samples: SAMPLES.map(({ key, label, watch }) => ({ key, label, watch })),
    lastSessionId: calls.lastSessionId(),
  };
}
