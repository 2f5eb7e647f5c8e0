/**
 * What an endpoint is: data in, data out. Endpoints know nothing of Express, so that a test calls them
 * directly and a router is the only place that reads a request.
 */
export interface Reply {
  status: number;
  /** JSON unless `headers` names another `content-type`, then a string. */
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
}

export interface Incoming {
  /** Each parameter once; a repeated one is refused before an endpoint sees it. */
  query: Readonly<Record<string, string>>;
  params: Readonly<Record<string, string>>;
  headers: Readonly<Record<string, string | undefined>>;
  /** Parsed JSON, undefined when the request has no body. */
  body: unknown;
}

type Method = 'get' | 'post' | 'put' | 'delete';

/** Who presents liveprompt's JWT (contract §3). */
export interface Caller {
  orgId: string;
  email: string;
  role: 'admin' | 'member';
  /** Where the person stands: liveprompt's dashboard, or a page inside HubSpot. */
  door: 'liveprompt' | 'hubspot';
}

/** An endpoint under `/api/v1`. `write` needs the role admin. */
export interface ApiRoute {
  method: Method;
  path: string;
  access: 'read' | 'write';
  handle(request: Incoming & { caller: Caller }): Promise<Reply>;
}

/** Who HubSpot says is looking (contract §4): from the signed query, never from a body. */
export interface HubSpotCaller {
  portalId: string;
  userId: string | null;
  userEmail: string | null;
}

/** An endpoint under `/hubspot`, reached through `hubspot.fetch`. */
export interface HubSpotRoute {
  method: Method;
  path: string;
  handle(request: Incoming & { caller: HubSpotCaller }): Promise<Reply>;
}

/** A page of the install flow, walked by a browser. */
export interface BrowserRoute {
  path: string;
  handle(request: Incoming & { cookies: Readonly<Record<string, string>> }): Promise<BrowserReply>;
}

export interface BrowserReply extends Reply {
  location?: string;
  cookies?: readonly Cookie[];
}

export interface Cookie {
  name: string;
  value: string;
  maxAgeSeconds: number;
  sameSite: 'Lax' | 'None';
}

/** An endpoint without a caller: health, metrics. */
export interface OpenRoute {
  path: string;
  handle(): Promise<Reply>;
}
