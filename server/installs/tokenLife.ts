import type { InstallDocument } from './install.ts';

/** What HubSpot gives today (hubspot-api.md §1.2); used only for rows that do not say when they began. */
const USUAL_LIFE_MS = 30 * 60_000;
/** A call may wait for its rate window and then for HubSpot: a token about to end would come back as 401. */
const MIN_LEFT_MS = 60_000;

type Life = Pick<InstallDocument, 'accessIssuedAt' | 'accessExpiresAt'>;

/**
 * Three quarters of the life are over. HubSpot asks to renew by `expires_in`: "401 is not a valid
 * indicator that a new token is needed" (hubspot-api.md §1.2).
 */
export function isRefreshDue(install: Life, now: Date): boolean {
  return leftMs(install, now) <= lifeMs(install) / 4;
}

/** Enough life is left for one more call: a minute, or a tenth of an unusually short life. */
export function isUsable(install: Life, now: Date): boolean {
  return leftMs(install, now) >= Math.min(MIN_LEFT_MS, lifeMs(install) / 10);
}

/** Milliseconds until a refresh is due, never negative. */
export function msUntilRefresh(install: Life, now: Date): number {
  return Math.max(0, leftMs(install, now) - lifeMs(install) / 4);
}

function leftMs(install: Life, now: Date): number {
  return install.accessExpiresAt.getTime() - now.getTime();
}

function lifeMs({ accessIssuedAt, accessExpiresAt }: Life): number {
  return accessIssuedAt ? accessExpiresAt.getTime() - accessIssuedAt.getTime() : USUAL_LIFE_MS;
}
