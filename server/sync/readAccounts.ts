import type { Conversations } from '../cards/conversations.ts';
import { COMPANY_PROPERTIES } from '../../shared/customerProperties.ts';
import type { CallContext, Objects } from '../hubspot/objects.ts';
import { saidOf } from '../insights/saidOf.ts';
import { live } from './liveRecords.ts';
import { plan } from './plan.ts';
import type { PlanInput } from './plan.types.ts';
import { createHistoryReader } from './readHistory.ts';
import { idOf, isNew, ref, type Ref } from './ref.ts';
import { speaksOfAccount } from './saidFacts.ts';
import type { Account, PastConversation, Snapshot } from './snapshot.types.ts';
import type { Switches } from './switchedOff.ts';

const NAMES = COMPANY_PROPERTIES.map(({ name }) => name);

export interface AccountDeps {
  objects: Objects;
  conversations: Pick<Conversations, 'newest' | 'asking'>;
}

/**
 * What is remembered of companies of which a conversation says something, or once did. HubSpot is asked only for
 * those on which a plan would have to change something: a conversation that says nothing of it costs no call.
 */
export function createAccountReader(deps: AccountDeps) {
  const readHistory = createHistoryReader(deps);

  return async (
    context: CallContext,
    input: PlanInput,
    companyIds: readonly string[],
    read: Switches['read'],
  ): Promise<Pick<Snapshot, 'accounts' | 'history'>> => {
    const { snapshot, features } = input;
    const ids = concerned(input, companyIds);
    if (ids.length === 0) return snapshot;
    const [histories, accounts] = await Promise.all([
      readHistory(
        context.portalId,
        ids.map((id) => ({ type: 'companies', record: { id, properties: {}, archived: false } })),
      ),
      readAsking(context.portalId, ids),
    ]);
    const history = new Map<Ref, readonly PastConversation[]>([...snapshot.history, ...histories]);
    const remembered = { history, accounts };
    if (!features.companyProperties) return remembered;
    const looks = plan({ ...input, snapshot: { ...snapshot, ...remembered } })
      .looks.filter((one) => !isNew(one))
      .map(idOf);
    if (looks.length === 0) return remembered;
    const found = await read('companies', [], () => deps.objects.read(context, 'companies', looks, NAMES));
    for (const [id, { properties }] of live(found)) {
      const account = accounts.get(id);
      if (account) accounts.set(id, { ...account, shown: properties });
    }
    return remembered;
  };

  async function readAsking(portalId: string, ids: readonly string[]): Promise<Map<string, Account>> {
    const found = ids.map(async (objectId): Promise<[string, Account]> => [
      objectId,
      { asking: await deps.conversations.asking({ portalId, objectType: 'companies' }, [objectId]) },
    ]);
    return new Map(await Promise.all(found));
  }
}

/** All companies of a turn in which something is said of a customer; else those that bear something of ours. */
function concerned({ sessions, snapshot, features }: PlanInput, companyIds: readonly string[]): string[] {
  const ids = [...new Set(companyIds)];
  const speaks = sessions.some(({ session }) => session && speaksOfAccount(saidOf(session)));
  if (speaks) return ids;
  if (!features.companyProperties) return [];
  return ids.filter((id) => {
    const marks = snapshot.marks.get(ref('companies', id));
    return NAMES.some((name) => marks?.written[name] !== undefined || marks?.sending[name] !== undefined);
  });
}
