import type { SyncSkip } from '../../shared/ledger.ts';
import { featureRequestsOf } from '../insights/featureRequests.ts';
import { saidOf } from '../insights/saidOf.ts';
import { KIND_OF, type MappedType } from './planMapping.ts';
import type { Guard, PlanInput } from './plan.types.ts';
import { currentOf, type TouchedRecord } from './planRecords.ts';
import { HISTORY } from './readHistory.ts';
import { idOf, isNew, typeOf } from './ref.ts';
import { REQUESTS_NAME, requestLines, SAID_FACTS, speaksOfAccount, type SaidFact } from './saidFacts.ts';
import { settleSaid, type SaidPlan, type Wanted } from './settleSaid.ts';
import type { Account, PastConversation } from './snapshot.types.ts';

/**
 * What the conversations of a record say of the customer, as properties (decision 0025). Absolute values of the
 * newest conversation that says something; where none of those that remain does, ours is cleared. What a person
 * changed stays. Pure.
 */
export function planSaid(
  touched: TouchedRecord,
  history: readonly PastConversation[],
  input: Omit<PlanInput, 'sessions'>,
): SaidPlan {
  if (typeOf(touched.ref) !== 'companies')
    return settleFacts(touched, history, currentOf(touched.ref, input.snapshot)?.properties ?? {}, input);
  if (!input.features.companyProperties) {
    const isSilent = !touched.linked.some((session) => speaksOfAccount(saidOf(session)));
    return { ...nothing(), skips: isSilent ? [] : [NOT_ALLOWED] };
  }
  if (isNew(touched.ref)) return settleFacts(touched, history, {}, input);
  const account = input.snapshot.accounts.get(idOf(touched.ref));
  return account ? settleFacts(touched, history, account.shown, input) : nothing();
}

/** Whether something may have to be written on a company, so that it has to be seen first. Pure. */
export function looksAt(
  touched: TouchedRecord,
  history: readonly PastConversation[],
  input: FactsInput,
): boolean {
  return settleFacts(touched, history, undefined, input).looks;
}

interface FactsInput extends Omit<PlanInput, 'sessions' | 'snapshot'> {
  snapshot: Pick<PlanInput['snapshot'], 'accounts' | 'history' | 'marks'>;
}

const nothing = (): SaidPlan => ({ properties: {}, guarded: {}, skips: [], missing: [], looks: false });

/** @param shown what HubSpot shows; undefined where that was not read. */
function settleFacts(
  touched: TouchedRecord,
  history: readonly PastConversation[],
  shown: Readonly<Record<string, string | null>> | undefined,
  input: FactsInput,
): SaidPlan {
  const result = nothing();
  const type = typeOf(touched.ref);
  const marks = input.snapshot.marks.get(touched.ref);
  const isMapped = (name: string) =>
    input.settings.mapping.custom.some(
      ({ object, property }) => object === KIND_OF[type as MappedType] && property === name,
    );
  const settle = (fact: Pick<SaidFact, 'what' | 'names' | 'firstWins'>, wanted: Wanted) => {
    if (fact.names.some(isMapped)) return;
    settleSaid({ type, fact, wanted, marks, shown, withheld: input.features.withheld }, result);
  };

  for (const fact of SAID_FACTS[type] ?? []) {
    const by = fact.names.flatMap((name) => marks?.by[name] ?? []).at(0);
    const source = sourceOf(fact, touched, history, by, input);
    if (source === 'unchanged') continue;
    settle(fact, {
      values: source?.values ?? fact.names.map(() => ''),
      by: source ? byOf(source.past) : (by ?? NOBODY),
    });
  }
  if (type === 'companies') {
    const asking = input.snapshot.accounts.get(idOf(touched.ref))?.asking ?? [];
    settle(REQUESTS, requestsAfter(touched, asking));
  }
  return result;
}

interface Source {
  past: PastConversation;
  values: readonly string[];
}

/** Which conversation has the say; undefined when none of those that remain says anything. */
function sourceOf(
  fact: SaidFact,
  touched: TouchedRecord,
  history: readonly PastConversation[],
  before: Guard['by'] | undefined,
  { snapshot }: FactsInput,
): Source | undefined | 'unchanged' {
  const saying = history.flatMap((past): Source[] => {
    const values = fact.says(past.said);
    return values ? [{ past, values }] : [];
  });
  const source = fact.firstWins ? saying.at(-1) : saying[0];
  // Of a record with more conversations than were read, one that was not may have said it.
  // Neither is it known what those said whose content is not kept any more.
  const known = snapshot.history.get(touched.ref) ?? [];
  const isWhole = known.length < HISTORY && !known.some(({ wordless }) => wordless);
  if (isWhole || !before) return source ?? (before ? undefined : 'unchanged');
  const isLeaving = (sessionId: string) => touched.sessionIds.includes(sessionId);
  if (isLeaving(before.sessionId)) return source;
  if (!source)
    return known.some(({ sessionId, said }) => isLeaving(sessionId) && fact.says(said))
      ? undefined
      : 'unchanged';
  const at = Date.parse(source.past.facts.startedAt);
  const outranked = fact.firstWins ? before.at.getTime() < at : before.at.getTime() > at;
  return outranked ? 'unchanged' : source;
}

const REQUESTS = { what: 'Feature requests', names: [REQUESTS_NAME] };

/** What the account asks for once this turn is done, whatever other conversations of it were before. */
function requestsAfter(touched: TouchedRecord, asking: Account['asking']): Wanted {
  const others = asking.filter(({ sessionId }) => !touched.sessionIds.includes(sessionId));
  const told = touched.linked.map((session) => ({
    sessionId: session.id,
    startedAt: new Date(session.started_at),
    requests: featureRequestsOf(session).length > 0 ? saidOf(session).requests : [],
  }));
  const after = [...others, ...told]
    .filter(({ requests }) => requests.length > 0)
    .sort(
      (left, right) =>
        right.startedAt.getTime() - left.startedAt.getTime() || (left.sessionId < right.sessionId ? 1 : -1),
    );
  const [newest] = after;
  return {
    values: [requestLines(after)],
    by: newest ? { sessionId: newest.sessionId, at: newest.startedAt } : NOBODY,
  };
}

function byOf({ sessionId, facts }: PastConversation): Guard['by'] {
  return { sessionId, at: new Date(facts.startedAt) };
}

const NOBODY: Guard['by'] = { sessionId: '', at: new Date(0) };

const NOT_ALLOWED: SyncSkip = {
  what: 'company properties',
  reason:
    'missing_scope: to keep satisfaction, renewal risk and feature requests on companies, liveprompt needs the permission "crm.schemas.companies.write"; an admin can grant it by connecting again',
};
