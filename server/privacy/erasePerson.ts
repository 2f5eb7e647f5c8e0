import { linkCorrections } from '../matching/corrections.ts';
import { figures } from '../reports/figures.ts';
import { proposals } from '../proposals/proposal.ts';
import { conversations } from '../cards/conversations.ts';
import { insightsOf } from '../cards/insights.ts';
import { settingsCollection } from '../settings/settingsStore.ts';
import { sessions } from '../sessions/sessionStore.ts';
import type { Store } from '../store/store.ts';
import { titleOf } from '../sync/content.ts';
import { syncs } from '../sync/ledger.ts';
import { redactAudit } from './redactAudit.ts';
import { exactNeedles, needlesOf, type ErasedPerson } from './person.ts';
import { readAffected, type Affected } from './readAffected.ts';
import { createScrubber, scrubDeep } from './scrub.ts';
import type { Tombstones } from './tombstones.ts';

export interface Erasure {
  orgId: string;
  /** null: the organisation is not connected. */
  portalId: string | null;
  contactIds: readonly string[];
  people: readonly ErasedPerson[];
  /** Ledger rows known to be about them, `orgId:sessionId`; their conversations are looked for besides. */
  rows: readonly string[];
}

export type ErasePerson = (erasure: Erasure) => Promise<void>;

/**
 * Removes a person from everything stored here (hubspot-api.md §10). Safe to repeat, and repeated on purpose:
 * a worker in the middle of a turn may write once more what it read before. HubSpot's own copy is HubSpot's
 * to erase; nothing is written there.
 */
export function createErasePerson(deps: { store: Store; tombstones: Pick<Tombstones, 'put'> }): ErasePerson {
  const { store } = deps;
  return async ({ orgId, portalId, contactIds, people, rows }) => {
    // First, so that nothing that arrives meanwhile brings them back.
    await deps.tombstones.put(orgId, people);
    const affected = await readAffected(store, orgId, people, rows);
    const spellings = [...people, ...affected.flatMap(({ named }) => named)];
    const scrub = createScrubber(spellings.flatMap(needlesOf));

    const objectId = { $in: [...contactIds] };
    if (portalId !== null) {
      await store.collection(conversations).deleteMany({ portalId, objectType: 'contacts', objectId });
      await store.collection(proposals).deleteMany({ portalId, objectType: 'contact', objectId });
    }
    await store.collection(linkCorrections).deleteMany({ orgId, objectType: 'contacts', objectId });
    for (const one of affected) {
      await eraseSession(orgId, one);
      await eraseLedger(one, scrub);
      await eraseCards(orgId, one, scrub);
      await eraseFigures(orgId, one, scrub);
      await eraseProposals(orgId, one, scrub);
    }
    await store.collection(settingsCollection).updateOne(
      { _id: orgId },
      {
        $pull: { 'settings.matching.excludeAddresses': { $in: spellings.map(({ email }) => email ?? '') } },
      },
    );
    await redactAudit(store, orgId, [...contactIds, ...spellings.flatMap(exactNeedles)]);
  };

  /** The version in the filter: a newer one arrived stripped already. */
  async function eraseSession(orgId: string, { key, version, erased }: Affected): Promise<void> {
    if (!erased) return;
    await store.collection(sessions).updateOne({ _id: key, orgId, version }, { $set: { session: erased } });
  }

  /** A worker that holds the row writes it once more; the second run finds it settled. */
  async function eraseLedger({ key, finished }: Affected, scrub: (text: string) => string): Promise<void> {
    const documents = store.collection(syncs);
    const row = await documents.findOne({ _id: key });
    if (!row) return;
    const { fence, state, title, skips, error, links } = row;
    const clean = {
      title: finished ? titleOf(finished) : scrub(title),
      ...scrubDeep({ skips, error, links }, scrub),
    };
    const { matchedCount } =
      state === 'running'
        ? { matchedCount: 0 }
        : await documents.updateOne(
            { _id: key, fence, state },
            { $set: clean, $unset: { deletedPeople: '' } },
          );
    if (matchedCount === 0) await documents.updateOne({ _id: key }, { $set: { title: clean.title } });
  }

  async function eraseCards(orgId: string, one: Affected, scrub: (text: string) => string): Promise<void> {
    const documents = store.collection(conversations);
    const shown = { orgId, sessionId: one.sessionId };
    // Nothing is left to show of a conversation that was about this person only.
    if (one.wordless) await documents.deleteMany(shown);
    for (const { _id, conversation, nextStep, nextMeeting, insights, tasks } of await documents
      .find(shown)
      .toArray()) {
      const fresh = one.finished ? insightsOf(one.finished) : insights;
      const clean = scrubDeep({ conversation, nextStep, nextMeeting, insights: fresh, tasks }, scrub);
      await documents.updateOne({ _id }, { $set: clean });
    }
  }

  /** Counts say nothing of a person; what was asked for is in their words. */
  async function eraseFigures(orgId: string, one: Affected, scrub: (text: string) => string): Promise<void> {
    const documents = store.collection(figures);
    const kept = { orgId, sessionId: one.sessionId };
    if (one.wordless) await documents.deleteMany(kept);
    for (const { _id, requests } of await documents.find(kept).toArray())
      await documents.updateOne({ _id }, { $set: scrubDeep({ requests }, scrub) });
  }

  async function eraseProposals(
    orgId: string,
    one: Affected,
    scrub: (text: string) => string,
  ): Promise<void> {
    const documents = store.collection(proposals);
    const made = { orgId, sessionId: one.sessionId };
    if (one.wordless) await documents.deleteMany(made);
    for (const { _id, sessionTitle, reason, message, proposed, proposedLabel } of await documents
      .find(made)
      .toArray()) {
      const clean = scrubDeep({ sessionTitle, reason, message, proposed, proposedLabel }, scrub);
      await documents.updateOne({ _id }, { $set: { ...clean, quote: null } });
    }
  }
}
