import type { Session } from '../../shared/session.ts';
import type { Client } from '../support/client.ts';
import { worstCaseSession } from './worstCase.ts';

/** Posts one conversation of the worst case, as liveprompt would. @param insights others than it has. */
export async function deliverWorstCase(
  client: Client,
  org: string,
  index: number,
  insights?: Session['insights'],
): Promise<void> {
  const startedAt = new Date(Date.now() - 3_600_000 - index * 60_000);
  const worst = worstCaseSession(org, index, startedAt);
  const session = insights ? { ...worst, insights } : worst;
  const envelope = { type: 'session.completed', timestamp: startedAt.toISOString(), data: { session } };
  const { status } = await client.deliver(envelope);
  if (status !== 202) throw new Error(`session ${index} was answered ${status}`);
}

const SIDE_BY_SIDE = 20;

/** A plan without a limit: what is measured is the product, not what a customer pays for. */
export async function announceEnterprise(client: Client, org: string): Promise<void> {
  const data = { organization_id: org, plan: 'enterprise' };
  const envelope = { type: 'organization.plan_changed', timestamp: new Date().toISOString(), data };
  const { status } = await client.deliver(envelope);
  if (status !== 202) throw new Error(`the plan was answered ${status}`);
}

/** Posts conversations `0 … count − 1`, some side by side. */
export async function deliverBacklog(client: Client, org: string, count: number): Promise<void> {
  await announceEnterprise(client, org);
  let next = 0;
  await Promise.all(
    Array.from({ length: SIDE_BY_SIDE }, async () => {
      for (let index = next++; index < count; index = next++) await deliverWorstCase(client, org, index);
    }),
  );
}
