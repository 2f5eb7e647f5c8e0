import type { StoredRecord } from '../objects.types.ts';
import { defaultType } from '../associations/types.ts';
import { commitCreate, connect } from './commit.ts';
import type { WriteContext } from './context.ts';

const MAIL_PROVIDERS = new Set(['gmail.com', 'outlook.com', 'yahoo.com', 'gmx.de']);

/** What a portal with that setting does by itself: a new contact gets the company of its address (hubspot-api.md §2.3). */
export function giveCompany(context: WriteContext, contact: StoredRecord): void {
  const { portal } = context;
  const domain = contact.properties['email']?.split('@')[1];
  if (!portal.seed.companiesFromContacts || contact.type !== 'contacts') return;
  if (!domain || MAIL_PROVIDERS.has(domain)) return;
  if (portal.graph.linksOf({ type: 'contacts', id: contact.id }, 'companies').length > 0) return;
  const known = [...portal.records.companies.values()].find(
    ({ properties, archivedAt }) => properties['domain'] === domain && archivedAt === undefined,
  );
  const byHubSpot: WriteContext = { ...context, author: 'person' };
  const company = known ?? commitCreate(byHubSpot, 'companies', { domain, name: domain }, []);
  const type = defaultType('contacts', 'companies');
  if (type)
    connect(byHubSpot, { type: 'contacts', id: contact.id }, { type: 'companies', id: company.id }, [
      type.id,
    ]);
}
