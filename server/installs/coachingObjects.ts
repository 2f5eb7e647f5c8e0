import type { mongo } from 'mongoose';
import type { Clock } from '../clock.ts';
import type { HubSpotCall } from '../hubspot/call.types.ts';
import { COACHING_SESSIONS } from '../../shared/coachingSessions.ts';
import {
  associateSchema,
  createSchema,
  readRoom,
  readSchemas,
  type CustomObject,
} from '../hubspot/customObjects.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import type { CallContext } from '../hubspot/objects.ts';
import {
  cannotDefine,
  DELETED,
  judgeObject,
  lacking,
  mayDefine,
  NO_ROOM,
  schemaInput,
  scopeProblem,
} from './coachingObject.ts';
import type { CoachingState } from './coachingState.ts';
import type { InstallDocument } from './install.ts';
import { ensureProperties } from './provisionProperties.ts';
import { isConflict } from './provisionTypes.ts';

type Known = Pick<CoachingState, 'object' | 'problem'>;

export interface CoachingObjects {
  /** What stands in the way of switching it on, or of writing while it is on; null when nothing does. Writes nothing. */
  obstacle(install: InstallDocument, isOn: boolean): Promise<string | null>;
  /**
   * Finds the object, or makes it where it was asked for: by a person (`asked`), or by the switch that was
   * set while HubSpot could not be reached. One that was deleted in HubSpot is not made again unasked.
   */
  ensure(context: CallContext, asked?: boolean): Promise<Known>;
  /** HubSpot does not know it as we do: the next `ensure` looks again. */
  doubt(portalId: string): Promise<void>;
  /** Switched off: what stood in the way is nobody's problem any more. */
  rest(portalId: string): Promise<void>;
}

/** What cannot be used now is looked at again after so long. */
const LOOK_AGAIN_MS = 10 * 60_000;

export function createCoachingObjects(deps: {
  call: HubSpotCall;
  installs: Pick<mongo.Collection<InstallDocument>, 'findOne' | 'updateOne'>;
  clock: Clock;
}): CoachingObjects {
  const { call, installs, clock } = deps;
  return {
    async obstacle({ _id: portalId, scopes, coaching }, isOn) {
      const missing = scopeProblem(scopes);
      if (missing) return missing;
      const context: CallContext = { portalId, lane: 'people' };
      return refusal(async () => {
        const found = await find(context);
        if (found) {
          const judged = judgeObject(found);
          return 'problem' in judged ? judged.problem : null;
        }
        if (isOn && coaching?.object) return DELETED;
        return mayDefine(scopes) ? noRoom(context) : cannotDefine();
      });
    },

    async ensure(context, asked = false) {
      const install = await installs.findOne({ _id: context.portalId });
      if (!install) return { object: null, problem: DELETED };
      const { scopes, coaching } = install;
      const missing = scopeProblem(scopes);
      if (missing) return { object: null, problem: missing };
      const isFresh = coaching && clock.now().getTime() - coaching.checkedAt.getTime() < LOOK_AGAIN_MS;
      if (!asked && coaching?.problem && isFresh) return coaching;
      const mayMake = (asked || !coaching?.object) && mayDefine(scopes);
      const known = await lookOrMake(context, mayMake, coaching?.object ? DELETED : cannotDefine());
      const object = known.object ?? coaching?.object ?? null;
      await installs.updateOne(
        { _id: context.portalId },
        { $set: { coaching: { object, problem: known.problem, checkedAt: clock.now() } } },
      );
      return known;
    },

    async doubt(portalId) {
      await installs.updateOne(
        { _id: portalId, coaching: { $exists: true } },
        { $set: { 'coaching.problem': DELETED, 'coaching.checkedAt': new Date(0) } },
      );
    },

    async rest(portalId) {
      await installs.updateOne(
        { _id: portalId, coaching: { $exists: true } },
        { $set: { 'coaching.problem': null } },
      );
    },
  };

  async function lookOrMake(context: CallContext, mayMake: boolean, otherwise: string): Promise<Known> {
    try {
      let found = await find(context);
      if (!found && mayMake) {
        const full = await noRoom(context);
        if (full) return { object: null, problem: full };
        await make(context);
        found = await find(context);
      }
      if (!found) return { object: null, problem: otherwise };
      const judged = judgeObject(found);
      if ('problem' in judged) return { object: null, problem: judged.problem };
      if (!mayMake || !(await complete(context, found))) return { object: judged.object, problem: null };
      const again = judgeObject((await find(context)) ?? found);
      return 'problem' in again ? { object: null, ...again } : { ...again, problem: null };
    } catch (error) {
      if (!(error instanceof HubSpotError) || error.kind !== 'final') throw error;
      return { object: null, problem: `${error.message} ${error.action}` };
    }
  }

  async function find(context: CallContext): Promise<CustomObject | undefined> {
    return (await readSchemas(call, context)).find(({ name }) => name === COACHING_SESSIONS.name);
  }

  /** Another process may make it in the same moment, or did so and its answer was lost: then it is there. */
  async function make(context: CallContext): Promise<void> {
    try {
      await createSchema(call, context, schemaInput());
    } catch (error) {
      if (!isConflict(error)) throw error;
    }
  }

  /** Gives an object of the customer's what it lacks; what HubSpot does not allow stays out. @returns whether anything was lacking. */
  async function complete(context: CallContext, found: CustomObject): Promise<boolean> {
    const { properties, links } = lacking(found);
    if (properties.length === 0 && links.length === 0) return false;
    if (properties.length > 0)
      await unlessRefused(() => ensureProperties(call, context.portalId, found.objectTypeId, properties));
    for (const link of links)
      await unlessRefused(() => associateSchema(call, context, found.objectTypeId, link));
    return true;
  }

  /** Where HubSpot does not tell, its answer to the creation will. */
  async function noRoom(context: CallContext): Promise<string | null> {
    const room = await readRoom(call, context).catch((error: unknown) => {
      if (error instanceof HubSpotError && error.kind === 'final') return undefined;
      throw error;
    });
    return room !== undefined && room <= 0 ? NO_ROOM : null;
  }
}

async function unlessRefused(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof HubSpotError) || error.kind !== 'final') throw error;
  }
}

async function refusal(look: () => Promise<string | null>): Promise<string | null> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof HubSpotError) || error.kind !== 'final') throw error;
    return `${error.message} ${error.action}`;
  }
}
