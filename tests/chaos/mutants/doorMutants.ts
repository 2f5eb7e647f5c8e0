import { calm, cells, DOORS, RECOVERY, REFRESH, type Mutant } from './mutant.types.ts';

const FRONT_DOOR = 'server/intake/frontDoor.ts';
const STORED = 'const { duplicate } = await durable(deps.journal.append(row));';

/** Bugs in who may come in, what is promised to them, whose account it is and what is told about it. */
export const DOOR_MUTANTS: readonly Mutant[] = [
  {
    name: 'the 202 leaves before the journal',
    file: FRONT_DOOR,
    find: STORED,
    replace: 'durable(deps.journal.append(row)).catch(() => undefined);\n      const duplicate = false;',
    breaks: ['V1'],
    check: RECOVERY,
  },
  {
    name: 'what people said is logged',
    file: FRONT_DOOR,
    find: STORED,
    replace: `${STORED}\n      deps.log.info({ event: row.event }, 'stored');`,
    breaks: ['V17'],
    check: calm('meet/marker'),
  },
  {
    name: 'the account is taken from the body',
    file: 'server/http/middleware/hubspotSignature.ts',
    find: "const portalId = query['portalId'];",
    replace:
      'const said = Buffer.isBuffer(request.body) ? /"portalId":"(\\d+)"/.exec(request.body.toString(\'utf8\'))?.[1] : undefined;\n' +
      "  const portalId = said ?? query['portalId'];",
    breaks: ['V9'],
    check: DOORS,
  },
  {
    name: 'a missing unique index',
    file: 'server/installs/install.ts',
    find: 'unique: true,',
    replace: 'unique: false,',
    breaks: ['V9'],
    check: DOORS,
  },
  {
    name: 'everybody refreshes',
    file: 'server/installs/refreshLease.ts',
    find: '{ ...version, refreshLeaseUntil: { $lte: now }, status: ',
    replace: '{ ...version, refreshLeaseUntil: { $gte: NO_LEASE }, status: ',
    breaks: ['one refresh'],
    check: REFRESH,
  },
  {
    name: 'one token for all portals',
    file: 'server/installs/accessTokens.ts',
    find: 'const held = cache.get(portalId);',
    replace: 'const held = [...cache.values()][0];',
    breaks: ['V9'],
    check: DOORS,
  },
  {
    name: 'a synced conversation is not counted',
    file: 'server/sync/closeTurn.ts',
    find: 'firstSyncedAt: row.firstSyncedAt ?? (reachesHubSpot(verdict.state) ? now : null),',
    replace: 'firstSyncedAt: row.firstSyncedAt ?? (reachesHubSpot(verdict.state) ? null : now),',
    breaks: ['V16'],
    check: calm('meet/marker'),
  },
  {
    name: 'a limit counts as a refusal',
    file: 'server/hubspot/classify.ts',
    find: "kind: 'rate_limit',",
    replace: "kind: 'final',",
    breaks: ['V13', 'V2'],
    check: cells('meet/marker · POST /crm/objects/2026-09/contacts/batch/read #1 · 429 secondly'),
  },
];
