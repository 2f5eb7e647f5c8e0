/** A page of the published guide. */
export interface Page {
  /** `/docs/<slug>`. */
  slug: string;
  title: string;
  /** Below `server/docs`; absent where the page is made from the code. */
  file?: string;
}

/** The guide in the order of its menu; the first is `/docs` itself. */
export const PAGES: readonly Page[] = [
  { slug: 'start', title: 'Start here', file: 'guide/start.md' },
  { slug: 'setup-guide', title: 'Set up', file: 'marketplace/setup-guide.md' },
  { slug: 'walkthrough', title: 'From a call to HubSpot', file: 'guide/walkthrough.md' },
  { slug: 'kinds', title: 'What arrives where', file: 'guide/kinds.md' },
  { slug: 'settings', title: 'Settings' },
  { slug: 'workflow-recipes', title: 'Workflow recipes', file: 'workflow-recipes.md' },
  { slug: 'reports', title: 'Reports', file: 'guide/reports.md' },
  { slug: 'best-practices', title: 'Best practices', file: 'guide/best-practices.md' },
  { slug: 'faq', title: 'Questions', file: 'guide/faq.md' },
  { slug: 'troubleshooting', title: 'Troubleshooting', file: 'guide/troubleshooting.md' },
  { slug: 'security', title: 'Security and data', file: 'guide/security.md' },
  { slug: 'security-policy', title: 'Report a weakness', file: 'security-policy.md' },
  { slug: 'asvs', title: 'ASVS', file: 'asvs.md' },
  { slug: 'shared-data', title: 'Shared data', file: 'marketplace/shared-data.md' },
  { slug: 'webhooks', title: 'Webhooks', file: 'guide/webhooks.md' },
  { slug: 'api', title: 'API reference' },
];

/** Where pictures of the guide lie; a picture is served by its name alone. */
export const PICTURE_FOLDERS = ['images', 'marketplace/pictures'] as const;
