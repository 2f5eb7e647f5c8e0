import { z } from 'zod';

const id = z.union([z.number().int().nonnegative(), z.string().regex(/^\d{1,20}$/)]).transform(String);

/** What HubSpot sends when a workflow comes to one of our actions (hubspot-platform.md §6.2). */
export const workflowCall = z.object({
  /** The same in every attempt of one execution. */
  callbackId: z.string().min(1).max(300),
  /** Signed with the body; the query names no portal here. */
  origin: z.object({ portalId: id }),
  object: z.object({ objectId: id, objectType: z.string().max(50) }),
  inputFields: z.record(z.string().max(100), z.unknown()).default({}),
});
export type WorkflowCall = z.infer<typeof workflowCall>;

/** What HubSpot sends when a person opens the list of an input (`optionsUrl`). */
export const optionsCall = z.object({
  origin: z.object({ portalId: id }),
  fetchOptions: z.object({ q: z.string().max(200).nullish() }).nullish(),
});

/** Outputs by their names in `*-hsmeta.json`; what is not known is left out. */
export type Outputs = Readonly<Record<string, string | number | undefined>>;

export interface WorkflowAnswer {
  /** `FAIL_CONTINUE`: the step is marked as failed and the record goes on. */
  state: 'SUCCESS' | 'FAIL_CONTINUE';
  outputs: Outputs;
}

/** How HubSpot reads an answer: outputs, and how the step ended among them. */
export function toBody({ state, outputs }: WorkflowAnswer): {
  outputFields: Record<string, string | number>;
} {
  const known = Object.entries(outputs).filter(
    (entry): entry is [string, string | number] => entry[1] !== undefined,
  );
  return { outputFields: { ...Object.fromEntries(known), hs_execution_state: state } };
}

/** Values of the output `result`; the execution rules in `*-hsmeta.json` say them in words. */
export const RESULTS = ['done', 'no_conversation', 'not_connected', 'refused'] as const;

const TYPES: Readonly<Record<string, 'contacts' | 'deals'>> = {
  CONTACT: 'contacts',
  '0-1': 'contacts',
  DEAL: 'deals',
  '0-3': 'deals',
};

/** The enrolled record; undefined for a kind we have no action for. */
export function enrolled({
  object,
}: WorkflowCall): { objectType: 'contacts' | 'deals'; objectId: string } | undefined {
  const objectType = Object.hasOwn(TYPES, object.objectType) ? TYPES[object.objectType] : undefined;
  return objectType && { objectType, objectId: object.objectId };
}
