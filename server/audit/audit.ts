import { randomBytes, randomUUID } from 'node:crypto';
import pLimit from 'p-limit';
import type { Clock } from '../clock.ts';
import { isDuplicateKey } from '../store/connect.ts';
import { defineCollection, type Store } from '../store/store.ts';
import type { Audit, AuditDocument, AuditRecord } from './audit.types.ts';
import { digestOf, GENESIS, hashOf, verifyChain, type ChainEnd, type Verification } from './chain.ts';
import type { Seals } from './seal.ts';

export const audit = defineCollection<AuditDocument>({
  name: 'audit',
  // Kept on disconnect (contract §3): the trail keeps only that it happened, see `redact`.
  tenant: 'none',
  indexes: [{ key: { orgId: 1, seq: -1 }, name: 'one_entry_per_place', unique: true }],
});

/** The end of an organisation's chain. `_id` is the organisation id. */
interface HeadDocument extends ChainEnd {
  _id: string;
}

export const auditHeads = defineCollection<HeadDocument>({
  name: 'audit_heads',
  tenant: 'none',
  indexes: [],
});

export interface AuditTrail extends Audit {
  /** Drops what the entries of an organisation say and keeps that they happened; the chain still holds. */
  redact(orgId: string): Promise<void>;
  /** Whether no entry of an organisation was altered or removed. */
  verify(orgId: string): Promise<Verification>;
}

/** A lost race means that somebody else's entry was stored, so this many can only mean a defect. */
const ATTEMPTS = 1_000;

/**
 * Append-only, one hash chain per organisation. The unique place decides between writers at the same
 * moment: the loser moves the head on over the winner's entry, so a writer that died in between holds
 * nobody up, and tries again behind it.
 */
export function createAudit({
  store,
  clock,
  seals,
}: {
  store: Store;
  clock: Clock;
  seals: Seals;
}): AuditTrail {
  const entries = store.collection(audit);
  const heads = store.collection(auditHeads);
  // Writers of one process stand in line: a hundred at once would lose ten thousand races.
  const inLine = pLimit(1);

  return {
    record: (entry) => inLine(() => append(entry)),

    async redact(orgId) {
      await entries.updateMany({ orgId, details: { $ne: null } }, { $set: { details: null } });
    },

    async verify(orgId) {
      // The head first: an entry that is stored meanwhile must not make it run ahead of what was read.
      const head = await headOf(orgId);
      const trail = await entries.find({ orgId }).sort({ seq: 1 }).toArray();
      // Of a trail that has only just begun it may have come meanwhile.
      return verifyChain(trail, head.seq === 0 ? await headOf(orgId) : head, seals);
    },
  };

  async function append({ id = randomUUID(), ...entry }: AuditRecord): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const head = await headOf(entry.orgId);
      const row = entryBehind(head, id, entry, clock.now());
      try {
        await entries.insertOne(row);
        await moveHead(head, row);
        return;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        if (await entries.findOne({ _id: id })) return;
        const winner = await entries.findOne({ orgId: entry.orgId, seq: head.seq + 1 });
        if (winner) await moveHead(head, winner);
      }
    }
    throw new Error('the audit trail could not take an entry');
  }

  async function headOf(orgId: string): Promise<HeadDocument> {
    return (await heads.findOne({ _id: orgId })) ?? { _id: orgId, seq: 0, hash: GENESIS };
  }

  async function moveHead({ _id, seq }: HeadDocument, { seq: next, hash }: AuditDocument): Promise<void> {
    const seal = seals.seal('end', { orgId: _id, seq: next, hash });
    try {
      await heads.updateOne({ _id, seq }, { $set: { seq: next, hash, seal } }, { upsert: seq === 0 });
    } catch (error) {
      // Somebody else moved it from its beginning.
      if (!isDuplicateKey(error)) throw error;
    }
  }

  function entryBehind(
    head: HeadDocument,
    _id: string,
    { subject, before, after, ...said }: AuditRecord,
    at: Date,
  ): AuditDocument {
    const details = {
      salt: randomBytes(16).toString('base64url'),
      subject: subject ?? null,
      before: before ?? null,
      after: after ?? null,
    };
    const row = { _id, ...said, at, seq: head.seq + 1, details, digest: digestOf(details), prev: head.hash };
    const hash = hashOf(row);
    return { ...row, hash, seal: seals.seal('entry', { ...row, hash }) };
  }
}
