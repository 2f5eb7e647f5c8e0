import type { Session } from '../../shared/session.ts';
import { titleKey } from './titleKey.ts';

export interface FeatureRequest {
  /** See `titleKey`. */
  key: string;
  title: string;
  detail: string;
}

/** Each feature request once; listed twice, it has both details. Pure. */
export function featureRequestsOf({ insights }: Pick<Session, 'insights'>): FeatureRequest[] {
  const requests = new Map<string, { title: string; details: Set<string> }>();
  for (const { title, detail = '' } of insights?.feature_requests ?? []) {
    const key = titleKey(title);
    if (key === undefined) continue;
    const known = requests.get(key) ?? { title: title.trim(), details: new Set<string>() };
    if (detail.trim() !== '') known.details.add(detail.trim());
    requests.set(key, known);
  }
  return [...requests].map(([key, { title, details }]) => ({
    key,
    title,
    detail: [...details].join('\n\n'),
  }));
}
