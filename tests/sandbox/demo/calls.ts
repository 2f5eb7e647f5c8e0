import type { Session } from '../../../shared/session.ts';
import { BUYERS } from '../samples/cast.ts';
import { SAMPLES } from '../samples/samples.ts';
import type { Delivery } from './demo.types.ts';
import { deletion, editedSession } from './edits.ts';
import type { LivepromptBackend } from './liveprompt.ts';

/** A conversation that was sent, and from which of HubSpot's calls on it is being followed. */
export interface SentCall {
  session: Session;
  version: number;
  deleted: boolean;
  webhookId: string;
  envelope: object;
  firstCall: number;
}

export interface Calls {
  /** Ends one of the sample calls. Undefined: there is no such sample. */
  end(key: string): Promise<Delivery | undefined>;
  /** The same delivery once more, a corrected version, or the deletion. Undefined: never sent. */
  again(sessionId: string): Promise<Delivery | undefined>;
  edit(sessionId: string): Promise<Delivery | undefined>;
  remove(sessionId: string): Promise<Delivery | undefined>;
  sent(sessionId: string): SentCall | undefined;
  lastSessionId(): string | null;
  /** Whom the next call is with: those of the last one, at first the buyers at Acme. */
  nextGuests(): { email?: string; name?: string }[];
  /** A disconnect deletes conversations at our server; the demo forgets them too. */
  forget(): void;
}

export function createCalls(deps: {
  liveprompt: Pick<LivepromptBackend, 'deliver'>;
  organizationId: string;
  now: () => Date;
  newId: () => string;
  /** How many calls the local HubSpot has answered so far. */
  callCount: () => number;
}): Calls {
  const sentCalls = new Map<string, SentCall>();
  let last: string | null = null;

  const deliver = async (call: SentCall): Promise<Delivery> => {
    const firstCall = deps.callCount();
    const { status, body } = await deps.liveprompt.deliver(call.envelope, call.webhookId);
    const { duplicate, error } = body as { duplicate?: boolean; error?: Delivery['error'] };
    const taken = status === 202;
    if (taken) {
      last = call.session.id;
      sentCalls.set(call.session.id, { ...call, firstCall });
    }
    return {
      status,
      duplicate: duplicate ?? false,
      error: error ?? null,
      sessionId: taken ? call.session.id : null,
      version: taken ? call.version : null,
    };
  };

  const change = (
    sessionId: string,
    make: (call: SentCall) => Pick<SentCall, 'session' | 'version' | 'deleted' | 'envelope'>,
  ): Promise<Delivery | undefined> => {
    const call = sentCalls.get(sessionId);
    if (!call) return Promise.resolve(undefined);
    return deliver({ ...call, ...make(call), webhookId: `msg_${deps.newId()}` });
  };

  return {
    async end(key) {
      const sample = SAMPLES.find((entry) => entry.key === key);
      if (!sample) return undefined;
      const envelope = sample.envelope(deps.now(), deps.organizationId, deps.newId());
      // The broken sample is no session; it is refused before anyone could read it as one.
      const { session } = envelope.data as { session: Session };
      const { version } = session;
      const webhookId = `msg_${deps.newId()}`;
      return deliver({ session, version, deleted: false, webhookId, envelope, firstCall: 0 });
    },
    async again(sessionId) {
      const call = sentCalls.get(sessionId);
      return call && deliver(call);
    },
    edit: (sessionId) =>
      change(sessionId, (call) => {
        const session = editedSession({ ...call.session, version: call.version });
        const envelope = {
          type: 'session.updated',
          timestamp: deps.now().toISOString(),
          data: { session },
        };
        return { session, version: session.version, deleted: false, envelope };
      }),
    remove: (sessionId) =>
      change(sessionId, ({ session, version }) => {
        const data = deletion({ ...session, version });
        const envelope = { type: 'session.deleted', timestamp: deps.now().toISOString(), data };
        return { session, version: data.session.version, deleted: true, envelope };
      }),
    sent: (sessionId) => sentCalls.get(sessionId),
    lastSessionId: () => last,
    nextGuests: () =>
      ((last && sentCalls.get(last)?.session.participants) || [BUYERS.john, BUYERS.sarah])
        .filter((one) => !('internal' in one && one.internal === true))
        .map(({ email, name }) => ({ ...(email ? { email } : {}), ...(name ? { name } : {}) })),
    forget: () => {
      sentCalls.clear();
      last = null;
    },
  };
}
