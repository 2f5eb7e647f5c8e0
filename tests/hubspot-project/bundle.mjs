/**
 * `node bundle.mjs <package folder> <output folder> <entrypoint…>`: HubSpot's production bundler in a process
 * of its own. The bundler bakes NODE_ENV into the bundle and ships as an ES module only, so neither a test
 * runner's NODE_ENV nor its module system may touch it.
 */
import { join } from 'node:path';
import { remoteBuild } from '@hubspot/ui-extensions-dev-server/build';

const [folder, outputDir, ...entrypoints] = process.argv.slice(2);
for (const file of entrypoints) {
  await remoteBuild({
    root: folder,
    entryPoint: join(folder, file),
    outputDir: join(outputDir, file),
    logLevel: 'error',
  });
}
