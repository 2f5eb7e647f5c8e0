import { invalid, json, Refusal, type Reply } from '../http.ts';
import type { ObjectType, StoredRecord } from '../objects.types.ts';
import { batchReply, checkDistinct, checkSize, itemError, type ItemError } from './batch.ts';
import { checkProperties, type CheckedProperties } from './check.ts';
import { applyProperties, commitArchive, commitCreate } from './commit.ts';
import type { WriteContext } from './context.ts';
import { checkIdProperty, find, notFoundItem } from './find.ts';
import { lifecycle } from './lifecycle.ts';
import { checkRequired } from './required.ts';
import { checkUnique } from './uniqueCheck.ts';
import { writeView, type WireRecord } from './view.ts';

export interface UpdateInput {
  id: string;
  idProperty?: string;
  properties: Record<string, string>;
  objectWriteTraceId?: string;
}

export function checkUpdate(
  context: WriteContext,
  record: StoredRecord,
  properties: Record<string, string>,
  staged: Set<string>,
): CheckedProperties {
  const checked = checkProperties(context, record.type, properties, record.properties);
  checkUnique(context.portal, record.type, checked.properties, record.id, staged);
  return { ...checked, properties: lifecycle(record, checked.properties) };
}

export function updateOne(
  context: WriteContext,
  type: ObjectType,
  id: string,
  idProperty: string | undefined,
  properties: Record<string, string>,
): Reply {
  if (idProperty !== undefined) checkIdProperty(context.portal, type, idProperty);
  const record = find(context.portal, type, id, { idProperty });
  if (record === undefined) throw notFoundItem(type, [id]);
  const checked = checkUpdate(context, record, properties, new Set());
  applyProperties(context, record, checked.properties);
  return json(200, writeView(context.portal, record, checked.warnings));
}

const withTrace = (view: WireRecord, input: UpdateInput, echo: boolean): WireRecord =>
  echo && input.objectWriteTraceId !== undefined
    ? { ...view, objectWriteTraceId: input.objectWriteTraceId }
    : view;

const oneIdProperty = (
  context: WriteContext,
  type: ObjectType,
  inputs: readonly UpdateInput[],
): string | undefined => {
  const names = new Set(inputs.map((input) => input.idProperty));
  if (names.size > 1) throw invalid('All inputs of a batch must use the same idProperty');
  const [name] = names;
  if (name !== undefined) checkIdProperty(context.portal, type, name);
  return name;
};

/** Missing, archived and merged ids become 207 items; one bad property fails the whole batch (§1.5, §2.3). */
export function updateBatch(
  context: WriteContext,
  type: ObjectType,
  inputs: readonly UpdateInput[],
  echoTraceIds: boolean,
): Reply {
  checkSize(inputs);
  checkDistinct(inputs.map((input) => input.id));
  const idProperty = oneIdProperty(context, type, inputs);
  const staged = new Set<string>();
  const missing: string[] = [];
  const ready = inputs.flatMap((input) => {
    const record = find(context.portal, type, input.id, { idProperty, followMerges: false });
    if (record === undefined) {
      missing.push(input.id);
      return [];
    }
    return [{ input, record, checked: checkUpdate(context, record, input.properties, staged) }];
  });
  const results = ready.map(({ input, record, checked }) => {
    applyProperties(context, record, checked.properties);
    return withTrace(writeView(context.portal, record, checked.warnings), input, echoTraceIds);
  });
  const errors = missing.length > 0 ? [itemError(notFoundItem(type, missing))] : [];
  return batchReply(200, results, errors, context.now);
}

/** By e-mail all or nothing, by a custom unique property item by item (hubspot-api.md §2.3). */
export function upsertBatch(
  context: WriteContext,
  type: ObjectType,
  inputs: readonly UpdateInput[],
  echoTraceIds: boolean,
): Reply {
  checkSize(inputs);
  checkDistinct(inputs.map((input) => input.id));
  const idProperty = oneIdProperty(context, type, inputs);
  if (idProperty === undefined || idProperty === 'hs_object_id') {
    throw invalid('idProperty is required: the name of a unique property');
  }
  const partial = idProperty !== 'email';
  const staged = new Set<string>();
  const errors: ItemError[] = [];
  const ready = inputs.flatMap((input) => {
    try {
      const properties = { [idProperty]: input.id, ...input.properties };
      const record = find(context.portal, type, input.id, { idProperty });
      const checked = record
        ? checkUpdate(context, record, properties, staged)
        : checkProperties(context, type, properties, {});
      if (record === undefined) {
        checked.properties = checkRequired(context, type, checked.properties);
        checkUnique(context.portal, type, checked.properties, undefined, staged);
      }
      return [{ input, record, checked }];
    } catch (error) {
      if (!(error instanceof Refusal) || !partial) throw error;
      const trace = input.objectWriteTraceId;
      errors.push(
        itemError(error, trace === undefined ? { ids: [input.id] } : { objectWriteTraceId: [trace] }),
      );
      return [];
    }
  });
  const results = ready.map(({ input, record, checked }) => {
    if (record) applyProperties(context, record, checked.properties);
    const written = record ?? commitCreate(context, type, checked.properties, []);
    const view = writeView(context.portal, written, checked.warnings);
    return { ...withTrace(view, input, echoTraceIds), new: record === undefined };
  });
  return batchReply(200, results, errors, context.now);
}

/** Unknown and archived ids change nothing and are no error: archiving is idempotent. */
export function archiveBatch(
  context: WriteContext,
  type: ObjectType,
  inputs: readonly { id: string }[],
): Reply {
  checkSize(inputs);
  checkDistinct(inputs.map((input) => input.id));
  for (const { id } of inputs) {
    const record = find(context.portal, type, id, { followMerges: false });
    if (record) commitArchive(context, record);
  }
  return { status: 204 };
}

export function archiveOne(context: WriteContext, type: ObjectType, id: string): Reply {
  return archiveBatch(context, type, [{ id }]);
}
