import type { Session } from '../../shared/session.ts';
import type { PortalSeed, SeedRecord } from '../sandbox/sandbox.types.ts';

/**
 * The scenario of performance.md §1: every session has two known contacts, a company and an open deal of
 * its own, so that nothing is shared between sessions; one note, two tasks.
 */
export function worstCasePortal(portalId: string, sessions: number): PortalSeed {
  const ids = Array.from({ length: sessions }, (_, index) => index);
  const company = (index: number): SeedRecord => ({
    id: String(100_000 + index),
    properties: { name: `Firm ${index}`, domain: `firm-${index}.com` },
  });
  const contact = (index: number, person: number): SeedRecord => ({
    id: String(200_000 + index * 2 + person),
    properties: { email: emailOf(index, person), firstname: `P${person}`, lastname: `Firm${index}` },
    associations: [{ type: 'companies', id: String(100_000 + index) }],
  });
  const deal = (index: number): SeedRecord => ({
    id: String(500_000 + index),
    properties: {
      dealname: `Deal ${index}`,
      pipeline: 'default',
      dealstage: 'presentationscheduled',
      amount: '1000',
    },
    associations: [0, 1].map((person) => ({ type: 'contacts', id: String(200_000 + index * 2 + person) })),
  });
  return {
    portalId,
    owners: [{ id: '41', email: 'rep@seller.io', firstName: 'Rep', lastName: 'Seller', userId: 41 }],
    companies: ids.map(company),
    contacts: ids.flatMap((index) => [contact(index, 0), contact(index, 1)]),
    deals: ids.map(deal),
  };
}

export function worstCaseSession(organizationId: string, index: number, startedAt: Date): Session {
  const endedAt = new Date(startedAt.getTime() + 1_800_000);
  return {
    id: `ses_${index}`,
    organization_id: organizationId,
    version: 1,
    kind: 'sales',
    channel: 'meeting',
    title: `Call ${index}`,
    started_at: startedAt.toISOString(),
    ended_at: endedAt.toISOString(),
    duration_seconds: 1_800,
    time_zone: 'Europe/Berlin',
    host: { id: 'usr_1', email: 'rep@seller.io', name: 'Rep Seller' },
    participants: [0, 1].map((person) => ({
      name: `P${person} Firm${index}`,
      email: emailOf(index, person),
    })),
    summary: {
      brief: `What was said in call ${index}.`,
      key_points: ['Price', 'Timeline'],
      next_steps: [`Send the offer of call ${index}`],
      sentiment: 'positive',
    },
    action_items: [0, 1].map((item) => ({
      id: `act_${index}_${item}`,
      title: `Follow up ${item}`,
      due_date: '2026-12-01',
    })),
    insights: { key_insights: ['They decide this quarter'], talk_ratio: 0.45 },
  };
}

function emailOf(index: number, person: number): string {
  return `p${person}@firm-${index}.com`;
}
