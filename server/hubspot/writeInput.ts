/** One input of a batch, named by a key that is unique in the batch. */
export interface WriteInput {
  key: string;
  /** Set for updates, and for writes by a unique property: then it is the value of that property. */
  id?: string;
  /** The unique property that `id` is a value of. */
  idProperty?: string;
  properties: Readonly<Record<string, string>>;
  /** Inline links, for creates only: the cheapest way to associate (hubspot-api.md §3.1). */
  associations?: readonly { to: { id: string }; types: readonly unknown[] }[];
}
