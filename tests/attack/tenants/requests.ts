import { OPERATIONS } from '../../../server/http/reference/operations.ts';
import { hubspotRouteList } from '../../support/hubspotRouteList.ts';
import { apiRouteList } from '../../support/apiRouteList.ts';
import type { Ask } from '../callers.ts';
import type { Subject } from './cast.ts';

/** An endpoint as the router has it, with a request that names something of a subject. */
export interface Target {
  door: 'api' | 'portal';
  name: string;
  access: 'read' | 'write';
  /** Whether the request names something that belongs to somebody; else only its caller says whose it is. */
  names: boolean;
  ask(subject: Subject): Ask;
  /** The same of one's own, with somebody else's name written all over it. */
  lie(own: Subject, about: Subject): Ask;
}

const EXAMPLES = new Map(
  OPERATIONS.map(({ method, path, body }) => [`${method} ${path.replace('/api/v1', '')}`, body?.example]),
);

/** Bodies that name something; all others are the examples of the API reference. */
const BODIES: Readonly<Record<string, (subject: Subject) => unknown>> = {
  'post /proposals/decide': ({ proposalId }) => ({ ids: [proposalId], decision: 'approve' }),
  'post /tasks/:taskId': () => ({ done: true }),
  'post /links': ({ sessionId, contactId }) => ({
    sessionId,
    objectType: 'contact',
    objectId: contactId,
    action: 'unlink',
  }),
};
/** A page inside HubSpot asks by the query as well. */
const QUERIES: Readonly<Record<string, (subject: Subject) => Record<string, string>>> = {
  'get /cards/contact': ({ contactId }) => ({ objectId: contactId }),
  'get /cards/company': ({ portalId }) => ({ objectId: `${portalId}1` }),
  'get /cards/deal': ({ portalId }) => ({ objectId: `${portalId}3` }),
  'get /cards/ticket': ({ portalId }) => ({ objectId: `${portalId}4` }),
  'get /conversations/:sessionId': ({ contactId }) => ({ objectType: 'contact', objectId: contactId }),
  'get /links/suggestions': ({ sessionId, contactId }) => ({
    objectType: 'contact',
    objectId: contactId,
    sessionId,
  }),
};

/** A caller who writes another organisation into the request: nobody may listen to that (reliability.md §5). */
const lies = ({ orgId, portalId }: Subject): Record<string, string> => ({
  org: orgId,
  orgId,
  organization_id: orgId,
  portal: portalId,
});

function target(door: Target['door'], method: string, path: string, access: Target['access']): Target {
  const name = `${method} ${path}`;
  const body = BODIES[name];
  const query = QUERIES[name];
  const ask = (subject: Subject, more: Record<string, string> = {}): Ask => {
    const owner = path.startsWith('/backfill') ? subject.backfillId : subject.proposalId;
    const filled = path
      .replace(':sessionId', subject.sessionId)
      .replace(':taskId', subject.taskId)
      .replace(':id', owner);
    const asked = new URLSearchParams({ ...query?.(subject), ...more }).toString();
    const sent = body ? body(subject) : (EXAMPLES.get(name) ?? (method === 'get' ? undefined : {}));
    return {
      method,
      path: asked === '' ? filled : `${filled}?${asked}`,
      ...(sent === undefined ? {} : { body: sent }),
    };
  };
  return {
    door,
    name: `${door} ${name}`,
    access,
    names: /:(id|sessionId|taskId)/.test(path) || body !== undefined,
    ask,
    lie(own, about) {
      const { body: sent, ...rest } = ask(own, lies(about));
      return sent === undefined ? rest : { ...rest, body: { ...(sent as object), ...lies(about) } };
    },
  };
}

/** The same list as a table for a spreadsheet. */
const TABLES: Readonly<Record<string, string>> = { '/audit': '/audit', '/reports': '/reports?report=trend' };

function table(path: string, address: string): Target {
  const as = target('api', 'get', path, 'read');
  const ask = (): Ask => ({ method: 'get', path: address, accept: 'text/csv' });
  return { ...as, name: `${as.name} as CSV`, ask, lie: ask };
}

/** Every endpoint behind liveprompt's token, and every one behind HubSpot's signature, from the routers' own lists. */
export function targets(): Target[] {
  return [
    ...apiRouteList().map(({ method, path, access }) => target('api', method, path, access)),
    ...Object.entries(TABLES).map(([path, address]) => table(path, address)),
    ...hubspotRouteList().map(({ method, path }) => target('portal', method, path, 'write')),
  ];
}
