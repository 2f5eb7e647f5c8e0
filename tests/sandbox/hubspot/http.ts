/** One request as every part of the local HubSpot sees it; the socket stays in `server.ts`. */
export interface SandboxRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string | undefined>>;
  rawBody: string;
  /** `application/json` and so on, lower case, without parameters; empty without a body. */
  contentType: string;
}

export interface Reply {
  status: number;
  /** An object is sent as JSON, a string as HTML, undefined as an empty body. */
  body?: unknown;
  headers?: Record<string, string>;
}

export const json = (status: number, body: unknown): Reply => ({ status, body });

export interface ErrorDetail {
  message: string;
  code?: string;
  in?: string;
  context?: Record<string, string[]>;
}

/** HubSpot's error envelope (hubspot-api.md §9) before the correlation id is added. */
export interface Envelope {
  message: string;
  category: string;
  subCategory?: string;
  errors?: ErrorDetail[];
  context?: Record<string, string[]>;
}

/** Thrown anywhere below the gateway: HubSpot refuses and has done nothing. */
export class Refusal extends Error {
  readonly status: number;
  readonly envelope: Envelope;
  /** A body that is not the common envelope: OAuth errors, 429. */
  readonly body: unknown;
  /** What the journal notes: a conforming product never provokes it. Undefined for refusals that are facts of life. */
  readonly violation: string | undefined;

  constructor(status: number, envelope: Envelope, options: { body?: unknown; violation?: string } = {}) {
    super(envelope.message);
    this.name = 'Refusal';
    this.status = status;
    this.envelope = envelope;
    this.body = options.body;
    this.violation = options.violation;
  }
}

export const invalid = (message: string, extra: Partial<Envelope> = {}, violation = message): Refusal =>
  new Refusal(400, { message, category: 'VALIDATION_ERROR', ...extra }, { violation });

export const notFound = (message: string, extra: Partial<Envelope> = {}): Refusal =>
  new Refusal(404, { message, category: 'OBJECT_NOT_FOUND', ...extra });

/** hubspot-api.md §9 row 403, §5: the granular scopes of which one would be enough. */
export const missingScopes = (scopes: readonly string[]): Refusal =>
  new Refusal(
    403,
    {
      message: "This app hasn't been granted all required scopes to make this call.",
      category: 'MISSING_SCOPES',
      errors: [
        {
          message: 'One or more of the following scopes are required.',
          context: { requiredGranularScopes: [...scopes] },
        },
      ],
    },
    { violation: `missing scope: one of ${scopes.join(', ')}` },
  );
