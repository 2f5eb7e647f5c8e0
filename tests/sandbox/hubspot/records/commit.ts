import type { ObjectType, StoredRecord } from '../objects.types.ts';
import { stampNames } from '../definitions/catalogue.ts';
import { isoInstant } from '../portal/values.ts';
import type { WriteContext } from './context.ts';
import { derived } from './derived.ts';
import type { CheckedLink } from './links.ts';
import { touchTimeline } from './rollups.ts';

/** Remembers what search may still see: everything newer than the lag, and the one state before that. */
function version(context: WriteContext, record: StoredRecord): void {
  record.versions.push({
    at: context.now,
    properties: { ...record.properties },
    archived: record.archivedAt !== undefined || record.mergedInto !== undefined,
  });
  const horizon = context.now - context.searchLagMs;
  const visible = record.versions.findLastIndex((entry) => entry.at <= horizon);
  if (visible > 0) record.versions.splice(0, visible);
}

function reindex(context: WriteContext, record: StoredRecord): void {
  const { unique, definitions } = context.portal;
  unique.release(record.type, record.id);
  if (record.mergedInto !== undefined || record.archivedAt !== undefined) return;
  for (const [name, value] of Object.entries(record.properties)) {
    if (definitions[record.type].get(name)?.hasUniqueValue) unique.set(record.type, name, value, record.id);
  }
  if (record.type !== 'contacts') return;
  for (const email of (record.properties['hs_additional_emails'] ?? '').split(';')) {
    if (email !== '') unique.set('contacts', 'email', email, record.id);
  }
}

/** Applies checked values and everything HubSpot changes by itself with them. */
export function applyProperties(
  context: WriteContext,
  record: StoredRecord,
  properties: Readonly<Record<string, string>>,
): void {
  const before = record.history.size > 0 ? { ...record.properties } : undefined;
  const merged = { ...record.properties, ...properties };
  // An empty string clears (hubspot-api.md §2.1).
  record.properties = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ''));
  for (const [name, value] of Object.entries(properties)) {
    const entries = record.history.get(name) ?? [];
    entries.unshift({ value, at: context.now, by: context.author });
    record.history.set(name, entries);
  }
  record.updatedAt = context.now;
  record.properties[stampNames(record.type).modified] = isoInstant(context.now);
  Object.assign(record.properties, derived(context.portal, record));
  reindex(context, record);
  version(context, record);
  if (before) tellChanges(context, record, before, properties);
}

function tellChanges(
  { portal, author, now }: WriteContext,
  record: StoredRecord,
  before: Readonly<Record<string, string>>,
  properties: Readonly<Record<string, string>>,
): void {
  for (const [name, value] of Object.entries(properties)) {
    if ((before[name] ?? '') === value) continue;
    portal.tell({ what: 'propertyChange', record, name, value, author, at: now });
  }
}

export function commitCreate(
  context: WriteContext,
  type: ObjectType,
  properties: Readonly<Record<string, string>>,
  links: readonly CheckedLink[],
  id = context.portal.nextId(),
): StoredRecord {
  const byApp = context.author === 'app';
  const record: StoredRecord = {
    id,
    type,
    properties: {},
    createdAt: context.now,
    updatedAt: context.now,
    archivedAt: undefined,
    mergedInto: undefined,
    createdBy: context.author,
    versions: [],
    history: new Map(),
  };
  context.portal.records[type].set(id, record);
  applyProperties(context, record, {
    [stampNames(type).created]: isoInstant(context.now),
    hs_object_id: id,
    hs_object_source: byApp ? 'INTEGRATION' : 'CRM_UI',
    hs_object_source_id: byApp ? context.appId : 'userId:7000',
    ...properties,
  });
  for (const { to, typeIds } of links) connect(context, record, to, typeIds);
  return record;
}

/** Links two records and lets the timeline roll-ups follow (hubspot-api.md §2.6). */
export function connect(
  context: WriteContext,
  from: { type: ObjectType; id: string },
  to: { type: ObjectType; id: string },
  typeIds: readonly number[],
): void {
  context.portal.graph.link({ type: from.type, id: from.id }, { type: to.type, id: to.id }, typeIds);
  for (const [activity, target] of [
    [from, to],
    [to, from],
  ] as const) {
    const changed = touchTimeline(context.portal, activity, target, context.now);
    if (changed) version(context, changed);
  }
}

export function commitArchive(context: WriteContext, record: StoredRecord): void {
  record.archivedAt = context.now;
  record.updatedAt = context.now;
  reindex(context, record);
  version(context, record);
  context.portal.tell({ what: 'deletion', record, author: context.author, at: context.now });
}

/** Takes a deletion back: the record is as it was, with its links. */
export function commitRestore(context: WriteContext, record: StoredRecord): void {
  record.archivedAt = undefined;
  record.updatedAt = context.now;
  reindex(context, record);
  version(context, record);
  context.portal.tell({ what: 'restore', record, author: context.author, at: context.now });
}

/** For good: a privacy deletion comes in addition to the deletion (hubspot-api.md §7.1). */
export function commitErasure(context: WriteContext, record: StoredRecord): void {
  commitArchive(context, record);
  context.portal.records[record.type].delete(record.id);
  context.portal.tell({ what: 'privacyDeletion', record, author: context.author, at: context.now });
}

/** Merges `loser` into `winner`; reads of the old id find the winner from now on (§2.3). */
export function commitMerge(context: WriteContext, winner: StoredRecord, loser: StoredRecord): void {
  const ids = (winner.properties['hs_merged_object_ids'] ?? '').split(';').filter((id) => id !== '');
  const emails = [
    winner.properties['hs_additional_emails'],
    loser.properties['email'],
    loser.properties['hs_additional_emails'],
  ].filter((value): value is string => value !== undefined && value !== '');
  loser.mergedInto = winner.id;
  reindex(context, loser);
  version(context, loser);
  context.portal.graph.move({ type: loser.type, id: loser.id }, { type: winner.type, id: winner.id });
  const inherited = Object.fromEntries(
    Object.entries(loser.properties).filter(
      ([name]) =>
        winner.properties[name] === undefined && !context.portal.definitions[winner.type].get(name)?.readOnly,
    ),
  );
  applyProperties(context, winner, {
    ...inherited,
    hs_merged_object_ids: [...ids, loser.id].join(';'),
    ...(winner.type === 'contacts' && emails.length > 0 ? { hs_additional_emails: emails.join(';') } : {}),
  });
  const { author, now } = context;
  context.portal.tell({ what: 'merge', record: winner, loser, author, at: now });
}
