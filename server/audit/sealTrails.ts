import type { Store } from '../store/store.ts';
import { audit, auditHeads } from './audit.ts';
import type { AuditTrail } from './audit.ts';
import type { Seals } from './seal.ts';

/** What is known of all trails together. */
export interface TrailsChecked {
  organisations: number;
  entries: number;
  unsealed: number;
  /** Organisations whose trail does not hold, each with the first place where it does not. */
  broken: string[];
}

/** Organisations that have a trail, or the end of one. */
async function organisations(store: Store): Promise<string[]> {
  const found = new Set<string>();
  const named = store.collection(audit).find({}, { projection: { orgId: 1, _id: 0 } });
  for await (const { orgId } of named) found.add(orgId);
  for await (const { _id } of store.collection(auditHeads).find({})) found.add(_id);
  return [...found].sort();
}

/** Walks every trail. */
export async function checkTrails(store: Store, verify: AuditTrail['verify']): Promise<TrailsChecked> {
  const checked: TrailsChecked = { organisations: 0, entries: 0, unsealed: 0, broken: [] };
  for (const orgId of await organisations(store)) {
    const { intact, entries, unsealed, brokenAt } = await verify(orgId);
    checked.organisations += 1;
    checked.entries += entries;
    checked.unsealed += unsealed;
    if (!intact) checked.broken.push(`${orgId}, entry ${brokenAt ?? '?'}`);
  }
  return checked;
}

/**
 * Seals with the newest key what has another seal or, on purpose, none: entries from before there were seals. A trail
 * that does not hold is left as it is, and so is a seal whose key is not in the ring: who made it is not known.
 * @returns how many entries were sealed.
 */
export async function sealTrails(
  store: Store,
  deps: { verify: AuditTrail['verify']; seals: Seals; unsealedToo: boolean },
): Promise<{ sealed: number; broken: string[] }> {
  const { verify, seals, unsealedToo } = deps;
  const [entries, heads] = [store.collection(audit), store.collection(auditHeads)];
  const done = { sealed: 0, broken: [] as string[] };
  const takes = (checked: string, seal: string | undefined) =>
    checked === 'holds' ? seal !== undefined && !seals.isNewest(seal) : unsealedToo && seal === undefined;

  for (const orgId of await organisations(store)) {
    if (!(await verify(orgId)).intact) {
      done.broken.push(orgId);
      continue;
    }
    // The end first: of a sealed entry with an unsealed end nobody knows whether more came after it.
    await sealEnd(orgId);
    for await (const { _id, seq, hash, seal } of entries.find({ orgId })) {
      if (!takes(seals.check('entry', { orgId, seq, hash }, seal), seal)) continue;
      await entries.updateOne({ _id, hash }, { $set: { seal: seals.seal('entry', { orgId, seq, hash }) } });
      done.sealed += 1;
    }
  }
  return done;

  /** The end of a version without seals keeps the seal of an earlier place: it is made anew. */
  async function sealEnd(orgId: string): Promise<void> {
    const head = await heads.findOne({ _id: orgId });
    if (!head) return;
    const { seq, hash, seal = '' } = head;
    const holds = seals.check('end', { orgId, seq, hash }, seal) === 'holds';
    if (holds ? seals.isNewest(seal) : !unsealedToo) return;
    await heads.updateOne({ _id: orgId, seq }, { $set: { seal: seals.seal('end', { orgId, seq, hash }) } });
  }
}
