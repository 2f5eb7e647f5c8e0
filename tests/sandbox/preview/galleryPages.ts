/** The two pages of the gallery; everything a card shows comes from its own bundle. */
export function indexPage(states: string[]): string {
  const links = (card: string) =>
    states.map((state) => `<li><a href="/show?card=${card}&state=${state}">${state}</a></li>`).join('');
  return page(
    'Card gallery',
    `<h1>Card gallery</h1><h2>Contact</h2><ul>${links('contact')}</ul><h2>Deal</h2><ul>${links('deal')}</ul>`,
  );
}

/** Shows the card and state of the page's own query, at the width of a record's sidebar. */
export function showPage(): string {
  return page(
    'Card preview',
    `<main id="card" style="width:380px"></main>
<script type="module">
  import { mountCard } from '/built/host.js';
  const query = new URLSearchParams(location.search);
  const card = query.get('card') === 'deal' ? 'deal' : 'contact';
  window.actions = [];
  mountCard(document.getElementById('card'), {
    bundleUrl: '/built/' + (card === 'deal' ? 'DealCard.js' : 'ContactCard.js'),
    workerUrl: '/built/worker.js',
    context: {
      location: 'crm.record.sidebar',
      crm: { objectId: 501, objectTypeId: card === 'deal' ? '0-3' : '0-1' },
      portal: { id: 101, timezone: 'Europe/Berlin' },
      user: { id: 7, email: 'rep@seller.com', emails: [], firstName: 'Rita', lastName: 'Rep', roles: [], teams: [], permissions: [], locale: query.get('locale') ?? 'en-us' },
    },
    fetch: (url) => {
      const asked = new URL(url);
      asked.searchParams.set('card', card);
      asked.searchParams.set('state', query.get('state'));
      return fetch('/answer' + asked.search);
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
