import type { Plan } from './session.ts';

/** Conversations synced this calendar month of the organisation's zone (`GET …/usage`, contract §3). */
export interface Usage {
  plan: Plan;
  used: number;
  /** null: unlimited. */
  limit: number | null;
  resetsAt: string;
  /** From 80 % of the limit on. */
  warning: boolean;
  /** Conversations that wait because the limit is reached. */
  held: number;
  /** One row per day of the month so far, `YYYY-MM-DD` in the organisation's zone. */
  days: { date: string; count: number }[];
}
