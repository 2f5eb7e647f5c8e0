import { returnUrlRefused, stateRefused } from '../../installs/errors.ts';
import { hubspotReturnUrl } from '../../installs/returnUrl.ts';

/** The ways HubSpot comes back to us (contract §4, hubspot-platform.md §10.2). */
export type CallbackForm =
  | { form: 'declined'; reason: 'access_denied' | 'install_failed'; state: string | undefined }
  | { form: 'sign_in'; returnUrl: string }
  | { form: 'stated'; code: string; state: string; returnUrl: string | null }
  | { form: 'stateless'; code: string; returnUrl: string };

/**
 * Which form a callback has. A `returnUrl` is judged before anything else, so that no path leads to a
 * redirect with a bad one; a code without state is taken only with a good one.
 * @throws AppError 400
 */
export function callbackForm(query: Readonly<Record<string, string>>): CallbackForm {
  const { code, state, step, error } = query;
  const given = query['returnUrl'];
  const returnUrl = given === undefined ? undefined : hubspotReturnUrl(given)?.toString();
  if (given !== undefined && returnUrl === undefined) throw returnUrlRefused();
  if (error !== undefined) {
    return { form: 'declined', reason: error === 'access_denied' ? error : 'install_failed', state };
  }
  if (step === 'authorize') {
    if (returnUrl === undefined) throw returnUrlRefused();
    return { form: 'sign_in', returnUrl };
  }
  if (!code) throw stateRefused();
  if (state) return { form: 'stated', code, state, returnUrl: returnUrl ?? null };
  // With the partner sign-in HubSpot always brings our state back: its absence is not the other form.
  if (step !== undefined || returnUrl === undefined) throw stateRefused();
  return { form: 'stateless', code, returnUrl };
}
