import { COACHING_SESSIONS } from '../../../../shared/coachingSessions.ts';
import type { SandboxRecord } from '../../sandbox.types.ts';
import type { RecordType } from '../demo.types.ts';

export const RECORD_TYPES = [
  'contacts',
  'deals',
  'companies',
  'tickets',
  'coaching_sessions',
] as const satisfies readonly RecordType[];

export const isRecordType = (type: string): type is RecordType =>
  (RECORD_TYPES as readonly string[]).includes(type);

/** The ledger names things as people say them; HubSpot's own names are plural. */
export const PLURAL: Readonly<Record<string, string>> = {
  contact: 'contacts',
  company: 'companies',
  ticket: 'tickets',
  deal: 'deals',
  coaching_session: 'coaching_sessions',
  meeting: 'meetings',
  call: 'calls',
  note: 'notes',
  task: 'tasks',
};

/** The name a person knows a record or an activity by; whatever has no name of HubSpot's own is a coaching session. */
export function titleOf({ type, id, properties }: SandboxRecord): string {
  const first = (...names: string[]) =>
    names
      .map((name) => properties[name])
      .find((value) => value !== undefined && value !== null && value !== '');
  switch (type) {
    case 'contacts': {
      const name = `${properties['firstname'] ?? ''} ${properties['lastname'] ?? ''}`.trim();
      return name || (first('email') ?? id);
    }
    case 'companies':
      return first('name', 'domain') ?? id;
    case 'deals':
      return first('dealname') ?? id;
    case 'tickets':
      return first('subject') ?? id;
    case 'meetings':
      return first('hs_meeting_title') ?? 'Meeting';
    case 'calls':
      return first('hs_call_title') ?? 'Call';
    case 'tasks':
      return first('hs_task_subject') ?? 'Task';
    case 'notes':
      return /<h4>([^<:]+)/.exec(properties['hs_note_body'] ?? '')?.[1] ?? 'Note';
    default:
      return first(COACHING_SESSIONS.title) ?? id;
  }
}
