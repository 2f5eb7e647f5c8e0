import { cookieName, readCookies, writeCookie } from '../../../server/http/cookies.ts';

const cookie = { name: 'browser', value: 'v', maxAgeSeconds: 600, sameSite: 'None' as const };

describe('cookies of the install flow', () => {
  it('are locked to the host on https', () => {
    expect(writeCookie(cookie, true)).toBe(
      '__Host-browser=v; Path=/; Max-Age=600; HttpOnly; Secure; SameSite=None',
    );
    expect(writeCookie({ ...cookie, sameSite: 'Lax' }, true)).toContain('SameSite=Lax');
    expect(cookieName('browser', true)).toBe('__Host-browser');
  });
  it('work on http://localhost, where Secure cannot', () => {
    expect(writeCookie(cookie, false)).toBe('browser=v; Path=/; Max-Age=600; HttpOnly; SameSite=Lax');
  });
  it.each([
    [undefined, {}],
    ['', {}],
    ['a=1; b=2', { a: '1', b: '2' }],
    ['a=1; a=2', { a: '1' }],
    ['a=b=c;broken; =x', { a: 'b=c' }],
  ])('are read from %j', (header, expected) => {
    expect(readCookies(header)).toEqual(expected);
  });
});
