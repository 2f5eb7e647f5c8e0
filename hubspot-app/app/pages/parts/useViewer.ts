import { useExtensionContext } from '@hubspot/ui-extensions';
import { createViewer, type Viewer } from '@liveprompt/kit';

/** How the person at this screen reads dates and numbers. */
export function useViewer(now: Date): Viewer {
  const { user, portal } = useExtensionContext<'pages'>();
  return createViewer(user.locale ?? user.language, portal.timezone, now);
}

/** Whether HubSpot lets this person manage integrations; others read (hubspot-platform.md §3.5). */
export function useMayChange(): boolean {
  const { user } = useExtensionContext<'pages'>();
  return user.permissions.includes('integrations-management-write');
}
