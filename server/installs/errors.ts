import { AppError } from '../errors.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import type { InstallDocument } from './install.ts';

/** The sentences of connecting, linking and losing a portal, in one place. */
export function portalBelongsToOther(): AppError {
  return new AppError({
    code: 'portal_already_connected',
    kind: 'final',
    status: 409,
    message: 'This HubSpot account is already connected to another liveprompt organisation.',
    action: 'Choose another HubSpot account, or ask that organisation to disconnect it first.',
  });
}

export function organizationHasOtherPortal(other: Pick<InstallDocument, '_id' | 'portalName'>): AppError {
  const name = other.portalName ? `${other.portalName} (${other._id})` : other._id;
  return new AppError({
    code: 'organization_already_connected',
    kind: 'final',
    status: 409,
    message: `Your organisation is already connected to the HubSpot account ${name}.`,
    action: 'Disconnect it in the liveprompt settings, then connect the new account.',
  });
}

export function stateRefused(): AppError {
  return new AppError({
    code: 'oauth_state_invalid',
    kind: 'final',
    status: 400,
    message:
      'This connection attempt cannot be continued: it is older than ten minutes, was already used, or began in another browser.',
    action: 'Go back to liveprompt and press Connect HubSpot again.',
  });
}

export function returnUrlRefused(): AppError {
  return new AppError({
    code: 'return_url_invalid',
    kind: 'final',
    status: 400,
    message: 'The address to return to does not belong to HubSpot.',
    action: 'Start the installation again from the HubSpot marketplace.',
  });
}

export function notConnected(): AppError {
  return new AppError({
    code: 'not_connected',
    kind: 'final',
    status: 409,
    message: 'No HubSpot account is connected to your organisation.',
    action: 'Press Connect HubSpot in the liveprompt settings.',
  });
}

export function notActive(): AppError {
  return new AppError({
    code: 'reconnect_required',
    kind: 'revoked',
    status: 409,
    message: 'HubSpot no longer accepts our access to this account.',
    action: 'Press Reconnect in the liveprompt settings; nothing is lost meanwhile.',
  });
}

/** For the border, which throws nothing but `HubSpotError`: no call left us. */
export function accessUnavailable(
  retryAfterMs: number,
  message = 'The access to HubSpot is being renewed and is not ready yet.',
): HubSpotError {
  return new HubSpotError({
    effect: 'not_sent',
    kind: 'transient',
    code: 'hubspot_token_unavailable',
    status: 503,
    retryAfterMs: Math.max(0, retryAfterMs),
    message,
    action: 'Nothing to do: we try again.',
  });
}
