import { RECOVERY, type Mutant } from './mutant.types.ts';

const LEDGER = 'server/sync/ledger.ts';
const QUEUE = 'server/queue/portalQueue.ts';

/** Bugs in leases, fences and wake-ups. */
export const QUEUE_MUTANTS: readonly Mutant[] = [
  {
    name: 'no fence in the ledger',
    file: LEDGER,
    find: 'updateOne: { filter: { _id, fence: lease.fence }, update: { $set: change } },',
    replace: 'updateOne: { filter: { _id, fence: { $gte: 0 } }, update: { $set: change } },',
    // What the ledger forgot outlives its conversation.
    breaks: ['V6', 'V18'],
    check: RECOVERY,
  },
  {
    name: 'a newer version is overwritten by the end of the older turn',
    file: LEDGER,
    find: "version: { $lte: planned }, state: 'running' }",
    replace: 'version: { $gte: 0 } }',
    breaks: ['V2', 'V3'],
    check: RECOVERY,
  },
  {
    name: 'a claim does not raise the fence',
    file: QUEUE,
    find: '$inc: { fence: 1 } },',
    replace: '$inc: { fence: 0 } },',
    breaks: ['V14'],
    check: RECOVERY,
  },
  {
    name: 'lost wake-up',
    file: QUEUE,
    find: 'documents.updateOne({ ...mine, wakeSeq }, ',
    replace: 'documents.updateOne({ ...mine, ...(wakeSeq > 0 ? {} : { wakeSeq }) }, ',
    breaks: ['V2'],
    check: RECOVERY,
  },
  {
    name: 'ownerless release',
    file: QUEUE,
    find: 'const mine = { _id: portalId, owner, fence };',
    replace: 'const mine = { _id: portalId, ...(fence < 0 ? { owner } : {}) };',
    breaks: ['V14'],
    check: RECOVERY,
  },
  {
    name: 'the lease of a dead worker is never taken',
    file: QUEUE,
    find: 'leaseUntil: { $lt: now } },',
    replace: 'leaseUntil: { $lt: new Date(1) } },',
    breaks: ['V2', 'never came to an end'],
    check: RECOVERY,
  },
  {
    name: 'no sweep of the journal',
    file: 'server/schedule/sweeps.ts',
    find: 'await deps.journal.unprojected(UNPROJECTED_MS, BATCH);',
    replace: '(await deps.journal.unprojected(UNPROJECTED_MS, BATCH)).slice(0, 0);',
    breaks: ['V1', 'V2', 'never came to an end'],
    check: RECOVERY,
  },
];
