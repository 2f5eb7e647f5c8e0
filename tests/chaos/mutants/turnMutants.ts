import { calm, cells, crash, model, type Mutant } from './mutant.types.ts';

const SETTLE = 'server/sync/settle.ts';
const ACTIVITIES = 'server/sync/stepActivities.ts';
const DIFF = 'server/sync/diffActivities.ts';
const MEETINGS = 'meet/marker · POST /crm/objects/2026-09/meetings/batch/create #1';

/** Bugs in what a turn writes and remembers. */
export const TURN_MUTANTS: readonly Mutant[] = [
  {
    name: 'no read-back',
    file: SETTLE,
    find: 'const [found] = await deps.findByKey(context, row.sessionId, unknown, features);',
    replace: 'const [found] = await Promise.resolve<{ id: string }[]>([]);',
    breaks: ['V3'],
    check: cells(`${MEETINGS} · reset, after`),
  },
  {
    name: 'no quarantine',
    file: SETTLE,
    find: 'const QUARANTINE_MS = 60_000;',
    replace: 'const QUARANTINE_MS = 0;',
    breaks: ['V3'],
    check: cells(`${MEETINGS} · reset, effect 55 s later`),
  },
  {
    name: 'no sweep of what came late',
    file: 'server/sync/sweepLate.ts',
    find: 'const twins = found.filter(({ id }) => id !== object.id).map(({ id }) => id);',
    replace: 'const twins = found.filter(({ id }) => id === `${object.id}?`).map(({ id }) => id);',
    breaks: ['V3'],
    check: cells(`${MEETINGS} · reset, effect 120 s later`),
  },
  {
    name: 'a lost answer counts as a refusal',
    file: ACTIVITIES,
    find: "if (outcome.error.effect === 'unknown') put",
    replace: "if (outcome.error.effect === ('never' as string)) put",
    breaks: ['V4'],
    check: cells('meet/marker · POST /crm/objects/2026-09/notes/batch/create #1 · HTML 502, after'),
  },
  {
    name: 'the work before its ledger row',
    file: 'server/sync/activityIntents.ts',
    find: 'await deps.ledger.record(',
    replace: 'await ((..._: unknown[]) => Promise.resolve())(',
    breaks: ['V3', 'V4'],
    check: crash('/objects/2026-09/meetings/batch/create before), effect 30 s later'),
  },
  {
    name: 'a 502 is sent again blindly',
    file: 'server/hubspot/call.ts',
    find: 'if (next === token) throw error;',
    replace: 'if (next === token && (error as HubSpotError).httpStatus !== 502) throw error;',
    breaks: ['V3'],
    check: cells(`${MEETINGS} · HTML 502, after`),
  },
  {
    name: 'a 207 is sent again as a whole',
    file: 'server/hubspot/batchWrite.ts',
    find: 'settle(page, reply.body ?? {}, outcomes);',
    replace:
      'settle(page, reply.body ?? {}, outcomes);\n' +
      '      if (reply.body?.errors && !isHalf) await writePage(context, endpoint, type, page, outcomes, true);',
    breaks: ['V4'],
    check: calm('demand/marker'),
  },
  {
    name: 'increments instead of absolute values',
    file: 'server/sync/planRecords.ts',
    find: 'else result.properties[name] = value;',
    replace:
      "else result.properties[name] = name.endsWith('_score') ? `${Number(current?.properties[name] ?? 0) + Number(value)}` : value;",
    breaks: ['V15'],
    check: calm('announce/marker'),
  },
  {
    name: 'an older version stays in HubSpot',
    file: DIFF,
    find: '([name, value]) => made.written[name] !== fingerprint(value),',
    replace: '([name, value]) => made.written[name] === undefined && fingerprint(value) !== name,',
    breaks: ['V3'],
    check: calm('change/marker'),
  },
  {
    name: 'writes what HubSpot shows already',
    file: 'server/sync/planRecords.ts',
    find: 'if (same(name, current?.properties[name], value)) continue;',
    replace: "if (same(name, current?.properties[name], value) && name === '') continue;",
    breaks: ['V15'],
    check: calm('meet/marker'),
  },
  {
    name: 'edits of people are overwritten',
    file: DIFF,
    find: 'changed.filter(([name]) => !edited.has(name))',
    replace: "changed.filter(([name]) => !edited.has(name) || name !== '')",
    breaks: ['V12'],
    check: calm('change/marker'),
  },
  {
    name: 'what people removed is made again',
    file: 'server/sync/activityWork.ts',
    find: "put(work, { ...object, state: 'gone' });",
    replace: "put(work, { ...object, state: 'archived' });",
    breaks: ['V12'],
    check: model(500),
  },
  {
    name: 'a deleted conversation stays in HubSpot',
    file: DIFF,
    find: "writes.push({ action: 'archive', sessionId, key: made.key, type: made.type, what, id: made.id });",
    replace: 'if (made.id === null) throw new Error(sessionId);',
    breaks: ['V18'],
    check: calm('change/marker'),
  },
  {
    name: 'an event gets a new id each time',
    file: 'server/sync/planEvents.ts',
    find: 'return [sessionId, eventTypeName, objectId, ',
    replace: 'return [sessionId, eventTypeName, objectId, String(Math.random()), ',
    breaks: ['V5'],
    check: calm('announce/marker'),
  },
  {
    name: 'a note without a lasting key',
    file: 'server/sync/desiredNotes.ts',
    find: "key: 'note',",
    replace: 'key: `note${Math.random()}`,',
    breaks: ['V4', 'V6', 'V15'],
    check: calm('meet/marker'),
  },
  {
    name: 'a change is not noted before it is sent',
    file: 'server/sync/activityIntents.ts',
    find: 'if (object) put(work, { ...object, sending });',
    replace: 'if (object?.id === null) put(work, { ...object, sending });',
    breaks: ['V3', 'V4'],
    check: calm('lost/marker'),
  },
  {
    name: 'who was found is unlinked as the one before',
    file: 'server/sync/activityWork.ts',
    find:
      'add: wanted.filter((link) => !links.includes(link)),\n' +
      '    remove: removeLinks.filter((link) => !wanted.includes(link)),',
    replace: 'add: wanted,\n    remove: removeLinks,',
    breaks: ['V7'],
    check: crash('(at coaching.linked)'),
  },
  {
    name: 'activities hang on nobody',
    file: ACTIVITIES,
    find: 'associations: write.resolved.map((link) => ({',
    replace: 'associations: write.resolved.slice(99).map((link) => ({',
    breaks: ['V7'],
    check: calm('meet/marker'),
  },
  {
    name: 'two companies for one domain',
    file: 'server/sync/companyDomains.ts',
    find: 'await documents.insertOne({ _id, portalId, domain, companyId: null, at: now });',
    replace: 'await Promise.resolve();',
    breaks: ['V8'],
    check: cells('meet/marker · POST /crm/objects/2026-09/companies/batch/create #1 · reset, effect 30 s'),
  },
];
