import { useSyncExternalStore } from 'react';
import type { PageLocation } from '../protocol.ts';

let location: PageLocation = { path: '/', params: {} };
const listeners = new Set<() => void>();

export function moveTo(next: PageLocation): void {
  location = next;
  for (const listener of listeners) listener();
}

/** The SDK's page router draws itself anew when this answers something else. */
export function useAppPageLocation(): PageLocation {
  return useSyncExternalStore(subscribe, () => location);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
