import { json, Refusal, type Reply } from '../http.ts';
import type { ObjectType } from '../objects.types.ts';
import { batchReply, checkSize, itemError, type ItemError } from './batch.ts';
import { checkProperties, type Warning } from './check.ts';
import { commitCreate } from './commit.ts';
import { giveCompany } from './companyOfContact.ts';
import type { WriteContext } from './context.ts';
import { checkLinks, type AssociationInput, type CheckedLink } from './links.ts';
import { checkRequired } from './required.ts';
import { checkUnique, contactExists } from './uniqueCheck.ts';
import { writeView, type WireRecord } from './view.ts';

export interface CreateInput {
  properties: Record<string, string>;
  associations: AssociationInput[];
  objectWriteTraceId?: string;
}

interface Prepared {
  properties: Record<string, string>;
  links: CheckedLink[];
  warnings: Warning[];
}

function prepare(context: WriteContext, type: ObjectType, input: CreateInput, staged: Set<string>): Prepared {
  const checked = checkProperties(context, type, input.properties, {});
  const properties = checkRequired(context, type, checked.properties);
  const links = checkLinks(context.portal, type, input.associations);
  checkUnique(context.portal, type, properties, undefined, staged);
  return { properties, links, warnings: checked.warnings };
}

const commit = (context: WriteContext, type: ObjectType, prepared: Prepared): WireRecord => {
  const record = commitCreate(context, type, prepared.properties, prepared.links);
  giveCompany(context, record);
  return writeView(context.portal, record, prepared.warnings);
};

export const createOne = (context: WriteContext, type: ObjectType, input: CreateInput): Reply =>
  json(201, commit(context, type, prepare(context, type, input, new Set())));

/** Partial success is switched on by a unique trace id on EVERY input (hubspot-api.md §2.9). */
const multiStatus = (inputs: readonly CreateInput[]): boolean => {
  const ids = inputs.flatMap((input) => input.objectWriteTraceId ?? []);
  return ids.length === inputs.length && new Set(ids).size === inputs.length;
};

export function createBatch(
  context: WriteContext,
  type: ObjectType,
  inputs: readonly CreateInput[],
  echoTraceIds: boolean,
): Reply {
  checkSize(inputs);
  const staged = new Set<string>();
  const prepared: { input: CreateInput; ready: Prepared }[] = [];
  const errors: ItemError[] = [];
  for (const input of inputs) {
    try {
      prepared.push({ input, ready: prepare(context, type, input, staged) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (!multiStatus(inputs)) {
        // Without trace ids nothing is created, and the 409 may lack the id (§2.3).
        throw error.status === 409 ? contactExists(undefined) : error;
      }
      errors.push(itemError(error, { objectWriteTraceId: [input.objectWriteTraceId ?? ''] }));
    }
  }
  const results = prepared.map(({ input, ready }) => ({
    ...commit(context, type, ready),
    ...(echoTraceIds && input.objectWriteTraceId !== undefined
      ? { objectWriteTraceId: input.objectWriteTraceId }
      : {}),
  }));
  return batchReply(201, results, errors, context.now);
}
