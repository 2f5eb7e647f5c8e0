import type { BriefRequest } from '../../shared/brief.ts';
import type { Settings } from '../../shared/settings.ts';
import { externalPeople } from '../matching/eligible.ts';
import type { Invited } from './facts.types.ts';

/** Each person costs a call, and the share of people in the window is for all of them (performance.md §1.1). */
const MAX_PEOPLE = 8;

/** Whom a brief is about, by the same rules that decide who is matched after the call. */
export interface Guests {
  people: readonly Invited[];
  unknown: readonly (Invited & { reason: string })[];
  skipped: readonly { who: string; reason: string }[];
}

/** Sorts out an invitation: customers to look up, people without an address, colleagues. Pure. */
export function guestsOf({ participants, host }: BriefRequest, caller: string, settings: Settings): Guests {
  const given = participants.map(({ email, name }) => ({
    ...(email ? { email } : {}),
    ...(name ? { name } : {}),
  }));
  const { people, skips } = externalPeople(
    { participants: given, host: { email: host?.email ?? caller } },
    settings,
  );
  const invited = people.map(({ email, participant }): Invited => ({
    email: email ?? null,
    name: participant.name?.trim() || null,
  }));
  const withAddress = invited.filter(({ email }) => email !== null);
  return {
    people: withAddress.slice(0, MAX_PEOPLE),
    unknown: invited.filter(({ email }) => email === null).map((one) => ({ ...one, reason: NO_ADDRESS })),
    skipped: [
      ...skips.map(({ what, reason }) => ({ who: what.replace(/^participant /, ''), reason })),
      ...withAddress
        .slice(MAX_PEOPLE)
        .map(({ email, name }) => ({ who: name ?? email ?? '', reason: TOO_MANY })),
    ],
  };
}

const NO_ADDRESS = 'no_address: people are looked up by their address before a call, and none was given';
const TOO_MANY = `too_many: a brief is about the first ${MAX_PEOPLE} people of an invitation`;
