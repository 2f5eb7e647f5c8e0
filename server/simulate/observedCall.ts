import type { HubSpotCall, HubSpotRequest } from '../hubspot/call.types.ts';
import { ENDPOINTS } from '../hubspot/endpoints.ts';

export interface ObservedCall {
  call: HubSpotCall;
  /** Different requests so far. */
  count(): number;
}

/**
 * A way to HubSpot that only reads, asks each question once for all who share `answers`, and counts what a
 * run of its own would have asked. A write is a fault of this product, so it is refused before it leaves.
 */
export function observeReads(call: HubSpotCall, answers: Map<string, Promise<unknown>>): ObservedCall {
  const asked = new Set<string>();
  return {
    count: () => asked.size,
    call: async <T>(portalId: string, request: HubSpotRequest) => {
      if (ENDPOINTS[request.endpoint].write) throw new Error(`a simulation wanted to ${request.endpoint}`);
      const { endpoint, path, query, body } = request;
      const question = JSON.stringify([portalId, endpoint, path, query, body]);
      asked.add(question);
      const answer = answers.get(question) ?? call<T>(portalId, request);
      answers.set(question, answer);
      return answer as ReturnType<typeof call<T>>;
    },
  };
}
