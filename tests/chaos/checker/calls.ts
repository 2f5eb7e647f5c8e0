import type { SandboxCall } from '../../sandbox/sandbox.types.ts';
import { linkOf, type Facts } from './facts.ts';
import type { Breach } from './history.types.ts';

const READING = /\/batch\/read$|\/search$|^\/oauth\//;

/** A call that was to change a record; searches and batch reads are POSTs too. */
export function isWrite({ method, path }: Pick<SandboxCall, 'method' | 'path'>): boolean {
  return method !== 'GET' && !READING.test(path) && !path.startsWith('/appinstalls/');
}

const text = ({ method, path, status }: SandboxCall): string => `${method} ${path} → ${status}`;

/** V9: what an organisation said is in its own portal and in no other. */
export function tokensOfTheOwner({ history, live }: Facts): Breach[] {
  const owner = new Map(
    history.accepted.flatMap(({ orgId, session }) => (session ? [[session.id, orgId] as const] : [])),
  );
  return live.flatMap(({ portalId, record }): Breach[] => {
    const link = linkOf(record)?.split('#')[0];
    const sessionId = decodeURIComponent(link?.slice(link.lastIndexOf('/') + 1) ?? '');
    const orgId = owner.get(sessionId);
    const own = history.ties.some((tie) => tie.orgId === orgId && tie.portalId === portalId);
    return orgId === undefined || own
      ? []
      : [{ rule: 'V9', what: `${record.type} ${record.id} of ${orgId} is in portal ${portalId}` }];
  });
}

/** V10: after a disconnect, or once the access is withdrawn, nothing is written. */
export function silenceIsKept({ history }: Facts): Breach[] {
  return history.silences.flatMap(({ portalId, from, until }) =>
    history.calls
      .filter((call) => call.portalId === portalId && isWrite(call) && call.status < 400)
      .filter(({ at }) => at > from && (until === null || at < until))
      .map((call): Breach => ({ rule: 'V10', what: `portal ${portalId} was left and got ${text(call)}` })),
  );
}

/** V11: never over a limit, and no call a conforming product would not make. */
export function limitsAreKept({ history }: Facts): Breach[] {
  return history.calls.flatMap((call): Breach[] => {
    if (call.fault !== undefined) return [];
    if (call.status === 429)
      return [{ rule: 'V11', what: `portal ${call.portalId ?? '?'} over its limit: ${text(call)}` }];
    // Only by asking do we learn whether a portal allows a unique key on activities (hubspot-api.md §2.7).
    const probing = call.status === 403 && call.path.startsWith('/crm/properties/');
    const unaware = history.takenAway.some(
      ({ portalId, property, at }) =>
        portalId === call.portalId && at <= call.at && call.violations.every((one) => one.includes(property)),
    );
    return call.violations.length > 0 && !probing && !unaware
      ? [{ rule: 'V11', what: `HubSpot objects to ${text(call)}: ${call.violations.join('; ')}` }]
      : [];
  });
}

/** V15: what HubSpot shows already is not written again. */
export function rerunIsSilent({ history }: Facts): Breach[] {
  return history.rerun
    .filter(isWrite)
    .map((call) => ({ rule: 'V15', what: `a further run sent ${text(call)} with ${call.inputs} inputs` }));
}

/** V17: no secret and nothing a person said leaves through logs and errors. */
export function canariesStayIn({ history }: Facts): Breach[] {
  return history.canaries.flatMap((canary) =>
    history.outputs
      .filter((output) => output.includes(canary))
      .slice(0, 1)
      .map((output): Breach => {
        const at = output.indexOf(canary);
        return {
          rule: 'V17',
          what: `"${canary}" came out: …${output.slice(Math.max(0, at - 60), at + 20)}…`,
        };
      }),
  );
}
