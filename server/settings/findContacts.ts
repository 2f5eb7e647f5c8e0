import type { FoundContact } from '../../shared/foundContacts.ts';
import { recordUrl, type CallContext, type CrmRecord, type Objects } from '../hubspot/objects.ts';
import type { ContactSearch } from '../hubspot/searchContacts.ts';
import type { InstallDocument } from '../installs/install.ts';
import { connected } from './connected.ts';

export type ContactQuestion = { typed: string } | { id: string };

/** Contacts for the setting that names one: by what is typed, or the one that is set. */
export type FindContacts = (orgId: string, question: ContactQuestion) => Promise<FoundContact[]>;

const SHOWN = ['firstname', 'lastname', 'email'];

/** @throws AppError 409 when no portal is connected or it has to be reconnected */
export function createFindContacts(deps: {
  searchContacts: ContactSearch;
  objects: Pick<Objects, 'read'>;
  installOf: (orgId: string) => Promise<InstallDocument | null>;
}): FindContacts {
  return async (orgId, question) => {
    const install = connected(await deps.installOf(orgId));
    const context: CallContext = { portalId: install._id, lane: 'people' };
    const found =
      'id' in question
        ? await deps.objects.read(context, 'contacts', [question.id], SHOWN)
        : await deps.searchContacts(context, question.typed, SHOWN);
    return found.filter(({ archived }) => !archived).map((contact) => view(install, contact));
  };
}

function view(install: InstallDocument, { id, properties }: CrmRecord): FoundContact {
  const { firstname, lastname, email } = properties;
  const name = [firstname, lastname].filter(Boolean).join(' ');
  return {
    id,
    name: name || (email ?? id),
    email: email ?? null,
    url: recordUrl(install, 'contacts', id),
  };
}
