import type { Clock } from '../clock.ts';
import type { CallContext, Objects } from '../hubspot/objects.ts';
import { inPieces } from './inPieces.ts';
import { live } from './liveRecords.ts';
import { planInSteps } from './plan.ts';
import type { Plan, PlanInput } from './plan.types.ts';
import { ACCOUNT_PROPERTIES, shownAs } from './readAccounts.ts';
import { idOf } from './ref.ts';
import { createSwitches } from './switchedOff.ts';

export type Decide = (context: CallContext, input: PlanInput) => Promise<Plan>;

/**
 * The plan of a turn. Companies are read before it by what it will most likely say of them; where it turns out to
 * want to see another one (a correction or a merge led there), that one is read and the plan made again. A company
 * is never written to unseen.
 */
export function createDecide(deps: { objects: Objects; clock: Clock }): Decide {
  return async (context, input) => {
    const decided = await inPieces(planInSteps(input), deps.clock);
    if (decided.looks.length === 0) return decided;
    const records = await createSwitches().read('companies', [], () =>
      deps.objects.read(context, 'companies', decided.looks.map(idOf), ACCOUNT_PROPERTIES),
    );
    const accounts = shownAs(live(records), input.snapshot.accounts);
    return inPieces(planInSteps({ ...input, snapshot: { ...input.snapshot, accounts } }), deps.clock);
  };
}
