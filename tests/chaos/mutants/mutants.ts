/** A bug somebody could write, planted by replacing text in a copy of the product. */
export interface Mutant {
  name: string;
  file: string;
  /** Must stand in the file exactly once: a mutant that no longer fits fails the run. */
  find: string;
  replace: string;
  /** The check of ours that has to notice, as arguments of `npm run chaos`. */
  check: readonly string[];
}

const cells = (only: string): string[] => ['--cells', 'all', '--only', only];
const crash = (count: number, only: string): string[] => ['--crash', String(count), '--only', only];
const model = (runs: number): string[] => ['--model', '--runs', String(runs), '--seed', '11'];

const SETTLE = 'server/sync/settle.ts';
const ACTIVITIES = 'server/sync/stepActivities.ts';
const LEDGER = 'server/sync/ledger.ts';
const DIFF = 'server/sync/diffActivities.ts';
const QUEUE = 'server/queue/portalQueue.ts';
const SWEEPS = 'server/schedule/sweeps.ts';

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'no read-back',
    file: SETTLE,
    find: 'const [found] = await deps.findByKey(context, row.sessionId, unknown, features);',
    replace: 'const [found] = await Promise.resolve<string[]>([]);',
    check: cells('meet/marker · POST /crm/objects/2026-09/meetings/batch/create #1 · reset, after'),
  },
  {
    name: 'no quarantine',
    file: SETTLE,
    find: 'const QUARANTINE_MS = 60_000;',
    replace: 'const QUARANTINE_MS = 0;',
    check: cells('meetings/batch/create #1 · reset, effect 55 s later'),
  },
  {
    name: 'a lost answer counts as a refusal',
    file: ACTIVITIES,
    find: "if (outcome.error.effect === 'unknown') put",
    replace: "if (outcome.error.effect === ('never' as string)) put",
    check: cells('notes/batch/create #1 · HTML 502, after'),
  },
  {
    name: 'the work before its ledger row',
    file: ACTIVITIES,
    find: 'await deps.ledger.record(',
    replace: 'await ((..._: unknown[]) => Promise.resolve())(',
    check: crash(400, 'effect 30 s later'),
  },
  {
    name: 'a 502 is sent again blindly',
    file: 'server/hubspot/call.ts',
    find: 'if (next === token) throw error;',
    replace:
      'if (next === token && !(error instanceof HubSpotError && error.httpStatus === 502)) throw error;',
    check: cells('meetings/batch/create #1 · HTML 502, after'),
  },
  {
    name: 'an older version stays in HubSpot',
    file: DIFF,
    find: '([name, value]) => made.written[name] !== fingerprint(value),',
    replace: '([name, value]) => made.written[name] === undefined && fingerprint(value) !== name,',
    check: cells('change/marker · POST /crm/objects/2026-09/contacts/batch/update #2 · 423'),
  },
  {
    name: 'no fence in the ledger',
    file: LEDGER,
    find: 'filter: { _id: row._id, fence: lease.fence, version: { $lte: planned }, state: ',
    replace: 'filter: { _id: row._id, version: { $lte: planned }, fence: { $gte: 0 }, state: ',
    check: crash(80, 'stopped'),
  },
  {
    name: 'a newer version is overwritten by the end of the older turn',
    file: LEDGER,
    find: "version: { $lte: planned }, state: 'running' }",
    replace: 'version: { $gte: 0 } }',
    check: ['--recovery'],
  },
  {
    name: 'a claim does not raise the fence',
    file: QUEUE,
    find: '$inc: { fence: 1 } },',
    replace: '$inc: { fence: 0 } },',
    check: ['--recovery'],
  },
  {
    name: 'lost wake-up',
    file: QUEUE,
    find: 'documents.updateOne({ ...mine, wakeSeq }, ',
    replace: 'documents.updateOne({ ...mine, ...(wakeSeq > 0 ? {} : { wakeSeq }) }, ',
    check: ['--recovery'],
  },
  {
    name: 'ownerless release',
    file: QUEUE,
    find: 'const mine = { _id: portalId, owner, fence };',
    replace: 'const mine = { _id: portalId, ...(fence < 0 ? { owner } : {}) };',
    check: ['--recovery'],
  },
  {
    name: 'the lease of a dead worker is never taken',
    file: QUEUE,
    find: 'leaseUntil: { $lt: now } },',
    replace: 'leaseUntil: { $lt: new Date(1) } },',
    check: ['--recovery'],
  },
  {
    name: 'no sweep of the journal',
    file: SWEEPS,
    find: 'await deps.journal.unprojected(UNPROJECTED_MS, BATCH);',
    replace: '(await deps.journal.unprojected(UNPROJECTED_MS, BATCH)).slice(0, 0);',
    check: ['--recovery'],
  },
  {
    name: 'the 202 leaves before the journal',
    file: 'server/intake/frontDoor.ts',
    find: 'const { duplicate } = await durable(deps.journal.append(row));',
    replace: 'durable(deps.journal.append(row)).catch(() => undefined);\n      const duplicate = false;',
    check: ['--recovery'],
  },
  {
    name: 'one token for all portals',
    file: 'server/installs/accessTokens.ts',
    find: 'const held = cache.get(portalId);',
    replace: 'const held = [...cache.values()][0];',
    check: model(100),
  },
  {
    name: 'writes what HubSpot shows already',
    file: 'server/sync/planRecords.ts',
    find: 'if (same(name, current?.properties[name], value)) continue;',
    replace: "if (same(name, current?.properties[name], value) && name === '') continue;",
    check: cells('meet/marker · GET /crm/owners/2026-09 #1 · reset'),
  },
  {
    name: 'edits of people are overwritten',
    file: DIFF,
    find: 'changed.filter(([name]) => !edited.has(name))',
    replace: "changed.filter(([name]) => !edited.has(name) || name !== '')",
    check: cells('change/marker · POST /crm/objects/2026-09/contacts/batch/update #2 · 423'),
  },
  {
    name: 'what people removed is made again',
    file: ACTIVITIES,
    find: "put(work, { ...object, state: 'gone' });",
    replace: "put(work, { ...object, state: 'archived' });",
    check: model(500),
  },
  {
    name: 'a deleted conversation stays in HubSpot',
    file: DIFF,
    find: "writes.push({ action: 'archive', sessionId, key: made.key, type: made.type, what, id: made.id });",
    replace: 'if (made.id === null) throw new Error(sessionId);',
    check: cells('change/marker · POST /crm/objects/2026-09/contacts/batch/update #2 · 423'),
  },
  {
    name: 'a synced conversation is not counted',
    file: 'server/sync/closeTurn.ts',
    find: 'firstSyncedAt: row.firstSyncedAt ?? (reachesHubSpot(verdict.state) ? now : null),',
    replace: 'firstSyncedAt: row.firstSyncedAt ?? (reachesHubSpot(verdict.state) ? null : now),',
    check: cells('meet/marker · GET /crm/owners/2026-09 #1 · reset'),
  },
  {
    name: 'what people said is logged',
    file: 'server/intake/frontDoor.ts',
    find: 'const { duplicate } = await durable(deps.journal.append(row));',
    replace:
      "const { duplicate } = await durable(deps.journal.append(row));\n      deps.log.info({ event: row.event }, 'stored');",
    check: cells('meet/marker · GET /crm/owners/2026-09 #1 · reset'),
  },
  {
    name: 'an event gets a new id each time',
    file: 'server/sync/planEvents.ts',
    find: 'return [sessionId, eventTypeName, objectId, ',
    replace: 'return [sessionId, eventTypeName, objectId, String(Math.random()), ',
    check: cells('announce/marker · POST /integrators/timeline/2026-09/events/batch #1 · 423'),
  },
  {
    name: 'a limit counts as a refusal',
    file: 'server/hubspot/classify.ts',
    find: "kind: 'rate_limit',",
    replace: "kind: 'final',",
    check: cells('meet/marker · POST /crm/objects/2026-09/contacts/batch/read #1 · 429 secondly'),
  },
  {
    name: 'a note without a lasting key',
    file: 'server/sync/desiredNotes.ts',
    find: "key: 'note',",
    replace: 'key: `note${Math.random()}`,',
    check: cells('meet/marker · GET /crm/owners/2026-09 #1 · reset'),
  },
  {
    name: 'activities hang on nobody',
    file: ACTIVITIES,
    find: 'associations: write.resolved.map((link) => ({',
    replace: 'associations: write.resolved.slice(99).map((link) => ({',
    check: cells('meet/marker · GET /crm/owners/2026-09 #1 · reset'),
  },
];
