import { createHash } from 'node:crypto';
import type { AppError } from '../../errors.ts';
import { escapeHtml } from '../../text/escapeHtml.ts';

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1.5rem;color:#1f2937}' +
  'h1{font-size:1.25rem}a{color:#1d4ed8}small{color:#6b7280}';

/** Only this page's own style may apply; nothing loads, nothing frames it. */
export const ERROR_PAGE_CSP = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What happened, why, and the next click, for a person whose install did not end well. */
export function errorPage(error: AppError, homeUrl: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>HubSpot was not connected</title>
<style>${STYLE}</style>
<h1>HubSpot was not connected</h1>
<p>${escapeHtml(error.message)}</p>
<p>${escapeHtml(error.action)}</p>
<p><a href="${escapeHtml(homeUrl)}">Go to the liveprompt settings</a></p>
<p><small>${escapeHtml(error.code)}</small></p>
</html>
`;
}
