import mailProviders from 'email-providers/all.json' with { type: 'json' };
import { getDomain } from 'tldts';

const FREE_MAIL: ReadonlySet<string> = new Set(mailProviders);

/** Lower case and trimmed, or undefined when HubSpot would refuse it: one bad address fails a whole batch (performance.md §1.5). */
export function cleanEmail(email: string | undefined): string | undefined {
  const clean = email?.trim().toLowerCase();
  return clean && EMAIL.test(clean) && clean.length <= 254 ? clean : undefined;
}

/** Deliberately narrower than RFC 5322: quoted local parts, address literals and stray dots are refused by HubSpot too. */
const ATOM = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+";
const EMAIL = new RegExp(
  `^(?=[^@]{1,64}@)${ATOM}(?:\\.${ATOM})*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$`,
);

/** Everything behind the `@`. */
export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1);
}

/**
 * The domain that stands for a company: the registrable one (`eu.acme.co.uk` → `acme.co.uk`), and none
 * for mail providers, whose customers share nothing but the provider.
 */
export function companyDomain(email: string): string | undefined {
  const domain = getDomain(domainOf(email), { allowPrivateDomains: true });
  return domain && !isFreeMail(domain) && !isFreeMail(domainOf(email)) ? domain : undefined;
}

export function isFreeMail(domain: string): boolean {
  return FREE_MAIL.has(domain);
}
