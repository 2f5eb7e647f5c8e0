import { fetchWorkflowOptions } from '../../hubspot/runWorkflowAction.ts';

/** The list of an input as HubSpot asks for it while somebody builds a workflow; asked once, then remembered. */
export function createReadTemplates(deps: {
  clientSecret: string;
  optionsUrl: string;
  portalId: string;
}): () => Promise<ReadonlyMap<string, string>> {
  let known: ReadonlyMap<string, string> | undefined;
  return async () => {
    if (known) return known;
    const response = await fetchWorkflowOptions(deps.clientSecret, deps.optionsUrl, deps.portalId, null);
    const { options } = (await response.json()) as { options: { value: string; label: string }[] };
    known = new Map(options.map(({ value, label }) => [value, label]));
    return known;
  };
}
