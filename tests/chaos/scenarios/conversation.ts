import type { Session } from '../../../shared/session.ts';
import type { Envelope, World } from '../world/world.types.ts';

/** All a conversation needs of a world is what time it is. */
interface Clocked {
  time: Pick<World['time'], 'now'>;
}

export interface Told extends Partial<Session> {
  id: string;
  version: number;
}

const HOUR_MS = 3_600_000;

/** A finished conversation; every version reads differently, so that a stale one is seen. */
export function conversation(world: Clocked, orgId: string, told: Told): Envelope {
  const now = new Date(Math.floor(world.time.now() / 1_000) * 1_000);
  const { id, version, ...rest } = told;
  const session: Session = {
    id,
    organization_id: orgId,
    version,
    kind: 'sales',
    channel: 'meeting',
    title: `${id} version ${version}`,
    started_at: new Date(now.getTime() - HOUR_MS).toISOString(),
    ended_at: now.toISOString(),
    host: { email: 'dana.weber@brightlane.io' },
    participants: [{ name: 'John Smith', email: 'john.smith@acme.com' }],
    summary: {
      brief: `CANARY-words of ${id} v${version}`,
      next_steps: [`Next step v${version}`],
      sentiment: 'positive',
    },
    action_items: [
      { id: 'act_1', title: `First task v${version}`, due_date: '2026-12-01' },
      { id: 'act_2', title: 'Second task', owner_email: 'priya.nair@brightlane.io' },
    ],
    insights: { key_insights: [`Insight v${version}`], objections: [{ text: 'Too dear', resolved: false }] },
    ...rest,
  };
  return {
    type: version === 1 ? 'session.completed' : 'session.updated',
    timestamp: now.toISOString(),
    data: { session },
  };
}

/** In so many days from now, for half an hour. */
export function meetingIn(world: Clocked, days: number, title = 'Demo'): Pick<Session, 'next_meeting'> {
  const start = new Date(Math.floor(world.time.now() / HOUR_MS) * HOUR_MS + days * 24 * HOUR_MS);
  return { next_meeting: { title, starts_at: start.toISOString(), location: 'Video call' } };
}

export function deletion(world: Clocked, orgId: string, id: string, version: number): Envelope {
  return {
    type: 'session.deleted',
    timestamp: new Date(world.time.now()).toISOString(),
    data: { session: { id, organization_id: orgId, version } },
  };
}
