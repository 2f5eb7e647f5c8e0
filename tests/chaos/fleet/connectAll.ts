import { demoPortal } from '../../sandbox/samples/portal.ts';
import type { Tie } from '../checker/history.types.ts';
import type { Fleet } from './startFleet.ts';

/** An organisation for each of so many portals, in both key modes by turns; portal ids begin at 1001. */
export async function connectAll({ sandbox, clients }: Fleet, portals: number): Promise<Tie[]> {
  const ties: Tie[] = [];
  for (let index = 1; index <= portals; index += 1) {
    const [orgId, portalId] = [`org_${index}`, String(1_000 + index)];
    sandbox.addPortal({ ...demoPortal('2026-12-31'), portalId, activityKeys: index % 2 === 0 });
    await clients[0]?.connect(orgId, portalId);
    ties.push({ orgId, portalId, from: Date.now(), until: null });
  }
  return ties;
}
