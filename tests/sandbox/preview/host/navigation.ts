import { createContext } from 'react';
import type { PageLocation } from '../protocol.ts';

export type Navigate = (to: string, params?: Record<string, string>) => void;

/** Cards and settings have no pages: there it leads nowhere. */
export const Navigation = createContext<Navigate>(() => undefined);

/** `/syncs/:id` with `{id, from}` is the path `/syncs/7` and leaves `from` as a parameter, as the SDK describes. */
export function resolvePath(to: string, params: Record<string, string> = {}): PageLocation {
  const used = new Set<string>();
  const path = to.replace(/:(\w+)/g, (token, name: string) => {
    const value = params[name];
    if (value === undefined) return token;
    used.add(name);
    return encodeURIComponent(value);
  });
  return { path, params: Object.fromEntries(Object.entries(params).filter(([name]) => !used.has(name))) };
}
