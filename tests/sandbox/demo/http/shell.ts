/**
 * Nothing from elsewhere loads, and no inline script runs. `unsafe-inline` styles: the frames that show
 * stored HTML inherit this policy and bring a style of their own.
 */
export const PAGE_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "frame-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The one page of the demo; everything on it comes from its own script. */
export const SHELL = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>liveprompt for HubSpot: demo</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/built/preview.css">
<link rel="stylesheet" href="/built/page.css">
<link rel="stylesheet" href="/built/workflows.css">
</head>
<body><div id="page"></div><script type="module" src="/built/page.js"></script></body>
</html>`;
