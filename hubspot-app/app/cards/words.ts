import { formatNumber, shorten, type Viewer } from '@liveprompt/kit';
import type { CardBudget, CardConversation } from '#shared/card.ts';
import { texts } from './texts.ts';

export function titleOf({ title }: Pick<CardConversation, 'title'>): string {
  return shorten(title, 80) || texts.conversations.untitled;
}

/** Where in the recording: 323 s is `at 5:23`, an hour and more `at 1:05:23`; empty where it is unknown. */
export function minuteMark(atSeconds: number | null): string {
  if (atSeconds === null) return '';
  const whole = Math.max(0, Math.floor(atSeconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return texts.insights.at(
    hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`,
  );
}

/** `40,000 – 60,000 USD, confirmed` in the viewer's language. */
export function budgetText({ min, max, currency, confirmed }: CardBudget, viewer: Viewer): string {
  const amounts = [...new Set([min, max].filter((amount) => amount !== null))];
  const range = amounts.map((amount) => formatNumber(amount, viewer)).join(' – ');
  const money = currency ? `${range} ${currency}` : range;
  return confirmed ? texts.insights.confirmed(money) : money;
}

/** `86%` in the viewer's language. */
export function percentText(share: number, viewer: Viewer): string {
  return new Intl.NumberFormat(viewer.locale, { style: 'percent' }).format(share);
}

/** Non-empty parts, side by side: `Sales · Nov 20, 2026 · 31 min`. */
export function joined(...parts: string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}
