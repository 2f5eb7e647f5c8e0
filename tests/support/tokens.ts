import { SignJWT } from 'jose';

export const API_SECRET = Buffer.from('test-only-api-secret-of-32-bytes-or-more');

/** A JWT as liveprompt's own backend presents it (contract §3); any claim and header can be bent. */
export async function apiToken(
  claims: Record<string, unknown> = {},
  options: { alg?: string; secret?: Buffer; now?: Date } = {},
): Promise<string> {
  const seconds = Math.floor((options.now ?? new Date()).getTime() / 1_000);
  return new SignJWT({ org: 'org_1', sub: 'admin@seller.com', role: 'admin', exp: seconds + 300, ...claims })
    .setProtectedHeader({ alg: options.alg ?? 'HS256' })
    .sign(options.secret ?? API_SECRET);
}
