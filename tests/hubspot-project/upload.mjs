/**
 * `node upload.mjs`, in the folder of a project: what `hs project upload` would send. The list of files comes
 * from HubSpot's own ignore rules, which read the working directory, and the components from its own parser
 * (hubspot-platform.md §7.2). Prints `{files, components}`; nothing leaves the machine.
 */
import { createRequire } from 'node:module';
import { relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseProjectConfig } from '@hubspot/project-parsing-lib/projects';
import { translate } from '@hubspot/project-parsing-lib/translate';

// The parser's own copy of HubSpot's library, wherever npm put it.
const parser = createRequire(fileURLToPath(import.meta.resolve('@hubspot/project-parsing-lib/translate')));
const library = async (name) => import(pathToFileURL(parser.resolve(`@hubspot/local-dev-lib/${name}`)).href);
const { shouldIgnoreFile } = await library('ignoreRules');
const { walk } = await library('fs');

const { srcDir, platformVersion } = parseProjectConfig(process.cwd());
const source = resolve(srcDir);
const names = (await walk(source, ['node_modules'])).map((file) =>
  relative(source, file).split(sep).join('/'),
);
const { intermediateRepresentation } = await translate(
  { projectSourceDir: source, platformVersion, accountId: 1 },
  { skipValidation: true },
);
const components = Object.values(intermediateRepresentation.intermediateNodesIndexedByUid).map(
  ({ uid, componentType }) => ({ uid, type: componentType }),
);
const files = names.filter((name) => !shouldIgnoreFile(name, true)).sort();
process.stdout.write(JSON.stringify({ files, components }));
