import type { Brief } from '../../../../shared/brief.ts';
import type { WorkflowView } from '../workflows/workflowView.types.ts';
import type { Delivery, Following, Overview, RecordLists, RecordPage, RecordRef } from '../demo.types.ts';

/** What the page asks of the demo's server; a refusal becomes an Error with a sentence for a person. */
export const api = {
  overview: () => ask<Overview>('GET', '/demo/overview'),
  connect: () => ask<{ authorizeUrl: string }>('POST', '/demo/connection'),
  disconnect: () => ask<object>('DELETE', '/demo/connection'),
  endCall: (sample: string) => ask<Delivery>('POST', `/demo/calls/${sample}`),
  change: (sessionId: string, change: Change) =>
    ask<Delivery>('POST', `/demo/sessions/${sessionId}/${change}`),
  follow: (sessionId: string) => ask<Following>('GET', `/demo/sessions/${sessionId}`),
  keepCoaching: () => ask<{ recordId: string | null }>('POST', '/demo/coaching'),
  brief: () => ask<Brief>('GET', '/demo/brief'),
  lists: () => ask<RecordLists>('GET', '/demo/records'),
  workflows: () => ask<WorkflowView[]>('GET', '/demo/workflows'),
  record: ({ type, id }: RecordRef) => ask<RecordPage>('GET', `/demo/records/${type}/${id}`),
};

export type Change = 'again' | 'edit' | 'delete';

async function ask<T>(method: string, path: string): Promise<T> {
  const response = await fetch(path, { method }).catch(() => {
    throw new Error('The demo does not answer any more. Start it again with npm run demo.');
  });
  const body = (await response.json()) as T & { error?: { message?: string } };
  if (!response.ok) throw new Error(body.error?.message ?? `The demo answered ${response.status}.`);
  return body;
}
