/**
 * The strict local HubSpot as the demo and the tests hold it. It listens on loopback and answers as
 * HubSpot's published artefacts say HubSpot answers; `server/` reaches it only over HTTP.
 */
export interface SandboxOptions {
  /** 0 picks a free port. */
  port?: number;
  app: { clientId: string; clientSecret: string; appId: string; redirectUrls: string[]; scopes: string[] };
  /** Milliseconds until a created or changed record can be found by search; default 2,000. */
  searchLagMs?: number;
  now?: () => Date;
}

export interface PortalSeed {
  portalId: string;
  name?: string;
  timeZone?: string;
  currency?: string;
  uiDomain?: string;
  /** May custom unique properties be created on activities? false answers 403 as real portals did. Default false. */
  activityKeys?: boolean;
  /** Are the app's event types approved and deployed? Default false. */
  appEvents?: boolean;
  /** Scopes the portal cannot grant (dropped from optional ones, refuse the install for required ones). */
  withheldScopes?: string[];
  owners?: { id: string; email: string; firstName?: string; lastName?: string; userId?: number }[];
  contacts?: SeedRecord[];
  companies?: SeedRecord[];
  deals?: SeedRecord[];
  users?: { id: number; email: string }[];
}

export interface SeedRecord {
  id?: string;
  properties: Record<string, string>;
  /** Linked with the default (company: primary where it is the first) type. */
  associations?: { type: string; id: string }[];
}

export interface SandboxRecord {
  id: string;
  type: string;
  properties: Record<string, string | null>;
  createdAt: string;
  updatedAt: string;
  archived: boolean;
  /** `hs_object_source` style facts: did our app write it, or a person. */
  createdBy: 'app' | 'person';
  associations: { type: string; id: string; typeIds: number[] }[];
}

export interface SandboxEvent {
  eventTypeName: string;
  id: string;
  objectId: string;
  timestamp: string;
  properties: Record<string, string>;
}

/** One request as the judge saw it. */
export interface SandboxCall {
  at: number;
  portalId: string | null;
  method: string;
  path: string;
  status: number;
  inputs: number;
  /** What the OpenAPI files or the prose rules object to; a conforming product leaves this empty. */
  violations: string[];
  /** Parallel calls share a round: a call that starts after every earlier one ended opens the next. */
  round: number;
  fault?: string;
}

export interface Fault {
  /** Which requests: method and a path pattern, after how many matches, how often. */
  method?: string;
  path: RegExp;
  portalId?: string;
  skip?: number;
  times?: number;
  /**
   * `status`: answer this instead of working. `before: true` (default) has no effect; `false` applies the
   * effect, then answers so. `reset`: cut the connection; `hang`: never answer; `delay`: answer late.
   */
  kind: 'status' | 'reset' | 'hang' | 'delay' | 'truncate' | 'html';
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
  delayMs?: number;
  before?: boolean;
}

export interface Sandbox {
  /** `http://127.0.0.1:port`: value for HUBSPOT_API_URL. */
  readonly url: string;
  /** Value for HUBSPOT_AUTHORIZE_URL: a consent page a person (or `consent()`) can walk through. */
  readonly authorizeUrl: string;
  addPortal(seed: PortalSeed): void;
  portalIds(): string[];
  /** A record with its associations, archived ones included; undefined when it never existed. */
  record(portalId: string, type: string, id: string): SandboxRecord | undefined;
  records(portalId: string, type: string): SandboxRecord[];
  events(portalId: string): SandboxEvent[];
  properties(portalId: string, type: string): { name: string; label: string; groupName: string }[];
  /** A person edits a record in HubSpot's own screen. */
  edit(portalId: string, type: string, id: string, properties: Record<string, string>): void;
  create(portalId: string, type: string, seed: SeedRecord): string;
  archive(portalId: string, type: string, id: string): void;
  /** Walks the consent page for a portal; answers the redirect to our callback. */
  consent(authorizeUrl: string, portalId: string): Promise<string>;
  /** A person uninstalls the app: refresh tokens die. */
  uninstall(portalId: string): void;
  expireAccessTokens(portalId: string): void;
  fault(fault: Fault): () => void;
  calls(): readonly SandboxCall[];
  resetCalls(): void;
  /** Everything a portal holds, for a checker or a page. */
  dump(portalId: string): unknown;
  close(): Promise<void>;
}
