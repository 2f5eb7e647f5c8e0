import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Router, type Response } from 'express';
import { notFound } from '../errors.ts';
import { OPERATIONS } from '../reference/operations.ts';
import { apiPage } from './apiPage.ts';
import { DOCS_CSP, layout, STYLE } from './layout.ts';
import { PAGES, PICTURE_FOLDERS, type Page } from './pages.ts';
import { renderMarkdown } from './renderMarkdown.ts';
import { settingsPage } from './settingsPage.ts';

const SLUGS = new Set(PAGES.map(({ slug }) => slug));

/** `/docs`: the guide, for people. Made once per process; the files change with a deployment only. */
export function docsRouter(folder: string): Router {
  const router = Router();
  const pages = new Map<string, Promise<string>>();

  async function contentOf({ slug, file }: Page): Promise<string> {
    if (slug === 'api') return apiPage(OPERATIONS);
    const markdown = file ? await readFile(join(folder, file), 'utf8') : settingsPage();
    return renderMarkdown(markdown, SLUGS);
  }

  async function send(response: Response, slug: string | undefined): Promise<void> {
    const page = PAGES.find((each) => each.slug === slug);
    if (!page) throw notFound();
    const made = pages.get(page.slug) ?? contentOf(page).then((content) => layout(page, content));
    pages.set(page.slug, made);
    publicly(response)
      .set('content-security-policy', DOCS_CSP)
      .type('html')
      .send(await made);
  }

  router.get('/', (_request, response) => send(response, PAGES[0]?.slug));
  router.get('/style.css', (_request, response) => {
    publicly(response).type('css').send(STYLE);
  });
  router.get('/pictures/:name', async (request, response) => {
    const picture = await pictureOf(folder, request.params.name);
    publicly(response).type('png').send(picture);
  });
  router.get('/:slug', (request, response) => send(response, request.params.slug));
  return router;
}

/** The same for everybody, so it may be kept for a while. */
const publicly = (response: Response): Response => response.set('cache-control', 'public, max-age=300');

async function pictureOf(folder: string, name: string): Promise<Buffer> {
  // A bare file name: no way out of the folders.
  if (name !== basename(name) || !/^[\w-]+\.png$/.test(name)) throw notFound();
  for (const place of PICTURE_FOLDERS) {
    const found = await readFile(join(folder, place, name)).catch(() => undefined);
    if (found) return found;
  }
  throw notFound();
}
