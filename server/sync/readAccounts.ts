import type { Conversations } from '../cards/conversations.ts';
import { COMPANY_PROPERTIES } from '../../shared/customerProperties.ts';
import type { CallContext, CrmRecord, Objects } from '../hubspot/objects.ts';
import { saidOf } from '../insights/saidOf.ts';
import { live } from './liveRecords.ts';
import type { Marks } from './marks.ts';
import type { PlanInput } from './plan.types.ts';
import { mappedProperties } from './planMapping.ts';
import { historyAfter, type TouchedRecord } from './planRecords.ts';
import { looksAt } from './planSaid.ts';
import { COMPANY_READ_PROPERTIES } from './readCompanies.ts';
import { createHistoryReader } from './readHistory.ts';
import { ref } from './ref.ts';
import { speaksOfAccount } from './saidFacts.ts';
import type { Account, RecordMarks, Snapshot } from './snapshot.types.ts';
import type { Switches } from './switchedOff.ts';

export const ACCOUNT_PROPERTIES = COMPANY_PROPERTIES.map(({ name }) => name);

export interface AccountDeps {
  objects: Objects;
  conversations: Pick<Conversations, 'newest' | 'asking'>;
  marks: Marks;
}

export interface AccountsWanted extends Omit<PlanInput, 'snapshot'> {
  /** Companies that the turn may concern. */
  companies: readonly string[];
  /** What will most likely be said of them (`companiesTold.ts`). */
  told: ReadonlyMap<string, TouchedRecord>;
  /** Of them only whether they are there is to be known. */
  existing: readonly string[];
}

export interface AccountReading extends Pick<Snapshot, 'accounts' | 'history'> {
  /** Companies that HubSpot was asked for, as far as they exist. */
  records: ReadonlyMap<string, CrmRecord>;
}

/**
 * Companies, in one call: whether they exist, what is mapped to them, and how those stand of which a
 * conversation says something, or once did. Of the last HubSpot is asked only where something would most likely
 * have to change: a conversation that says nothing of its company costs no call. Which of them the plan then
 * wants to see and were not read is looked up afterwards (`decide.ts`).
 */
export function createAccountReader(deps: AccountDeps) {
  const readHistory = createHistoryReader(deps);

  return async (
    context: CallContext,
    wanted: AccountsWanted,
    read: Switches['read'],
  ): Promise<AccountReading> => {
    const { companies, existing, settings } = wanted;
    const { accounts, history, looks } = await remembered(context.portalId, wanted);
    const mapped = mappedProperties(settings, 'company');
    const ids = [...existing, ...looks, ...(mapped.length > 0 ? companies : [])];
    const names = [...COMPANY_READ_PROPERTIES, ...mapped, ...(looks.length > 0 ? ACCOUNT_PROPERTIES : [])];
    const records = await read('companies', NO_RECORDS, async () =>
      ids.length === 0 ? NO_RECORDS : live(await deps.objects.read(context, 'companies', ids, names)),
    );
    return { records, accounts: looks.length > 0 ? shownAs(records, accounts) : accounts, history };
  };

  /** What the store knows of them, and those that HubSpot is asked for. */
  async function remembered(
    portalId: string,
    { companies, told, sessions, settings, features }: AccountsWanted,
  ): Promise<Remembered> {
    const speaks = sessions.some(({ session }) => session && speaksOfAccount(saidOf(session)));
    if (companies.length === 0 || (!speaks && !features.companyProperties)) return NOTHING_REMEMBERED;
    const marks = await deps.marks.read(
      portalId,
      companies.map((id) => ref('companies', id)),
    );
    // All of them where something is said of a customer; else those that bear something of ours.
    const ids = [...new Set(companies)].filter((id) => speaks || isOurs(marks.get(ref('companies', id))));
    const [history, accounts] = await Promise.all([
      readHistory(
        portalId,
        ids.map((id) => ({ type: 'companies', record: { id, properties: {}, archived: false } })),
      ),
      readAsking(portalId, ids),
    ]);
    const input = { settings, features, snapshot: { accounts, history, marks } };
    const looks = ids.filter((id) => {
      const touched = features.companyProperties ? told.get(id) : undefined;
      return touched !== undefined && looksAt(touched, historyAfter(touched, input.snapshot), input);
    });
    return { accounts, history, looks };
  }

  async function readAsking(portalId: string, ids: readonly string[]): Promise<Map<string, Account>> {
    const found = ids.map(async (objectId): Promise<[string, Account]> => [
      objectId,
      { asking: await deps.conversations.asking({ portalId, objectType: 'companies' }, [objectId]) },
    ]);
    return new Map(await Promise.all(found));
  }
}

interface Remembered extends Pick<Snapshot, 'accounts' | 'history'> {
  looks: readonly string[];
}

const NOTHING_REMEMBERED: Remembered = { accounts: new Map(), history: new Map(), looks: [] };
const NO_RECORDS: ReadonlyMap<string, CrmRecord> = new Map();

/** Accounts as HubSpot shows them, as far as it was asked. */
export function shownAs(
  records: ReadonlyMap<string, CrmRecord>,
  accounts: Snapshot['accounts'],
): Snapshot['accounts'] {
  return new Map(
    [...accounts].map(([id, account]) => {
      const shown = records.get(id)?.properties;
      return [id, shown ? { ...account, shown } : account];
    }),
  );
}

function isOurs(marks: RecordMarks | undefined): boolean {
  return ACCOUNT_PROPERTIES.some(
    (name) => marks?.written[name] !== undefined || marks?.sending[name] !== undefined,
  );
}
