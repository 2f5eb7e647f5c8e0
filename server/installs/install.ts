import { defineCollection } from '../store/store.ts';
import type { CoachingState } from './coachingState.ts';

export type InstallStatus = 'active' | 'paused' | 'reconnect_required';

/** How an activity carries our key: a unique property HubSpot guards, or a link we read back (hubspot-api.md §2.7). */
export type ActivityKeyMode = 'unique' | 'marker';

/** A secret sealed by the vault: `kid.iv.tag.ciphertext`, base64url. */
export type Sealed = string;

/** One HubSpot portal that installed the app. `_id` is the portal id in decimal. */
export interface InstallDocument {
  _id: string;
  /** Absent: installed from the marketplace and not yet tied to an organisation of liveprompt. */
  orgId?: string;
  status: InstallStatus;
  /** Why a person has to reconnect, one sentence; null while all is well. */
  statusReason: string | null;
  refreshToken: Sealed;
  accessToken: Sealed;
  /** With `accessExpiresAt` it gives the token's life, of which 75 % is used (hubspot-api.md §1.2). */
  accessIssuedAt?: Date;
  accessExpiresAt: Date;
  /** Grows with every stored token pair; the compare-and-set value of the refresh (reliability.md §4). */
  tokenVersion: number;
  refreshLeaseUntil: Date;
  refreshLeaseOwner: string | null;
  scopes: string[];
  connectedBy: string | null;
  connectedAt: Date;
  portalName: string | null;
  /** `app.hubspot.com` or a regional twin; record links start here. */
  uiDomain: string;
  timeZone: string;
  currency: string | null;
  activityKeyMode: ActivityKeyMode;
  provisionedAt: Date | null;
  /** The set of our properties it was provisioned for (`ownProperties.ts`). */
  propertySet?: string;
  /** Conversations written before `provisionedAt`, or with fewer permissions, have what they could not have then. */
  caughtUp?: boolean;
  /** The custom object for coaching sessions, once somebody has switched it on. */
  coaching?: CoachingState;
  /** Features that provisioning could not switch on, each with its reason. */
  limitations: { feature: string; reason: string }[];
}

export const installs = defineCollection<InstallDocument>({
  name: 'installs',
  tenant: 'orgId',
  indexes: [
    // One organisation, one portal: the second connect of an organisation must not split its data.
    // Sparse: installs that belong to nobody have no such field, and any number of them may wait.
    { key: { orgId: 1 }, name: 'portal_of_organisation', unique: true, sparse: true },
    { key: { status: 1 }, name: 'by_status' },
  ],
});
