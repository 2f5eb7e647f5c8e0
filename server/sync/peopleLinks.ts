import type { SyncSkip } from '../../shared/ledger.ts';
import { SINGULAR } from '../hubspot/objectNames.ts';
import { correct, type CorrectableType, type LinkCorrection } from '../matching/corrections.ts';
import type { Evidence } from '../matching/people.ts';
import type { CompanyCreate, CompanyLink, ContactCreate, PlanInput, PlannedLink } from './plan.types.ts';
import { ref, type Ref } from './ref.ts';

/** Whom and what a conversation is about. */
export interface People {
  links: PlannedLink[];
  companies: CompanyCreate[];
  contacts: ContactCreate[];
  companyLinks: CompanyLink[];
  skips: SyncSkip[];
  /** Whether more would belong to it, or less, could companies be read. */
  undecided: boolean;
}

/** Of whom nothing is known yet. */
export function nobody(): People {
  return { links: [], companies: [], contacts: [], companyLinks: [], skips: [], undecided: false };
}

export type PortalInput = Omit<PlanInput, 'sessions'>;

/** The rule of a link that a person made. */
export const PERSON = 'person';
export const GONE = 'record_gone: it was deleted in HubSpot since someone moved the conversation to it';

/** A link as people want it: where they moved it, or not at all. */
export function correctedLink(
  said: readonly LinkCorrection[],
  type: CorrectableType,
  id: string,
  evidence: Evidence,
  input: PortalInput,
  result: People,
): (PlannedLink & { id: string }) | undefined {
  const verdict = correct(said, type, id);
  if (verdict.verdict === 'keep') return { ref: ref(type, id), id, ...evidence };
  const { by } = verdict.correction;
  if (verdict.verdict === 'unlinked') {
    const reason = `unlinked_by_person: ${by} said that this conversation does not belong to it`;
    result.skips.push({ what: `${SINGULAR[type]} ${id}`, reason });
    return undefined;
  }
  const target = ref(type, verdict.id);
  if (isThere(target, input)) return { ref: target, id: verdict.id, ...byPerson(by, type, id) };
  return undefined;
}

export function byPerson(by: string, type: CorrectableType, fromId: string): Evidence {
  return {
    rule: PERSON,
    evidence: `${by} moved the conversation here from ${SINGULAR[type]} ${fromId}`,
    confidence: 1,
  };
}

export function isThere(target: Ref, { snapshot }: PortalInput): boolean {
  return !snapshot.gone.has(target);
}

export function addLink(result: People, link: PlannedLink): Ref {
  if (!result.links.some((other) => other.ref === link.ref)) {
    const { ref: target, rule, evidence, confidence, person } = link;
    result.links.push({ ref: target, rule, evidence, confidence, ...(person ? { person } : {}) });
  }
  return link.ref;
}
