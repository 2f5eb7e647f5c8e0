import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CRASHPOINTS } from '../../../server/crashpoints.ts';
import { projectRoot } from '../../hubspot-project/paths.ts';

const server = join(projectRoot(), 'server');

/** Names in the order of the files that pass them: `crash('queue.claim')`. */
function used(): string[] {
  return readdirSync(server, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && file !== 'crashpoints.ts')
    .flatMap((file) => [...readFileSync(join(server, file), 'utf8').matchAll(/\bcrash\('([^']+)'\)/g)])
    .map(([, name = '']) => name);
}

describe('crash points', () => {
  it('are listed once and used: the types refuse a name that is not listed', () => {
    expect(new Set(CRASHPOINTS).size).toBe(CRASHPOINTS.length);
    expect([...new Set(used())].sort()).toEqual([...CRASHPOINTS].sort());
  });
});
