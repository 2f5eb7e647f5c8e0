import { z } from 'zod';
import type { JsonSchema } from './operation.types.ts';

/**
 * A zod schema as JSON Schema without its `$schema`, for a document that names its dialect once. `input`: what
 * a caller may send, `output`: what is answered. What JSON Schema cannot say (a refinement) is left open.
 */
export function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
