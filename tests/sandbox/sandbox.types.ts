import type { Workflow, WorkflowAction, WorkflowRun } from './workflow.types.ts';

/**
 * The strict local HubSpot as the demo and the tests hold it. It listens on loopback and answers as
 * HubSpot's published artefacts say HubSpot answers; `server/` reaches it only over HTTP.
 */
export interface SandboxOptions {
  /** 0 picks a free port. */
  port?: number;
  app: {
    clientId: string;
    clientSecret: string;
    appId: string;
    redirectUrls: string[];
    /** Required scopes: a consent URL without one of them is refused. */
    scopes: string[];
    /** May be asked for; dropped without a word where the portal withholds them. */
    optionalScopes?: string[];
    name?: string;
  };
  /** Milliseconds until a created or changed record can be found by search; default 2,000. */
  searchLagMs?: number;
  /** The clock of records, tokens and the search index; default the machine's. */
  now?: () => Date;
  /** Decides which calls a fault with a `share` hits; default `Math.random`. */
  random?: () => number;
  /** The clock of the rate windows, apart so that a held data clock does not stop them; default `performance.now`. */
  monotonicMs?: () => number;
  /** Whether `results[].objectWriteTraceId` comes back; nobody has seen it settled (hubspot-api.md §16.6). Default true. */
  echoTraceIds?: boolean;
  /** Artificial delay of every API answer in milliseconds, and per batch input; default 0. Rounds need it above 0. */
  latencyMs?: number;
  latencyPerInputMs?: number;
  /** Webhooks as deployed with the app. `automatic` delivers by itself; else `deliverWebhooks` does. */
  webhooks?: { targetUrl: string; subscriptions: SandboxSubscription[]; automatic?: boolean };
  /**
   * The app's workflow actions as deployed. `automatic` carries workflows out by itself; else `runWorkflows` does.
   * A step that HubSpot tries again waits `firstRetryMs` (a minute), then ever longer.
   */
  workflows?: { actions: WorkflowAction[]; automatic?: boolean; firstRetryMs?: number };
  /** App event types as deployed with the app; a portal accepts them only with `appEvents`. */
  eventTypes?: SandboxEventType[];
  /** Where HubSpot's OpenAPI files lie; default `tests/fixtures/hubspot-openapi` under the working directory. */
  openApiDirectory?: string;
}

/** A subscription as `webhooks-hsmeta.json` has it; what nobody subscribed to is never sent. */
export interface SandboxSubscription {
  subscriptionType: string;
  objectType?: string;
  propertyName?: string;
}

export interface SandboxEventType {
  name: string;
  objectType: 'CONTACT' | 'COMPANY' | 'DEAL' | 'TICKET';
  properties: { name: string; type: 'string' | 'number' | 'enumeration'; options?: string[] }[];
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
  /** The portal setting "create and associate companies with contacts" (hubspot-api.md §2.3). Default false. */
  companiesFromContacts?: boolean;
  /** Scopes the portal cannot grant (dropped from optional ones, refuse the install for required ones). */
  withheldScopes?: string[];
  /** Properties this customer demands on new records; 2026-09 enforces it, 2026-03 does not (hubspot-api.md §0.3). */
  requiredOnCreate?: Partial<Record<string, string[]>>;
  owners?: { id: string; email: string; firstName?: string; lastName?: string; userId?: number }[];
  contacts?: SeedRecord[];
  companies?: SeedRecord[];
  deals?: SeedRecord[];
  tickets?: SeedRecord[];
  users?: { id: number; email: string }[];
  /** What the customer built and turned on. */
  workflows?: Workflow[];
  /** Custom objects the customer has defined; only an Enterprise portal has any (hubspot-api.md §5). */
  customObjects?: SeedCustomObject[];
  /** How many custom objects the account may define; default ten. */
  customObjectLimit?: number;
  /** Deal pipelines beside the default one. */
  dealPipelines?: {
    id: string;
    label: string;
    stages: { id: string; label: string; probability: string }[];
  }[];
}

