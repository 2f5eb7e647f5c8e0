import { z } from 'zod';
import { deletedSession, finishedSession, planChange, startedSession } from './session.ts';

/** The envelope of `POST /webhooks/liveprompt` (contract §2): `{type, timestamp, data}`. */
export const envelope = z.object({
  type: z.string().min(1).max(200),
  timestamp: z.iso.datetime({ offset: true }),
  // Looked into by the schema of its type; copied by none, so that no odd key survives.
  data: z.custom<object>((value) => typeof value === 'object' && value !== null && !Array.isArray(value), {
    message: 'must be an object',
  }),
});

export const sessionEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('session.started'), data: z.object({ session: startedSession }) }),
  z.object({ type: z.literal('session.completed'), data: z.object({ session: finishedSession }) }),
  z.object({ type: z.literal('session.updated'), data: z.object({ session: finishedSession }) }),
  z.object({ type: z.literal('session.deleted'), data: z.object({ session: deletedSession }) }),
  z.object({ type: z.literal('organization.plan_changed'), data: planChange }),
]);

export const KNOWN_EVENT_TYPES = sessionEvent.options.map((option) => option.shape.type.value);

export type SessionEvent = z.infer<typeof sessionEvent>;
