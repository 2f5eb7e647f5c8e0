import type { Plan } from './session.ts';

/** Body of `GET …/connection` (contract §3). */
export interface Connection {
  status: ConnectionStatus;
  /** Why a person has to act, one sentence; null while all is well. */
  statusReason: string | null;
  portalId: string | null;
  portalName: string | null;
  scopes: string[];
  missingScopes: string[];
  connectedBy: string | null;
  connectedAt: string | null;
  /** What HubSpot does not allow in this portal, and why. */
  limitations: { feature: string; reason: string }[];
  /** Where an admin connects, reconnects and leaves, at liveprompt. */
  manageUrl: string;
  plan: Plan;
  usage: { used: number; limit: number | null; resetsAt: string };
}

export type ConnectionStatus = 'not_connected' | 'active' | 'paused' | 'reconnect_required';

/** Body of `POST …/connection/test`; `detail` ends with the next click where one is needed. */
export interface ConnectionTest {
  ok: boolean;
  checks: ConnectionCheck[];
}

export interface ConnectionCheck {
  name: 'connection' | 'token' | 'scopes' | 'account' | 'properties' | 'custom object' | 'webhook store';
  ok: boolean;
  detail: string;
}
