import { existsSync } from 'node:fs';
import type { Browser } from 'playwright-core';

export type LaunchedBrowser =
  | { browser: Browser; close(): Promise<void> }
  /** Why no browser starts here, for the name of a skipped test. */
  | { browser: undefined; reason: string };

/** Quiet and cut off: a test's browser talks to loopback and to nobody else. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/**
 * A real Chromium: on Linux the one that comes with npm (`@sparticuz/chromium`), elsewhere, or when that
 * one does not start, an installed Chrome. Never throws; the answer says why none started.
 */
export async function launchBrowser(): Promise<LaunchedBrowser> {
  const { chromium } = await import('playwright-core');
  const reasons: string[] = [];
  for (const way of [fromNpm, installedChrome]) {
    try {
      const browser = await chromium.launch({ headless: true, ...(await way()) });
      return { browser, close: () => browser.close() };
    } catch (error) {
      reasons.push(firstLine(error));
    }
  }
  return { browser: undefined, reason: reasons.join('; ') };
}

async function fromNpm(): Promise<{ executablePath: string; args: string[] }> {
  if (process.platform !== 'linux') throw new Error('the Chromium from npm runs on Linux only');
  const { default: chromium } = await import('@sparticuz/chromium');
  const executablePath = await chromium.executablePath();
  if (!existsSync(executablePath)) throw new Error('the Chromium from npm could not be unpacked');
  // Not its own list of flags: that one keeps everything in a single process, which dies with its first page.
  return { executablePath, args: FLAGS };
}

function installedChrome(): Promise<{ channel: string; args: string[] }> {
  return Promise.resolve({ channel: 'chrome', args: FLAGS });
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n')[0] ?? '';
}
