import type { Portal } from '../portal/portal.ts';
import type { ConsentRequest } from './request.ts';
import { scopeWords } from './words.ts';

export const escapeHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

const page = (title: string, content: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>
  body { margin: 0; background: #f5f8fa; color: #33475b; font: 16px/1.5 "Helvetica Neue", Arial, sans-serif; }
  main { max-width: 560px; margin: 48px auto; background: #fff; border: 1px solid #cbd6e2; border-radius: 4px; padding: 32px; }
  h1 { font-size: 24px; margin: 0 0 8px; }
  p.note { color: #516f90; font-size: 14px; margin: 0 0 24px; }
  label { display: block; font-weight: 600; margin-bottom: 4px; }
  select { width: 100%; padding: 10px; border: 1px solid #cbd6e2; border-radius: 3px; font-size: 16px; background: #f5f8fa; }
  ul { padding-left: 20px; margin: 8px 0 24px; }
  .buttons { display: flex; gap: 16px; margin-top: 24px; }
  button { font: 600 15px/1 inherit; font-family: inherit; padding: 14px 24px; border-radius: 3px; cursor: pointer; border: 1px solid #c93700; }
  button.primary { background: #c93700; color: #fff; }
  button.secondary { background: #fff; color: #c93700; }
  button:focus-visible, select:focus-visible { outline: 3px solid #00a4bd; outline-offset: 2px; }
</style>
</head>
<body><main>${content}</main></body>
</html>`;

const option = (portal: Portal): string =>
  `<option value="${escapeHtml(portal.id)}">${escapeHtml(portal.seed.name ?? `Account ${portal.id}`)} (${escapeHtml(portal.id)})</option>`;

/** The page a person sees between our install route and our callback. */
export function consentPage(
  appName: string,
  request: ConsentRequest,
  portals: readonly Portal[],
  action: string,
): string {
  const scopes = [...request.required, ...request.optional];
  const name = escapeHtml(appName);
  return page(
    `Connect ${appName}`,
    `<h1>Connect ${name} to HubSpot</h1>
<p class="note">This is the local HubSpot of the demo and the tests. Nothing here reaches HubSpot.</p>
<form method="post" action="${escapeHtml(action)}">
<label for="portal">Choose an account</label>
<select id="portal" name="portal">${portals.map(option).join('')}</select>
<p><strong>${name}</strong> will be able to:</p>
<ul>${scopes.map((scope) => `<li>${escapeHtml(scopeWords(scope))}</li>`).join('')}</ul>
<div class="buttons">
<button class="primary" type="submit" name="decision" value="connect">Connect app</button>
<button class="secondary" type="submit" name="decision" value="cancel">Cancel</button>
</div>
</form>`,
  );
}

export const errorPage = (sentence: string): string =>
  page(
    'Authorization failed',
    `<h1>Authorization failed</h1><p role="alert">${escapeHtml(sentence)}</p><p class="note">Go back to the app and start again.</p>`,
  );
