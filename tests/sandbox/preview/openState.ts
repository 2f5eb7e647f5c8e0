import type { Page } from 'playwright-core';
import type { Gallery } from './gallery.ts';

/** Opens one state of the gallery, and presses what leads to it. */
export async function openState(page: Page, gallery: Gallery, surface: string, state: string): Promise<void> {
  await page.goto(gallery.showUrl(surface, state));
  await page.locator('.pv-card > :not(.pv-label)').first().waitFor();
  // A state that never ends loading keeps its spinner.
  if (state.includes('loading')) return;
  await settled(page);
  for (const name of gallery.clicks(surface, state)) {
    const tab = page.getByRole('tab', { name, exact: true });
    const button = page.getByRole('button', { name });
    await tab
      .or(button)
      .or(page.getByText(name, { exact: true }))
      .first()
      .click();
    await settled(page);
  }
}

async function settled(page: Page): Promise<void> {
  await page.locator('.pv-loading, [aria-busy="true"]').first().waitFor({ state: 'detached' });
}
