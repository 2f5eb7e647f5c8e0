/** The two pages of the gallery; everything a card or page shows comes from its own bundle. */
export function indexPage(states: Record<string, string[]>): string {
  const links = (surface: string, names: string[]) =>
    names.map((state) => `<li><a href="/show?surface=${surface}&state=${state}">${state}</a></li>`).join('');
  const lists = Object.entries(states).map(
    ([surface, names]) => `<h2>${surface}</h2><ul>${links(surface, names)}</ul>`,
  );
  return page('Gallery', `<h1>Gallery</h1>${lists.join('')}`);
}

/** Shows one state, as wide as HubSpot shows it. `setup` is ours: no text of a person is in it. */
export function showPage(setup: { bundle: string; width: number; path: string; context: object }): string {
  return page(
    'Preview',
    `<main id="card" style="width:${setup.width}px"></main>
<script type="module">
  import { mountCard } from '/built/host.js';
  const setup = ${JSON.stringify(setup)};
  setup.context.user.locale = new URLSearchParams(location.search).get('locale') ?? 'en-us';
  window.actions = [];
  window.asked = [];
  window.shown = mountCard(document.getElementById('card'), {
    bundleUrl: '/built/' + setup.bundle,
    workerUrl: '/built/worker.js',
    context: setup.context,
    page: { path: setup.path, params: {} },
    fetch: (url, { method = 'GET', body }) => {
      window.asked.push({ url, method, body });
      return fetch('/answer' + location.search, { method: 'POST', body: JSON.stringify({ url, method, body }) });
    },
    onAction: (name, args) => window.actions.push({ name, args }),
  });
</script>`,
  );
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${title}</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/built/preview.css">
<style>body{margin:16px;font-family:system-ui,sans-serif;background:#eef1f4}</style></head>
<body>${body}</body></html>`;
}
