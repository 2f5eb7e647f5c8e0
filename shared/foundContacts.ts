/** Body of `GET …/settings/contacts`: contacts to choose from, by what was typed or by id. */
export interface FoundContacts {
  contacts: FoundContact[];
}

export interface FoundContact {
  id: string;
  /** As a person knows them; the address or the id where HubSpot has no name. */
  name: string;
  email: string | null;
  /** Its page in HubSpot. */
  url: string;
}
