import type { Fault } from '../../sandbox/sandbox.types.ts';

const anywhere = /^/;
const limit = (policyName: string) => ({
  status: 'error',
  message: 'You have reached your limit.',
  errorType: 'RATE_LIMIT',
  policyName,
});

const KINDS: readonly Omit<Fault, 'path'>[] = [
  { share: 0.0075, kind: 'status', status: 500 },
  { share: 0.0075, kind: 'status', status: 504, before: false },
  { share: 0.0075, kind: 'html', status: 502 },
  { share: 0.01, kind: 'reset' },
  { share: 0.0075, kind: 'reset', before: false },
  { share: 0.005, kind: 'truncate', before: false },
  { share: 0.0025, kind: 'hang' },
  { share: 0.0025, kind: 'status', status: 429, body: limit('TEN_SECONDLY_ROLLING') },
  { share: 0.0025, kind: 'status', status: 429, body: limit('SECONDLY') },
];

/** One call in twenty goes wrong, in the ways that pass by themselves; before and after its effect. */
export const FAULTS: readonly Fault[] = KINDS.map((kind) => ({ path: anywhere, ...kind }));
