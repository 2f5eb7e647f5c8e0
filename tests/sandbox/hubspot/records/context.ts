import type { Author } from '../objects.types.ts';
import type { Portal } from '../portal/portal.ts';
import type { SandboxSettings } from '../settings.ts';

/** Under which circumstances a record is read or written. */
export interface WriteContext {
  portal: Portal;
  /** Epoch milliseconds of the sandbox's clock. */
  now: number;
  author: Author;
  appId: string;
  apiVersion: string;
  searchLagMs: number;
}

export const writeContext = (
  settings: SandboxSettings,
  portal: Portal,
  author: Author,
  apiVersion: string,
): WriteContext => ({
  portal,
  now: settings.now().getTime(),
  author,
  appId: settings.app.appId,
  apiVersion,
  searchLagMs: settings.searchLagMs,
});
