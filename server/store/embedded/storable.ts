import { notImplemented, WireError } from './errors.ts';
import { isDoc, typeOf } from './values.ts';

const MAX_DEPTH = 180;

/**
 * Refuses values that this engine cannot keep exactly (decimals, code, DBRef) and names that mongod
 * allows only with care (`$` in front), so that nothing is stored that could not be read back or queried.
 */
export function assertStorable(value: unknown, depth = 0): void {
  if (depth > MAX_DEPTH) throw new WireError('BadValue', 'the document is nested too deeply');
  const type = typeOf(value);
  if (type === 'unsupported') throw notImplemented('storing this BSON type');
  if (Array.isArray(value)) {
    for (const element of value) assertStorable(element, depth + 1);
  } else if (isDoc(value)) {
    for (const [field, inner] of Object.entries(value)) {
      if (field.startsWith('$')) {
        throw new WireError(
          'DollarPrefixedFieldName',
          `The dollar ($) prefixed field '${field}' is not valid for storage.`,
        );
      }
      assertStorable(inner, depth + 1);
    }
  }
}

/** `_id` may not be an array, a regex or missing (MongoDB manual, "The _id Field"). */
export function assertId(id: unknown): void {
  const type = typeOf(id);
  if (type === 'array' || type === 'regex') {
    throw new WireError('BadValue', `The '_id' value cannot be of type ${type}`);
  }
}
