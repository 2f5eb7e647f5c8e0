/**
 * `node parse.mjs <schemas.json> <project folder…>`: HubSpot's own project parser with its whole validation,
 * for each folder; prints one JSON answer per folder. The parser asks HubSpot for its schemas over HTTP; here
 * that one call is answered from the file, so nothing leaves the machine (hubspot-platform.md §7.3).
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseProjectConfig } from '@hubspot/project-parsing-lib/projects';
import { translate } from '@hubspot/project-parsing-lib/translate';

const [schemaFile, ...folders] = process.argv.slice(2);
const schemas = JSON.parse(readFileSync(schemaFile, 'utf8'));

// The parser's own copy of the HTTP client, wherever npm put it.
const parser = fileURLToPath(import.meta.resolve('@hubspot/project-parsing-lib/translate'));
const { http } = await import(
  pathToFileURL(createRequire(parser).resolve('@hubspot/local-dev-lib/http')).href
);
http.get = async (_account, { url }) => {
  if (!url.startsWith('project-components-external/project-schemas/'))
    throw new Error(`unexpected call: ${url}`);
  return { data: schemas };
};

async function parse(folder) {
  try {
    const { srcDir, platformVersion } = parseProjectConfig(folder);
    const projectSourceDir = resolve(folder, srcDir);
    const { skippedHsMetaFiles } = await translate({ projectSourceDir, platformVersion, accountId: 1 });
    return {
      problems: skippedHsMetaFiles.map((file) => `${file}: HubSpot reads no component in this folder`),
    };
  } catch (error) {
    const files = error.errors ?? [];
    const problems = files.flatMap(({ file, errors }) => errors.map((words) => `${file}: ${words}`));
    return { problems: problems.length > 0 ? problems : [error.message] };
  }
}

const answers = [];
for (const folder of folders) answers.push(await parse(folder));
process.stdout.write(JSON.stringify(answers));
