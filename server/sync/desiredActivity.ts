import type { Session } from '../../shared/session.ts';
import type { Settings } from '../../shared/settings.ts';
import type { SyncSkip } from '../../shared/ledger.ts';
import type { OwnedType } from '../hubspot/objects.ts';
import { cleanEmail } from '../matching/addresses.ts';
import type { LedgerObject } from './ledger.types.ts';
import type { PlanInput } from './plan.types.ts';
import { idOf, typeOf, type Ref } from './ref.ts';

/** An activity as the conversation wants it to be. */
export interface DesiredActivity {
  /**
   * The same in every version of the conversation: `activity`, `note`, `handoff`, `next`,
   * `task:<action item id>`, `coaching_session`, and `request:…` and `issue:…` with the `titleKey` of a feature request or an issue.
   */
  key: string;
  type: OwnedType;
  properties: Record<string, string>;
  rule: string;
  /** Tells several of one type apart where they are named to people; a task has its subject. */
  title?: string;
  /** Where it hangs on fewer records than the conversation does. */
  links?: readonly Ref[];
}

export interface Desired {
  activities: DesiredActivity[];
  skips: SyncSkip[];
}

/** What every kind of activity is made from. */
export interface DesiredContext {
  session: Session;
  settings: Settings;
  appUrl: string;
  /** For days without a time. */
  zone: string;
  /** HubSpot owner of the person who held the conversation. */
  hostOwner: string | undefined;
  owners: ReadonlyMap<string, string>;
  /** HubSpot does not let us read who the owners are. */
  ownersHidden: boolean;
  /** Whom a contact of the conversation belongs to in HubSpot, as far as that person is still there. */
  contactOwner: string | undefined;
  /** What the conversation has made so far. */
  made: readonly LedgerObject[];
  /** The records the conversation is linked to. */
  records: readonly Ref[];
}

/** HubSpot cuts no title itself; ours stay readable in its lists. */
export const TITLE_LENGTH = 1_000;

export function desiredContext(
  session: Session,
  { settings, snapshot, features }: Omit<PlanInput, 'sessions'>,
  records: readonly Ref[],
  made: readonly LedgerObject[],
): DesiredContext {
  return {
    session,
    settings,
    appUrl: features.appUrl,
    zone: session.time_zone ?? settings.sync.timeZone,
    hostOwner: snapshot.owners.get(cleanEmail(session.host?.email) ?? ''),
    owners: snapshot.owners,
    ownersHidden: snapshot.off.has('owners'),
    contactOwner: ownerOfContacts(records, snapshot),
    made,
    records,
  };
}

/** Owners who left are not in the directory, and HubSpot gives nothing to them. */
function ownerOfContacts(
  records: readonly Ref[],
  { contactsById, owners }: PlanInput['snapshot'],
): string | undefined {
  const active = new Set(owners.values());
  return records
    .filter((record) => typeOf(record) === 'contacts')
    .flatMap((record) => contactsById.get(idOf(record))?.properties['hubspot_owner_id'] ?? [])
    .find((owner) => active.has(owner));
}

export const NOTHING_DESIRED: Desired = { activities: [], skips: [] };

export function ownedBy(id: string | undefined): Record<string, string> {
  return id ? { hubspot_owner_id: id } : {};
}

export function instant(value: string): string {
  return new Date(value).toISOString();
}
