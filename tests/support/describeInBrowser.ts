import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { projectRoot } from '../hubspot-project/paths.ts';
import { launchBrowser } from './browser.ts';

/**
 * `describe` for tests that need a real browser. Where none starts the tests are reported as skipped, by
 * name and with the reason. Jest wants to know its tests at once, so the question is asked in a process
 * of its own.
 */
export function describeInBrowser(name: string, define: (browser: () => Browser) => void): void {
  const reason = reasonForNone();
  if (reason !== '') {
    describe('skipped: no browser', () => {
      test(`${name} (${reason})`, () => expect(reason).not.toBe(''));
    });
    return;
  }
  describe(name, () => {
    let launched: Awaited<ReturnType<typeof launchBrowser>> | undefined;
    beforeAll(async () => {
      launched = await launchBrowser();
    }, 60_000);
    afterAll(async () => {
      if (launched?.browser) await launched.close();
    });
    define(() => {
      if (!launched?.browser)
        throw new Error('The browser that started a moment ago does not start any more');
      return launched.browser;
    });
  });
}

function reasonForNone(): string {
  const root = projectRoot();
  const probe = join(root, 'tests', 'support', 'probeBrowser.ts');
  return execFileSync(process.execPath, ['--import', 'tsx', probe], { cwd: root, encoding: 'utf8' }).trim();
}
