import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../paths.ts';
import type { Project } from '../project.ts';

const SDK = '@hubspot/ui-extensions';
const PREVIEW = join('tests', 'sandbox', 'preview', 'host', 'components');
/** The SDK's router draws nothing of its own: HubSpot receives the page it chose. */
const DRAWN_BY_THE_SDK = new Set(['PageRoutes']);
const IMPORT = /import (?!type )\{([^}]*)\} from '(@hubspot\/ui-extensions(?:\/\w+)?)';/g;

/**
 * Every component that a card or page draws is one that the preview can show, or what we look at is not what
 * HubSpot shows. That the SDK has it, and each of its properties, the compiler says; that the preview looks at
 * each property, the browser tests.
 */
export function uiComponentProblems(project: Project): string[] {
  const known = previewComponents(projectRoot());
  return project.files
    .filter((file) => file.endsWith('.tsx'))
    .flatMap((file) => {
      const text = project.read(file);
      return drawn(text)
        .filter((name) => !known.has(name) && !DRAWN_BY_THE_SDK.has(name))
        .map((name) => `${file}: the preview does not know ${name}`);
    });
}

/** Names imported from the SDK and drawn. */
function drawn(text: string): string[] {
  const imported = [...text.matchAll(IMPORT)].flatMap(([, names = '', from = '']) =>
    from.startsWith(SDK) ? names.split(',').map((name) => name.trim().split(' as ').at(-1) ?? '') : [],
  );
  return imported.filter((name) => name !== '' && new RegExp(`<${name}[\\s>/.]`).test(text));
}

function previewComponents(root: string): Set<string> {
  const folder = join(root, PREVIEW);
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.tsx'))
    .flatMap((file) => [
      ...readFileSync(join(folder, file), 'utf8').matchAll(/^export (?:const|function) (\w+)/gm),
    ])
    .map(([, name = '']) => name);
  return new Set(names);
}
