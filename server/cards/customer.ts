import type { CardQualification, CardSpoken, CustomerInsights, RecordInsights } from '../../shared/card.ts';

/** What one of several conversations says of the customer. */
export interface Saying extends CardSpoken {
  said: CustomerInsights;
}

type Customer = Pick<
  RecordInsights,
  'issues' | 'requests' | 'satisfaction' | 'risk' | 'qualification' | 'campaign'
>;

/**
 * What several conversations say of a customer: the newest word on each thing counts, except for where they came
 * from, which the first one knows. Pure.
 * @param asked in how many conversations of the record each feature request came up, by its key.
 */
export function customerOf(newestFirst: readonly Saying[], asked: ReadonlyMap<string, number>): Customer {
  const issues = new Map<string, Customer['issues'][number]>();
  const requests = new Map<string, Customer['requests'][number]>();
  for (const { said, ...spoken } of newestFirst) {
    for (const issue of said.issues)
      if (!issues.has(issue.key)) issues.set(issue.key, { ...issue, ...spoken });
    for (const request of said.requests) {
      const known = requests.get(request.key);
      if (known) known.mentions += 1;
      else requests.set(request.key, { ...request, ...spoken, mentions: 1 });
    }
  }
  const [satisfied, before] = newestFirst.filter(({ said }) => said.satisfaction !== null);
  const risky = newestFirst.find(({ said }) => said.risk !== null);
  return {
    issues: [...issues.values()].sort((left, right) => Number(right.open) - Number(left.open)),
    requests: [...requests.values()]
      .map((one) => ({ ...one, mentions: asked.get(one.key) ?? one.mentions }))
      .sort((left, right) => right.mentions - left.mentions),
    satisfaction: satisfied
      ? {
          value: satisfied.said.satisfaction ?? 0,
          previous: before?.said.satisfaction ?? null,
          ...spokenIn(satisfied),
        }
      : null,
    risk: risky?.said.risk ? { ...risky.said.risk, ...spokenIn(risky) } : null,
    qualification: checklistOf(newestFirst),
    campaign: newestFirst.findLast(({ said }) => said.campaign !== null)?.said.campaign ?? null,
  };
}

function checklistOf(newestFirst: readonly Saying[]): CardQualification | null {
  const said = newestFirst.flatMap((one) => one.said.qualification ?? []);
  if (said.length === 0) return null;
  const newest = <Item extends keyof CardQualification>(item: Item): CardQualification[Item] | null =>
    said.find((one) => one[item] !== null)?.[item] ?? null;
  return {
    budget: newest('budget'),
    authority: newest('authority'),
    need: newest('need'),
    timeline: newest('timeline'),
    fitScore: newest('fitScore'),
  };
}

function spokenIn({ sessionId, startedAt }: Saying): CardSpoken {
  return { sessionId, startedAt };
}
