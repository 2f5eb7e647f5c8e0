import { escapeHtml } from '../../text/escapeHtml.ts';
import { PAGES, type Page } from './pages.ts';

/** Nothing but this site's own style and pictures may load. */
export const DOCS_CSP = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A page of the guide around its content. */
export function layout({ slug, title }: Page, content: string): string {
  const menu = PAGES.map((page) => {
    const current = page.slug === slug ? ' aria-current="page"' : '';
    return `<li><a href="${addressOfPage(page)}"${current}>${escapeHtml(page.title)}</a></li>`;
  });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(title)} · liveprompt for HubSpot</title>
<link rel="stylesheet" href="/docs/style.css">
<a class="skip" href="#content">Skip to the text</a>
<header><a href="/docs">liveprompt for HubSpot</a></header>
<nav aria-label="Guide"><ul>${menu.join('')}</ul></nav>
<main id="content">
${content}
</main>
</html>
`;
}

const addressOfPage = ({ slug }: Page): string => (slug === PAGES[0]?.slug ? '/docs' : `/docs/${slug}`);

export const STYLE = `
:root { color-scheme: light; --ink: #1f2937; --soft: #6b7280; --line: #e5e7eb; --link: #1d4ed8; }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.6 system-ui, sans-serif; color: var(--ink); display: grid;
  grid-template: "top top" auto "menu text" 1fr / 15rem minmax(0, 1fr); min-height: 100vh; }
header { grid-area: top; padding: .9rem 1.5rem; border-bottom: 1px solid var(--line); font-weight: 600; }
header a { color: inherit; text-decoration: none; }
nav { grid-area: menu; padding: 1.25rem .75rem; border-right: 1px solid var(--line); }
nav ul { list-style: none; margin: 0; padding: 0; position: sticky; top: 1rem; }
nav a { display: block; padding: .3rem .75rem; border-radius: .4rem; color: inherit; text-decoration: none; }
nav a:hover { background: #f3f4f6; }
nav a[aria-current] { background: #eff6ff; color: var(--link); font-weight: 600; }
main { grid-area: text; padding: 1.5rem 2.5rem 5rem; max-width: 60rem; }
main a { color: var(--link); }
h1 { font-size: 1.8rem; line-height: 1.25; margin: .2rem 0 1rem; }
h2 { font-size: 1.3rem; margin: 2.4rem 0 .6rem; padding-top: .6rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 1.8rem 0 .4rem; }
:target { scroll-margin-top: 1rem; background: #fef9c3; }
img { max-width: 100%; border: 1px solid var(--line); border-radius: .5rem; margin: .5rem 0; }
code { font: .88em/1.5 ui-monospace, monospace; background: #f3f4f6; padding: .1em .3em; border-radius: .25rem; overflow-wrap: anywhere; }
td code { overflow-wrap: break-word; }
pre { background: #0f172a; color: #e2e8f0; padding: 1rem; border-radius: .5rem; overflow: auto; }
pre code { background: none; padding: 0; color: inherit; overflow-wrap: normal; }
.table { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .94rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem .7rem; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; }
details { margin: .5rem 0; }
summary { cursor: pointer; color: var(--link); }
.method { display: inline-block; min-width: 3.6rem; font: 600 .78rem/1.6 ui-monospace, monospace; text-transform: uppercase; color: #fff;
  background: #475569; border-radius: .3rem; padding: 0 .45rem; text-align: center; }
.method.get { background: #0369a1; } .method.post { background: #15803d; } .method.put { background: #a16207; } .method.delete { background: #b91c1c; }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: 1rem; background: #fff; padding: .5rem; }
@media (max-width: 52rem) {
  body { grid-template: "top" auto "menu" auto "text" 1fr / minmax(0, 1fr); }
  nav { border-right: 0; border-bottom: 1px solid var(--line); padding: .5rem; }
  nav ul { position: static; display: flex; flex-wrap: wrap; }
  main { padding: 1rem 1.25rem 4rem; }
  td code { overflow-wrap: anywhere; }
}
`;
