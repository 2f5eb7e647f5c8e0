import type { ExternalPerson } from '../matching/eligible.ts';

/** Properties of a new contact: only facts the conversation brought; the last word of a name is the family name. */
export function contactProperties({ email, participant }: ExternalPerson): Record<string, string> {
  const words = (participant.name ?? '').trim().split(/\s+/).filter(Boolean);
  const lastName = words.length > 1 ? words.at(-1) : undefined;
  const firstName = (lastName ? words.slice(0, -1) : words).join(' ');
  const facts: Record<string, string | undefined> = {
    email,
    firstname: firstName,
    lastname: lastName,
    phone: participant.phone?.trim(),
    jobtitle: participant.job_title?.trim(),
    company: participant.company?.trim(),
  };
  return Object.fromEntries(
    Object.entries(facts).filter((fact): fact is [string, string] => Boolean(fact[1])),
  );
}
