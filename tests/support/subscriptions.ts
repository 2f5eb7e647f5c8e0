import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../hubspot-project/paths.ts';
import type { SandboxSubscription } from '../sandbox/sandbox.types.ts';

const FILE = 'hubspot-app/app/webhooks/webhooks-hsmeta.json';

/** What the app subscribes to: the very file that is uploaded. */
export function subscriptions(): SandboxSubscription[] {
  const { config } = JSON.parse(readFileSync(join(projectRoot(), FILE), 'utf8')) as {
    config: { subscriptions: Record<string, SandboxSubscription[]> };
  };
  return Object.values(config.subscriptions).flat();
}
