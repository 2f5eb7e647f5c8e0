import type { InstallDocument } from '../installs/install.ts';

/** The one legacy scope, or the pair that 2026-09 has beside it (hubspot-api.md §11). */
export function mayUseTickets({ scopes }: Pick<InstallDocument, 'scopes'>): boolean {
  const both = ['crm.objects.tickets.read', 'crm.objects.tickets.write'];
  return scopes.includes('tickets') || both.every((scope) => scopes.includes(scope));
}
