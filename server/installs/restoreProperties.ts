import type { mongo } from 'mongoose';
import type { HubSpotCall } from '../hubspot/call.types.ts';
import { pass, type CallContext } from '../hubspot/objects.ts';
import type { InstallDocument } from './install.ts';
import { REFUSED } from './provisionAnew.ts';
import { provisionProperties } from './provisionProperties.ts';

/** Makes our properties that somebody deleted. @returns those that are missing still, `contacts.liveprompt_sentiment`. */
export type RestoreProperties = (context: CallContext) => Promise<ReadonlySet<string>>;

const PROPERTY = 'property:';

/** What cannot be made is remembered as it is after an install, so that nobody writes to it again. */
export function createRestoreProperties(deps: {
  call: HubSpotCall;
  installs: Pick<mongo.Collection<InstallDocument>, 'updateOne'>;
}): RestoreProperties {
  return async (context) => {
    const { portalId } = context;
    const call: HubSpotCall = (id, request) => deps.call(id, { ...request, ...pass(context) });
    const limitations = await provisionProperties(call, portalId);
    // A crash between the two forgets what is refused; the next write finds it out again.
    await deps.installs.updateOne(
      { _id: portalId },
      { $pull: { limitations: { feature: { $in: REFUSED } } } },
    );
    if (limitations.length > 0)
      await deps.installs.updateOne(
        { _id: portalId },
        { $addToSet: { limitations: { $each: limitations } } },
      );
    return new Set(limitations.map(({ feature }) => feature.slice(PROPERTY.length)));
  };
}
