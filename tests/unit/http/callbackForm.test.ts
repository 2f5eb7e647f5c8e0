import { callbackForm } from '../../../server/http/oauth/callbackForm.ts';

const R = 'https://app.hubspot.com/integrations/1';

describe('the forms of the callback', () => {
  it.each([
    [
      'begun at liveprompt',
      { code: 'c', state: 's' },
      { form: 'stated', code: 'c', state: 's', returnUrl: null },
    ],
    ['sign-in asked for', { step: 'authorize', returnUrl: R }, { form: 'sign_in', returnUrl: R }],
    [
      'sign-in finished',
      { step: 'finalize', code: 'c', state: 's', returnUrl: R },
      { form: 'stated', code: 'c', state: 's', returnUrl: R },
    ],
    ['without sign-in', { code: 'c', returnUrl: R }, { form: 'stateless', code: 'c', returnUrl: R }],
    [
      'declined',
      { error: 'access_denied', state: 's' },
      { form: 'declined', reason: 'access_denied', state: 's' },
    ],
    [
      'failed at HubSpot',
      { error: '<script>', state: 's' },
      { form: 'declined', reason: 'install_failed', state: 's' },
    ],
  ])('reads %s', (_name, query, expected) => {
    expect(callbackForm(query)).toEqual(expected);
  });

  it.each([
    ['nothing', {}, 'oauth_state_invalid'],
    ['a code alone', { code: 'c' }, 'oauth_state_invalid'],
    ['a state alone', { state: 's' }, 'oauth_state_invalid'],
    ['an empty state', { code: 'c', state: '' }, 'oauth_state_invalid'],
    ['finalize without state', { step: 'finalize', code: 'c', returnUrl: R }, 'oauth_state_invalid'],
    ['sign-in without returnUrl', { step: 'authorize' }, 'return_url_invalid'],
    ['a foreign returnUrl', { code: 'c', returnUrl: 'https://evil.example' }, 'return_url_invalid'],
    [
      'a foreign returnUrl beside a state',
      { code: 'c', state: 's', returnUrl: 'https://app.hubspot.com@evil.example' },
      'return_url_invalid',
    ],
    [
      'a foreign returnUrl beside an error',
      { error: 'access_denied', returnUrl: '//evil.example' },
      'return_url_invalid',
    ],
  ])('refuses %s', (_name, query, code) => {
    expect(() => callbackForm(query)).toThrow(expect.objectContaining({ code, status: 400 }));
  });
});
