import { createBatchWriter } from '../../server/hubspot/batchWrite.ts';
import type { WriteInput } from '../../server/hubspot/writeInput.ts';
import type { HubSpotCall, HubSpotRequest } from '../../server/hubspot/call.types.ts';
import { classifyReply } from '../../server/hubspot/classify.ts';

export interface Input {
  id?: string;
  objectWriteTraceId: string;
  properties: Record<string, string>;
}
export const context = { portalId: '101' };
export const input = (key: string, properties: Record<string, string> = { subject: key }): WriteInput => ({
  key,
  properties,
});
export const inputs = (count: number) => Array.from({ length: count }, (_, index) => input(`k${index}`));
export const refusal = (status: number, body: unknown = {}) =>
  classifyReply({ label: 'create records', write: true, status, headers: new Headers(), body });

/** A HubSpot that answers as told and remembers what it was asked. */
export function writer(answer: (inputs: Input[], request: HubSpotRequest) => unknown) {
  const asked: Input[][] = [];
  const slept: number[] = [];
  const call = ((_portalId: string, request: HubSpotRequest) => {
    const { inputs: given } = request.body as { inputs: Input[] };
    asked.push(given);
    return Promise.resolve().then(() => ({ status: 200, body: answer(given, request) }));
  }) as HubSpotCall;
  return { asked, slept, write: createBatchWriter(call, (ms) => Promise.resolve(void slept.push(ms))) };
}
export const created = ({ objectWriteTraceId, properties }: Input) => ({
  id: `id-${objectWriteTraceId}`,
  objectWriteTraceId,
  properties,
});
