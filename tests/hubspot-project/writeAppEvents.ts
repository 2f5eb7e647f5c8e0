/** `npm run hubspot:events`: writes `hubspot-app/app-events` anew from `shared/appEvents.ts`. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { appEventFiles, EVENTS_DIR } from './appEventFiles.ts';
import { projectRoot, SOURCE_DIR } from './paths.ts';

const folder = join(projectRoot(), SOURCE_DIR, EVENTS_DIR);
const style = await resolveConfig(join(folder, 'x.json'));
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
for (const { name, content } of appEventFiles()) {
  const text = await format(JSON.stringify(content), { ...style, parser: 'json' });
  await writeFile(join(folder, name), text);
}
process.stdout.write(`${appEventFiles().length} app events in ${SOURCE_DIR}/${EVENTS_DIR}\n`);
