/** A browser as far as the install flow needs one: it keeps cookies and follows nothing by itself. */
export interface CookieBrowser {
  get(url: string, headers?: Record<string, string>): Promise<Response>;
  cookies: ReadonlyMap<string, string>;
}

export function cookieBrowser(): CookieBrowser {
  const cookies = new Map<string, string>();
  return {
    cookies,
    async get(url, headers = {}) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(url, {
        redirect: 'manual',
        headers: { ...headers, ...(cookie ? { cookie } : {}) },
      });
      for (const line of response.headers.getSetCookie()) {
        const [pair = ''] = line.split(';');
        cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
      }
      return response;
    },
  };
}
