import type { Participant, Session } from '../../shared/session.ts';

/** A short finished conversation; what a test is about is given. */
export function shortSession(
  given: Partial<Session> & Pick<Session, 'id' | 'organization_id'> & { participants: Participant[] },
): Session {
  return {
    version: 1,
    kind: 'sales',
    channel: 'meeting',
    title: 'A talk',
    started_at: '2026-11-24T09:00:00Z',
    ended_at: '2026-11-24T09:30:00Z',
    host: { email: 'rep@seller.io', name: 'Rep Seller' },
    summary: { brief: 'They talked.' },
    ...given,
  };
}

export function completed(session: Session, type = 'session.completed') {
  return { type, timestamp: session.ended_at, data: { session } };
}
