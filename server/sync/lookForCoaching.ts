import type { Settings } from '../../shared/settings.ts';
import type { Crashpoint } from '../crashpoints.ts';
import type { CallContext } from '../hubspot/objects.ts';
import type { CoachingObjects } from '../installs/coachingObjects.ts';
import type { CoachingFeature } from './coachingFeature.ts';
import type { Features } from './plan.types.ts';

/** Looks for the object, and makes it, before the first records of it are planned. */
export type LookForCoaching = (
  context: CallContext,
  settings: Settings,
  features: Features,
) => Promise<Features>;

export function createCoachingLook(deps: {
  coachingObjects: Pick<CoachingObjects, 'ensure'>;
  crash: Crashpoint;
}): LookForCoaching {
  return async (context, { sync }, features) => {
    if (sync.customObject === null || features.coaching.state !== 'unknown') return features;
    await deps.crash('coaching.look');
    const { object, problem } = await deps.coachingObjects.ensure(context);
    await deps.crash('coaching.found');
    const coaching: CoachingFeature =
      object && problem === null
        ? { state: 'ready', object }
        : { state: 'unavailable', reason: `custom_object: ${problem ?? 'it could not be found'}` };
    return { ...features, coaching };
  };
}

/** Paths may name the object by the id it has in this portal. */
export function withCoachingType(context: CallContext, { coaching }: Features): CallContext {
  return coaching.state === 'ready' ? { ...context, coachingTypeId: coaching.object.objectTypeId } : context;
}
