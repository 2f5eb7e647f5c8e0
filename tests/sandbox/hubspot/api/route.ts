import type { Reply, SandboxRequest } from '../http.ts';
import type { Portal } from '../portal/portal.ts';
import type { WriteContext } from '../records/context.ts';
import type { SandboxSettings } from '../settings.ts';

/** A call that was let in: the portal is the token's, the body passed the OpenAPI files. */
export interface ApiCall {
  request: SandboxRequest;
  params: Readonly<Record<string, string>>;
  body: unknown;
  portal: Portal;
  write: WriteContext;
  settings: SandboxSettings;
}

export interface Route {
  method: string;
  /** `{v}` is the dated version; other placeholders become `params`. */
  path: string;
  /** Every inner list needs one of its scopes. */
  scopes(params: Readonly<Record<string, string>>): string[][];
  bucket: 'general' | 'search';
  handle(call: ApiCall): Reply;
}

export interface Match {
  route: Route;
  params: Record<string, string>;
}

/** Finds the route of a path; routes with literal segments come before placeholders in the table. */
export function createMatcher(routes: readonly Route[]): (method: string, path: string) => Match | undefined {
  const compiled = routes.map((route) => ({
    route,
    pattern: new RegExp(`^${route.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
  }));
  return (method, path) => {
    for (const { route, pattern } of compiled) {
      const found = route.method === method ? pattern.exec(path) : null;
      if (found) {
        const params = Object.fromEntries(
          Object.entries(found.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
        );
        return { route, params };
      }
    }
    return undefined;
  };
}
