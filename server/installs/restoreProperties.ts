import type { mongo } from 'mongoose';
import type { Clock } from '../clock.ts';
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
  installs: Pick<mongo.Collection<InstallDocument>, 'findOne' | 'updateOne'>;
}): RestoreProperties {
  return async (context) => {
    const { portalId } = context;
    const call: HubSpotCall = (id, request) => deps.call(id, { ...request, ...pass(context) });
    const install = await deps.installs.findOne({ _id: portalId }, { projection: { scopes: 1 } });
    const limitations = await provisionProperties(call, portalId, install?.scopes ?? []);
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

/** The same for somebody who waits for it, with everything that went without queued again. */
export function createRemakeProperties(deps: {
  restore: RestoreProperties;
  installs: Pick<mongo.Collection<InstallDocument>, 'updateOne'>;
  clock: Clock;
  complete: (install: InstallDocument) => Promise<unknown>;
}) {
  return async (install: InstallDocument): Promise<ReadonlySet<string>> => {
    const { _id } = install;
    const left = await deps.restore({ portalId: _id, lane: 'people' });
    if (left.size > 0) return left;
    // A turn that runs just now does not know of it yet: `finish-provisioning` comes back when it has ended.
    await deps.installs.updateOne(
      { _id, provisionedAt: { $ne: null } },
      { $set: { provisionedAt: deps.clock.now(), caughtUp: false } },
    );
    await deps.complete(install);
    return left;
  };
}
