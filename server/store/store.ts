import type { mongo } from 'mongoose';

/** A collection as a room declares it: its name, its document type and the indexes its invariants rest on. */
export interface CollectionSpec<T extends mongo.Document> {
  readonly name: string;
  readonly indexes: readonly mongo.IndexDescription[];
  /** Which field names the organisation or portal; disconnect and tenancy checks walk this list. */
  readonly tenant: 'orgId' | 'portalId' | 'none';
  /** Carries the document type only; never set. */
  readonly document?: T;
}

export function defineCollection<T extends mongo.Document>(
  spec: Omit<CollectionSpec<T>, 'document'>,
): CollectionSpec<T> {
  return spec;
}

export interface Store {
  /** The native collection: the hot paths insert and read plain documents (performance.md 2.2). */
  collection<T extends mongo.Document>(spec: CollectionSpec<T>): mongo.Collection<T>;
  /** @returns the collections whose old rows this server never removes by itself, as it has no expiring indexes. */
  ensureIndexes(specs: readonly CollectionSpec<mongo.Document>[]): Promise<readonly string[]>;
  /** Resolves when the database answers; rejects otherwise. Used by `/readyz`. */
  ping(): Promise<void>;
  /** What time it is by the clock of the database server, the one clock all processes share. */
  time(): Promise<Date>;
  close(): Promise<void>;
}
