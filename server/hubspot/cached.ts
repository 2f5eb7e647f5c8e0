import type { Clock } from '../clock.ts';
import type { CallContext } from './objects.ts';

export interface Cached<T> {
  get(context: CallContext): Promise<T>;
  forget(portalId: string): void;
}

/** Properties of a large portal are some 100 kB: a process that has served everybody must not hold everybody's. */
const MOST_PORTALS = 500;

/** One value per portal and time to live; callers at the same moment share one read, a failure is not kept, nor is what was read longest ago. */
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
      const entry = { value, until: now + ttlMs };
      // Behind all others: a Map keeps the order in which its keys came.
      entries.delete(context.portalId);
      entries.set(context.portalId, entry);
      const [oldest] = entries.keys();
      if (oldest !== undefined && entries.size > MOST_PORTALS) entries.delete(oldest);
      value.catch(() => {
        if (entries.get(context.portalId) === entry) entries.delete(context.portalId);
      });
      return value;
    },
    forget: (portalId) => void entries.delete(portalId),
  };
}
