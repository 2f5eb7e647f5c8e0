import type { Session } from '../../shared/session.ts';
import { titleKey } from './titleKey.ts';

export interface Issue {
  /** See `titleKey`. */
  key: string;
  title: string;
  open: boolean;
}

/** Each issue once. Whatever is not said to be resolved is open; listed as both, it is open. Pure. */
export function issuesOf({ insights }: Pick<Session, 'insights'>): Issue[] {
  const issues = new Map<string, Issue>();
  for (const { title, status } of insights?.issues ?? []) {
    const key = titleKey(title);
    if (key === undefined) continue;
    const known = issues.get(key);
    const open = status !== 'resolved' || known?.open === true;
    issues.set(key, { key, title: known?.title ?? title.trim(), open });
  }
  return [...issues.values()];
}
