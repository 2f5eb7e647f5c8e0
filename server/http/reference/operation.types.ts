import type { z } from 'zod';

/** Chapters of the API reference, in its order. */
export const CHAPTERS = [
  'Webhooks',
  'Connection',
  'Settings',
  'Conversations',
  'Past conversations',
  'Proposals',
  'Before the call',
  'Reports',
  'Health and usage',
  'Audit',
  'People',
  'Operations',
] as const;
export type Chapter = (typeof CHAPTERS)[number];

/** A JSON Schema in the dialect of OpenAPI 3.1 (2020-12). */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** One endpoint as the API reference tells it; the router's own list and these are compared by a test. */
export interface Operation {
  method: 'get' | 'post' | 'put' | 'delete';
  /** As the router writes it: `/api/v1/syncs/:sessionId`. */
  path: string;
  chapter: Chapter;
  /** A verb and its object. */
  summary: string;
  /** What a caller has to know besides, in plain sentences. */
  detail?: string;
  /** Whom it answers. */
  access: 'read' | 'write' | 'signed' | 'open';
  query?: z.ZodType;
  body?: { schema: z.ZodType; example: unknown; optional?: boolean };
  answer: {
    status: 200 | 202;
    /** Name of an exported type in `shared/`, or a schema of its own. */
    schema: string | JsonSchema;
    example: unknown;
    /** Absent: JSON. */
    mediaType?: string;
  };
  /** Codes of the refusals that belong to this endpoint, by status; what every endpoint answers is added. */
  errors?: Readonly<Record<number, readonly string[]>>;
}

/** A flat object of strings, numbers and flags: answers too small for a type of their own. */
export function record(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

export const text: JsonSchema = { type: 'string' };
export const flag: JsonSchema = { type: 'boolean' };
export const count: JsonSchema = { type: 'integer', minimum: 0 };
