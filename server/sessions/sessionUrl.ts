/** The conversation at liveprompt; also the marker by which we recognise what we made (hubspot-api.md §2.8). */
export function sessionUrl(appUrl: string, sessionId: string): string {
  return `${appUrl}/s/${encodeURIComponent(sessionId)}`;
}
