import type { Session } from '../../shared/session.ts';

/** Words of the parts of a conversation that are told in one line, for bodies, notes and cards. */
export type Qualification = NonNullable<NonNullable<Session['insights']>['qualification']>;
type Satisfaction = NonNullable<Session['insights']>['satisfaction'];
type RenewalRisk = NonNullable<Session['insights']>['renewal_risk'];

const CHECKLIST = { budget: 'Budget', authority: 'Authority', need: 'Need' } as const;
export const RISK_WORDS = { none: 'None', low: 'Low', medium: 'Medium', high: 'High' } as const;

/** One line for each thing that is known; nothing for what nobody asked about. Pure. */
export function qualificationLines(qualification: Qualification | undefined): string[] {
  const { timeline = '', fit_score: fit, ...checked } = qualification ?? {};
  const items = (Object.keys(CHECKLIST) as (keyof typeof CHECKLIST)[]).flatMap((item) => {
    const yes = checked[item];
    return yes === undefined ? [] : [`${CHECKLIST[item]}: ${yes ? 'confirmed' : 'not confirmed'}`];
  });
  return [
    ...items,
    ...(timeline.trim() === '' ? [] : [`Timeline: ${timeline.trim()}`]),
    ...(fit === undefined ? [] : [`Fit: ${fit} of 100`]),
  ];
}

/** `4 of 10` and what it was heard from. Pure. */
export function satisfactionLines(satisfaction: Satisfaction): string[] {
  const { score, signals = [] } = satisfaction ?? {};
  return [...(score === undefined ? [] : [`${score} of 10`]), ...signals];
}

/** The level and its reasons. Pure. */
export function riskLines(risk: RenewalRisk): string[] {
  return risk ? [RISK_WORDS[risk.level], ...(risk.reasons ?? [])] : [];
}
