import { createMatcher, type Route } from './api/route.ts';
import { ACCOUNT_ROUTES } from './api/account.ts';
import { ASSOCIATION_ROUTES } from './api/associations.ts';
import { PROPERTY_ROUTES } from './api/properties.ts';
import { RECORD_ROUTES } from './api/records.ts';
import { EVENT_ROUTES } from './api/events.ts';
import { SCHEMA_ROUTES } from './api/schemas.ts';
import { invalid, missingScopes, notFound, Refusal, type Reply, type SandboxRequest } from './http.ts';
import { versionOf } from './judge/files.ts';
import type { Judge, Verdict } from './judge/judge.ts';
import type { OpenCall } from './journal.ts';
import { rateHeaders, rateLimitBody, type Limits } from './limits.ts';
import { refusalReply } from './refusalReply.ts';
import { writeContext } from './records/context.ts';
import type { AccessToken, Authority } from './oauth/authority.ts';
import { introspectReply, revokeReply, tokenReply, type TokenReply } from './oauth/tokens.ts';
import type { Portal } from './portal/portal.ts';
import type { SandboxSettings } from './settings.ts';

export interface Gateway {
  /** The portal a request would act for, before anything is checked: faults may be aimed at one. */
  portalOf(request: SandboxRequest): string | null;
  answer(request: SandboxRequest, call: OpenCall, correlationId: string): Reply;
}

const ROUTES: readonly Route[] = [
  ...ASSOCIATION_ROUTES,
  ...RECORD_ROUTES,
  ...PROPERTY_ROUTES,
  ...ACCOUNT_ROUTES,
  ...EVENT_ROUTES,
  ...SCHEMA_ROUTES,
];

const TOKEN_PATH = /^\/oauth\/[^/]+\/token(\/introspect|\/revoke)?$/;
const UNINSTALL_PATH = /^\/appinstalls\/[^/]+\/external-install$/;

const bearer = (request: SandboxRequest): string | undefined =>
  /^Bearer (.+)$/.exec(request.headers['authorization'] ?? '')?.[1];

/** Runs a part of the work; a refusal is noted and becomes HubSpot's answer. */
function settle(work: () => Reply, call: OpenCall, correlationId: string): Reply {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.violation) call.violations.push(error.violation);
    return refusalReply(error, correlationId);
  }
}

const inputsOf = (body: unknown): number => {
  const inputs: unknown =
    typeof body === 'object' && body !== null && 'inputs' in body ? body.inputs : undefined;
  return Array.isArray(inputs) ? inputs.length : 0;
};

/** HubSpot's front door: path, token, limits, shape, scopes, then the work itself. */
export function createGateway(deps: {
  settings: SandboxSettings;
  judge: Judge;
  authority: Authority;
  portals: ReadonlyMap<string, Portal>;
  limitsOf(portalId: string): Limits;
}): Gateway {
  const { settings, judge, authority, portals } = deps;
  const match = createMatcher(ROUTES);
  const now = (): number => settings.now().getTime();

  const accept = (request: SandboxRequest, call: OpenCall): Verdict => {
    const verdict = judge.judge(request);
    call.inputs = inputsOf(verdict.body);
    call.violations.push(...verdict.noted, ...verdict.refused);
    if (!verdict.known) {
      call.violations.push(`no published operation ${request.method} ${request.path}`);
      throw notFound('resource not found');
    }
    return verdict;
  };

  const checkShape = (verdict: Verdict): void => {
    if (verdict.refused.length > 0) {
      throw invalid(`Invalid input JSON: ${verdict.refused.join('; ')}`, {}, '');
    }
  };

  const oauth = (request: SandboxRequest, call: OpenCall): Reply => {
    const verdict = accept(request, call);
    checkShape(verdict);
    const form = verdict.body as Readonly<Record<string, string>>;
    const run = (): TokenReply => {
      if (request.path.endsWith('/introspect')) return introspectReply(form, settings.app, authority, now());
      if (request.path.endsWith('/revoke')) return revokeReply(form, settings.app, authority);
      return tokenReply(form, settings.app, authority, now());
    };
    call.portalId = authority.installOf(form['refresh_token'] ?? form['token'] ?? '')?.portalId ?? null;
    const { reply, portalId } = run();
    call.portalId = portalId ?? call.portalId;
    return reply;
  };

  const authenticate = (request: SandboxRequest, call: OpenCall): { access: AccessToken; portal: Portal } => {
    const token = bearer(request);
    const access = token === undefined ? undefined : authority.access(token);
    const portal = access && portals.get(access.portalId);
    if (access === undefined || portal === undefined) {
      throw new Refusal(401, {
        message: 'Authentication credentials not found. This API supports OAuth 2.0 authentication.',
        category: 'INVALID_AUTHENTICATION',
      });
    }
    call.portalId = access.portalId;
    if (access.expiresAt <= now()) {
      const ago = Math.max(0, Math.floor((now() - access.expiresAt) / 1_000));
      throw new Refusal(401, {
        message: `The OAuth token used to make this call expired ${ago} second(s) ago.`,
        category: 'EXPIRED_AUTHENTICATION',
      });
    }
    return { access, portal };
  };

  /** @returns the headers that tell how much of the window is left; search answers carry none (§8.2). */
  const limit = (portalId: string, bucket: Route['bucket']): Record<string, string> => {
    const window = deps.limitsOf(portalId)[bucket];
    const { ok, remaining } = window.take(settings.monotonicMs());
    if (ok) return bucket === 'search' ? {} : rateHeaders(remaining);
    const body = rateLimitBody(bucket === 'search');
    throw new Refusal(
      429,
      { message: body['message'] ?? '', category: 'RATE_LIMITS' },
      { body, violation: `over the ${bucket} limit` },
    );
  };

  const api = (request: SandboxRequest, call: OpenCall, correlationId: string): Reply => {
    const verdict = accept(request, call);
    const { access, portal } = authenticate(request, call);
    const uninstalling = UNINSTALL_PATH.test(request.path);
    const matched = match(request.method, request.path);
    const headers = limit(portal.id, matched?.route.bucket ?? 'general');
    const work = (): Reply => {
      if (uninstalling) {
        authority.uninstall(portal.id);
        return { status: 204 };
      }
      if (matched === undefined) {
        call.violations.push(`the local HubSpot does not implement ${request.method} ${request.path}`);
        return { status: 501, body: { status: 'error', message: 'not implemented by the local HubSpot' } };
      }
      for (const anyOf of matched.route.scopes(matched.params)) {
        if (!anyOf.some((scope) => access.scopes.includes(scope))) throw missingScopes(anyOf);
      }
      checkShape(verdict);
      return matched.route.handle({
        request,
        params: matched.params,
        body: verdict.body,
        portal,
        settings,
        write: writeContext(settings, portal, 'app', versionOf(request.path) ?? ''),
      });
    };
    const reply = settle(work, call, correlationId);
    return { ...reply, headers: { ...headers, ...reply.headers } };
  };

  return {
    portalOf: (request) => authority.access(bearer(request) ?? '')?.portalId ?? null,
    answer: (request, call, correlationId) =>
      settle(
        () => (TOKEN_PATH.test(request.path) ? oauth(request, call) : api(request, call, correlationId)),
        call,
        correlationId,
      ),
  };
}
