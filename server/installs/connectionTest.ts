import type { ConnectionCheck, ConnectionTest } from '../../shared/connection.ts';
import { CONTACT_PROPERTIES, DEAL_PROPERTIES } from '../../shared/properties.ts';
import { AppError } from '../errors.ts';
import type { AccessTokens, HubSpotCall } from '../hubspot/call.types.ts';
import type { TokenClient } from '../hubspot/oauth.ts';
import { missingScopes } from './connection.ts';
import { notConnected } from './errors.ts';
import type { CoachingObjects } from './coachingObjects.ts';
import type { InstallDocument } from './install.ts';
import type { InstallStore } from './installStore.ts';
import type { ProvisionAnew } from './provisionAnew.ts';
import { existingProperties } from './provisionTypes.ts';

export interface ConnectionTestDeps {
  store: Pick<InstallStore, 'ofOrganization'>;
  tokens: AccessTokens;
  oauth: Pick<TokenClient, 'introspect'>;
  call: HubSpotCall;
  /** Whether an organisation wants records of the custom object. */
  wantsCoaching: (orgId: string) => Promise<boolean>;
  coachingObjects: Pick<CoachingObjects, 'obstacle'>;
  /** Makes our properties that are missing, and completes what went without. @returns those that are missing still. */
  remake: (install: InstallDocument) => Promise<ReadonlySet<string>>;
  provisionAnew: ProvisionAnew;
  /** Resolves when the place where webhooks are kept answers. */
  pingStore: () => Promise<void>;
}

export type TestConnection = (orgId: string) => Promise<ConnectionTest>;

/** Live checks, each on its own: one that fails does not hide the others. */
export function createConnectionTest(deps: ConnectionTestDeps): TestConnection {
  return async (orgId) => {
    const install = await deps.store.ofOrganization(orgId);
    const webhookStore = await check('webhook store', async () => {
      await deps.pingStore();
      return 'Conversations can be received and kept.';
    });
    if (!install) return verdict([refused('connection', notConnected()), webhookStore]);
    const portalId = install._id;
    const token = await check('token', async () => {
      await deps.tokens.current(portalId);
      return 'HubSpot lets liveprompt in.';
    });
    if (!token.ok) return verdict([token, webhookStore]);
    const others = await Promise.all([
      check('scopes', () => scopes(portalId)),
      check('account', async () => {
        await deps.call(portalId, { endpoint: 'account.details', lane: 'people' });
        return `HubSpot account ${install.portalName ?? portalId} answers.`;
      }),
      ...((await deps.wantsCoaching(orgId)) ? [check('custom object', () => customObject(install))] : []),
      check('properties', () => properties(install, orgId)),
    ]);
    return verdict([token, ...others, webhookStore]);
  };

  async function scopes(portalId: string): Promise<string> {
    const token = await deps.tokens.current(portalId);
    let facts = await deps.oauth.introspect(token, 'access_token');
    // HubSpot ended the token before its time: the next one tells what is granted.
    if (!facts.active) {
      facts = await deps.oauth.introspect(await deps.tokens.replace(portalId, token), 'access_token');
    }
    const missing = missingScopes(facts.scopes);
    if (missing.length === 0) return 'All permissions are granted.';
    throw failed(
      `These permissions are missing: ${missing.join(', ')}.`,
      'Connect HubSpot again and grant them.',
    );
  }

  async function customObject(install: InstallDocument): Promise<string> {
    const obstacle = await deps.coachingObjects.obstacle(install, true);
    if (obstacle === null) return 'Coaching sessions can be written.';
    throw failed(obstacle, '');
  }

  /** Whoever tests has often just corrected something in HubSpot: what is missing is made at once. */
  async function properties(install: InstallDocument, orgId: string): Promise<string> {
    const portalId = install._id;
    const [contacts, deals] = await Promise.all([
      existingProperties(deps.call, portalId, 'contacts'),
      existingProperties(deps.call, portalId, 'deals'),
    ]);
    const missing = [
      ...CONTACT_PROPERTIES.filter(({ name }) => !contacts.has(name)),
      ...DEAL_PROPERTIES.filter(({ name }) => !deals.has(name)),
    ].map(({ name }) => name);
    if (missing.length === 0) {
      await deps.provisionAnew(orgId);
      return 'The liveprompt properties are in place.';
    }
    const left = await deps.remake(install);
    if (left.size === 0) return 'The liveprompt properties were missing; they have been made again.';
    throw failed(
      `HubSpot has no property ${[...left].join(', ')}, and did not let liveprompt make it.`,
      'Connect HubSpot again and grant the permission to edit properties, then test again.',
    );
  }
}

async function check(name: ConnectionCheck['name'], work: () => Promise<string>): Promise<ConnectionCheck> {
  try {
    return { name, ok: true, detail: await work() };
  } catch (error) {
    if (error instanceof AppError) return refused(name, error);
    return { name, ok: false, detail: 'This check could not be made just now. Try again in a minute.' };
  }
}

function refused(name: ConnectionCheck['name'], error: AppError): ConnectionCheck {
  return { name, ok: false, detail: `${error.message} ${error.action}`.trim() };
}

function failed(message: string, action: string): AppError {
  return new AppError({ code: 'check_failed', kind: 'final', message, action });
}

function verdict(checks: ConnectionCheck[]): ConnectionTest {
  return { ok: checks.every(({ ok }) => ok), checks };
}
