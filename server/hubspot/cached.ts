import type { Clock } from '../clock.ts';
import type { CallContext } from './objects.ts';

export interface Cached<T> {
  get(context: CallContext): Promise<T>;
  forget(portalId: string): void;
}

/** One value per portal and time to live; callers at the same moment share one read, a failure is not kept. */
export function cached<T>(
  clock: Clock,
  ttlMs: number,
  read: (context: CallContext) => Promise<T>,
): Cached<T> {
  const entries = new Map<string, { value: Promise<T>; until: number }>();
  return {
    get(context) {
      const now = clock.monotonicMs();
      const hit = entries.get(context.portalId);
      if (hit && hit.until > now) return hit.value;
      const value = read(context);
      entries.set(context.portalId, { value, until: now + ttlMs });
      value.catch(() => entries.delete(context.portalId));
      return value;
    },
    forget: (portalId) => void entries.delete(portalId),
  };
}