export interface SeedCustomObject {
  name: string;
  singular: string;
  plural: string;
  /** Beside the name of its records, which every seeded object has. */
  properties?: { name: string; label: string; type: 'string' | 'number'; hasUniqueValue?: boolean }[];
  requiredProperties?: string[];
  associatedObjects?: string[];
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
  archivedAt?: string;
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
  /** Of those that match, this share is hit, by chance: 0.01 is one in a hundred. */
  share?: number;
  /**
   * `status`: answer this instead of working. `before: true` (default) has no effect; `false` applies the
   * effect, then answers so. `reset`: cut the connection; `hang`: never answer; `delay`: answer late;
   * `drip`: the body comes byte by byte and never ends.
   */
  kind: 'status' | 'reset' | 'hang' | 'delay' | 'truncate' | 'html' | 'drip';
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
  delayMs?: number;
  before?: boolean;
  /** The effect comes this much later than the broken answer: HubSpot was only slow (reliability.md §3, c3). */
  effectAfterMs?: number;
}

export interface Sandbox {
  /** `http://127.0.0.1:port`: value for HUBSPOT_API_URL. */
  readonly url: string;
  /** Value for HUBSPOT_AUTHORIZE_URL: a consent page a person (or `consent()`) can walk through. */
  readonly authorizeUrl: string;
  /**
   * Where a person presses "Install" in HubSpot's marketplace: redirects to `redirectUri` with
   * `step=authorize&returnUrl`. The `returnUrl` names HubSpot's own host, as it must; whoever plays the
   * browser sends that path to `url` instead, with `?state=`, and is redirected to `step=finalize`.
   */
  marketplaceUrl(portalId: string, redirectUri: string): string;
  addPortal(seed: PortalSeed): void;
  portalIds(): string[];
  /** A record with its associations, archived ones included; undefined when it never existed. */
  record(portalId: string, type: string, id: string): SandboxRecord | undefined;
  records(portalId: string, type: string): SandboxRecord[];
  events(portalId: string): SandboxEvent[];
  properties(
    portalId: string,
    type: string,
  ): { name: string; label: string; groupName: string; options: { label: string; value: string }[] }[];
  /** A person edits a record in HubSpot's own screen. */
  edit(portalId: string, type: string, id: string, properties: Record<string, string>): void;
  create(portalId: string, type: string, seed: SeedRecord): string;
  archive(portalId: string, type: string, id: string): void;
  /** An admin deletes a custom object for good, its records with it. */
  deleteCustomObject(portalId: string, name: string): void;
  /** A person takes a deletion back. */
  restore(portalId: string, type: string, id: string): void;
  /** A person deletes a contact for good, as the law asks: nothing of it can be read or restored. */
  gdprDelete(portalId: string, contactId: string): void;
  /** A person merges two records; the first one survives with its id. */
  merge(portalId: string, type: string, primaryId: string, otherId: string): void;
  /** Walks the consent page for a portal; answers the redirect to our callback. */
  consent(authorizeUrl: string, portalId: string): Promise<string>;
  /**
   * An authorization code as HubSpot hands it out when an install begins in its marketplace, for the
   * `step=finalize` leg that tests drive by hand. Grants what the portal does not withhold.
   */
  mintCode(portalId: string, redirectUri: string): string;
  /** Events that wait for their delivery, oldest first. */
  pendingWebhooks(): readonly object[];
  /**
   * Delivers what waits, a hundred at most each time; what is not answered with 2xx waits on with a higher
   * `attemptNumber`. `arrange` stands for HubSpot's freedom to reorder and repeat. Answers each status.
   */
  deliverWebhooks(arrange?: (events: readonly object[]) => readonly object[]): Promise<number[]>;
  /** Delivers webhook events to `url`, signed v3 with the app's client secret; answers the status. */
  sendWebhook(url: string, events: readonly object[]): Promise<number>;
  workflows(portalId: string): readonly Workflow[];
  /** The history of its workflows, oldest first. */
  workflowRuns(portalId: string): readonly WorkflowRun[];
  /** Carries out what waits, retries included, once. */
  runWorkflows(): Promise<void>;
  /** A person uninstalls the app: refresh tokens die. */
  uninstall(portalId: string): void;
  expireAccessTokens(portalId: string): void;
  /** HubSpot takes permissions away from the app; connecting again asks for them anew. */
  withdrawScopes(portalId: string, scopes: readonly string[]): void;
  /** A person adds a property for one line of text. */
  createProperty(portalId: string, type: string, name: string): void;
  /**
   * A person deletes a custom property: no one reads or writes it until it is made anew, which brings its values
   * back. `forGood` empties the recycle bin too: then a property of that name is another one.
   */
  deleteProperty(portalId: string, type: string, name: string, forGood?: boolean): void;
  fault(fault: Fault): () => void;
  calls(): readonly SandboxCall[];
  resetCalls(): void;
  /** Everything a portal holds, for a checker or a page. */
  dump(portalId: string): unknown;
  close(): Promise<void>;
}
