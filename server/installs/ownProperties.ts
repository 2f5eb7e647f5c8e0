import { createHash } from 'node:crypto';
import { COMPANY_PROPERTIES } from '../../shared/customerProperties.ts';
import { CONTACT_PROPERTIES, DEAL_PROPERTIES } from '../../shared/properties.ts';
import { COMPANY_PROPERTIES_SCOPE } from '../../shared/scopes.ts';
import type { InstallDocument } from './install.ts';

/** What we make in a portal, by object type. */
export const OWN_PROPERTIES = [
  { type: 'contacts', properties: CONTACT_PROPERTIES },
  { type: 'deals', properties: DEAL_PROPERTIES },
  { type: 'companies', properties: COMPANY_PROPERTIES },
] as const;

/** Changes with every property that is added: portals provisioned for an older set get the rest. */
export const PROPERTY_SET = createHash('sha256')
  .update(
    OWN_PROPERTIES.flatMap(({ type, properties }) => properties.map(({ name }) => `${type}.${name}`)).join(),
  )
  .digest('base64url')
  .slice(0, 12);

/** Making properties on companies is an optional permission. */
export function mayDefineOnCompanies({ scopes }: Pick<InstallDocument, 'scopes'>): boolean {
  return scopes.includes(COMPANY_PROPERTIES_SCOPE);
}
