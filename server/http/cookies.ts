import type { Cookie } from './route.ts';

/** `Cookie` header → values; the first of a name counts, as browsers send the most specific first. */
export function readCookies(header: string | undefined): Record<string, string> {
  const cookies: Record<string, string> = {};
  for (const pair of (header ?? '').split(';')) {
    const equals = pair.indexOf('=');
    const name = pair.slice(0, equals).trim();
    if (name !== '' && equals > 0 && !Object.hasOwn(cookies, name))
      cookies[name] = pair.slice(equals + 1).trim();
  }
  return cookies;
}

/**
 * `Set-Cookie` for a public URL. On https the `__Host-` prefix keeps other hosts and plain http from
 * planting the cookie; on `http://localhost` neither prefix nor `Secure` (nor `SameSite=None`, which
 * needs it) can work, so a plain name is used.
 */
export function writeCookie(cookie: Cookie, secure: boolean): string {
  const base = `${cookieName(cookie.name, secure)}=${cookie.value}; Path=/; Max-Age=${cookie.maxAgeSeconds}; HttpOnly`;
  return secure ? `${base}; Secure; SameSite=${cookie.sameSite}` : `${base}; SameSite=Lax`;
}

export function cookieName(name: string, secure: boolean): string {
  return secure ? `__Host-${name}` : name;
}
