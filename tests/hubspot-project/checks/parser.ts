import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../paths.ts';

/** What HubSpot's own parser objects to, for each project folder in turn. */
export async function parserProblems(folders: string[]): Promise<string[][]> {
  const root = projectRoot();
  const { stdout } = await promisify(execFile)(process.execPath, [
    join(root, 'tests', 'hubspot-project', 'parse.mjs'),
    join(root, 'tests', 'fixtures', 'hubspot-project', 'schemas.json'),
    ...folders,
  ]);
  return (JSON.parse(stdout) as { problems: string[] }[]).map(({ problems }) => problems);
}
