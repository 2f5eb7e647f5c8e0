import type { Fault } from '../../sandbox/sandbox.types.ts';
import type { Rule } from '../checker/history.types.ts';
import { isWrite } from '../checker/calls.ts';

/** One way in which a call can go wrong, and what must become of it (reliability.md §2). */
export interface FaultKind {
  name: string;
  fault: Omit<Fault, 'path'> | 'unreachable';
  /**
   * `passes`: by itself, all ends as if nothing had been. `final`: HubSpot refused; after a person pressed
   * "retry" all ends as if nothing had been.
   */
  outcome: 'passes' | 'final';
  appliesTo(call: { method: string; path: string }): boolean;
  /** Says nothing about a read that its twin above does not. */
  writesOnly: boolean;
  /**
   * The product cannot tell it from the fault of this name (tests/unit/chaos/faults.test.ts), and HubSpot is left the
   * same: one of the two is enough where both have struck the same call before.
   */
  like?: string;
  /** HubSpot says what is not so: these rules would blame the product for believing it. */
  excused(call: { method: string; path: string }): readonly Rule[];
}

type Shape = Partial<FaultKind> & Pick<FaultKind, 'name' | 'fault'>;
interface Aim {
  method: string;
  path: string;
}

const every = (): boolean => true;
const changes = (call: Aim): boolean => isWrite(call) || call.path.startsWith('/appinstalls/');
const tokenCall = ({ path }: Aim): boolean => path.startsWith('/oauth/');
const passes = (one: Shape): FaultKind => ({
  writesOnly: false,
  outcome: 'passes',
  appliesTo: every,
  excused: () => [],
  ...one,
});
const final = (one: Shape): FaultKind => ({
  ...passes(one),
  outcome: 'final',
  appliesTo: (call) => !tokenCall(call),
  ...one,
});

const envelope = (category: string, message: string, extra: object = {}) => ({
  status: 'error',
  message,
  correlationId: '00000000-0000-0000-0000-000000000000',
  category,
  ...extra,
});
const limit = (policyName: string) => ({
  status: 'error',
  message: 'You have reached your limit.',
  errorType: 'RATE_LIMIT',
  policyName,
});

/** Both sides of the effect where there is one; a read has none. */
const bothSides = (
  name: string,
  fault: Omit<Fault, 'path'>,
  { writesOnly = false, like }: { writesOnly?: boolean; like?: string } = {},
): FaultKind[] => {
  const without = (what: string) => `${what}, without effect`;
  const after = (what: string) => `${what}, after the effect`;
  return [
    passes({
      name: without(name),
      fault: { ...fault, before: true },
      writesOnly,
      ...(like ? { like: without(like) } : {}),
    }),
    passes({
      name: after(name),
      fault: { ...fault, before: false },
      appliesTo: changes,
      ...(like ? { like: after(like) } : {}),
    }),
  ];
};

const late = (seconds: number, fault: Omit<Fault, 'path'>): FaultKind =>
  passes({
    name: `${fault.kind}, effect ${seconds} s later`,
    fault: { ...fault, before: true, effectAfterMs: seconds * 1_000 },
    appliesTo: (call) => isWrite(call),
  });

/** HubSpot called something gone that is there: what it is then has to be believed. */
const BELIEVED_GONE: readonly Rule[] = ['V3', 'V4', 'V6', 'V12', 'V18'];

export const FAULT_KINDS: readonly FaultKind[] = [
  passes({ name: 'no byte sent', fault: 'unreachable' }),
  ...bothSides('reset', { kind: 'reset' }),
  ...bothSides('timeout', { kind: 'hang' }),
  ...bothSides('slow drip', { kind: 'drip' }),
  ...bothSides('truncated body', { kind: 'truncate' }, { like: 'reset' }),
  ...bothSides('HTML 502', { kind: 'html' }, { like: '500' }),
  ...bothSides('500', { kind: 'status', status: 500 }),
  ...bothSides('504', { kind: 'status', status: 504 }, { writesOnly: true, like: '500' }),
  passes({
    name: 'HTML 524, after the effect',
    fault: { kind: 'html', status: 524, before: false },
    like: '500, after the effect',
    appliesTo: changes,
  }),
  ...bothSides('a 200 in HTML', { kind: 'html', status: 200 }, { like: 'reset' }),
  late(1, { kind: 'reset' }),
  late(30, { kind: 'reset' }),
  late(55, { kind: 'reset' }),
  late(120, { kind: 'reset' }),
  late(30, { kind: 'hang' }),
  late(55, { kind: 'status', status: 504 }),
  passes({
    name: '401',
    fault: {
      kind: 'status',
      status: 401,
      body: envelope('EXPIRED_AUTHENTICATION', 'The OAuth token expired.'),
    },
    appliesTo: (call) => !tokenCall(call),
  }),
  passes({ name: '423', fault: { kind: 'status', status: 423, body: envelope('LOCKED', 'Locked.') } }),
  passes({
    name: '429 ten secondly',
    fault: { kind: 'status', status: 429, body: limit('TEN_SECONDLY_ROLLING') },
  }),
  passes({ name: '429 secondly', fault: { kind: 'status', status: 429, body: limit('SECONDLY') } }),
  passes({ name: '429 daily', fault: { kind: 'status', status: 429, body: limit('DAILY') } }),
  passes({ name: '429 without a policy', fault: { kind: 'status', status: 429, body: '' } }),
  passes({
    name: '429 with Retry-After',
    fault: { kind: 'status', status: 429, body: limit('SECONDLY'), headers: { 'retry-after': '7' } },
  }),
  passes({
    name: '477',
    fault: {
      kind: 'status',
      status: 477,
      body: envelope('MIGRATION_IN_PROGRESS', 'Moving.'),
      headers: { 'retry-after': '60' },
    },
  }),
  final({
    name: '403',
    fault: {
      kind: 'status',
      status: 403,
      body: envelope('MISSING_SCOPES', 'Not allowed.', {
        errors: [
          {
            message: 'One is required.',
            context: { requiredGranularScopes: ['crm.objects.contacts.write'] },
          },
        ],
      }),
    },
  }),
  final({
    name: '404',
    fault: { kind: 'status', status: 404, body: envelope('OBJECT_NOT_FOUND', 'Object not found.') },
    excused: () => BELIEVED_GONE,
  }),
  final({
    name: '409',
    fault: { kind: 'status', status: 409, body: envelope('CONFLICT', 'Conflict.') },
  }),
  final({
    name: '400',
    fault: { kind: 'status', status: 400, body: envelope('VALIDATION_ERROR', 'Invalid input.') },
  }),
];
