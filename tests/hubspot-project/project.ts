import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { EVENTS_DIR } from './appEventFiles.ts';

/** One `*-hsmeta.json`, as far as our own checks read it; HubSpot's parser judges its form. */
export interface Component {
  /** Relative to the source folder, with forward slashes. */
  file: string;
  uid: string;
  type: string;
  config: Record<string, unknown>;
}

/** What HubSpot would receive of the checkout: everything but the app events (`.hsignore`). */
export interface Project {
  root: string;
  /** Absolute path of `srcDir`. */
  source: string;
  components: Component[];
  /** Every file of an upload, relative to the source folder, with forward slashes. */
  files: string[];
  read(file: string): string;
}

/** Reads the project below `root`. Throws when a component is no JSON; the parser's check says where. */
export function loadProject(root: string): Project {
  const { srcDir } = JSON.parse(readFileSync(join(root, 'hsproject.json'), 'utf8')) as { srcDir: string };
  const source = join(root, srcDir);
  const read = (file: string) => readFileSync(join(source, file), 'utf8');
  const files = uploadedFiles(source, source).filter((file) => !file.startsWith(`${EVENTS_DIR}/`));
  const components = files
    .filter((file) => file.endsWith('-hsmeta.json'))
    .map((file): Component => {
      const { uid, type, config } = JSON.parse(read(file)) as Partial<Component>;
      return { file, uid: uid ?? '', type: type ?? '', config: config ?? {} };
    });
  return { root, source, components, files, read };
}

/** An upload leaves out `node_modules` and dot-files (hubspot-platform.md §1.4). */
function uploadedFiles(source: string, folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules' && !name.startsWith('.'))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory()
        ? uploadedFiles(source, path)
        : [relative(source, path).split(sep).join('/')];
    });
}

/** What HubSpot bundles, below the source folder; two components may share one entrypoint. */
export function entrypointsOf(project: Project): string[] {
  const entrypoints = project.components.map(({ config }) => config.entrypoint);
  return [...new Set(entrypoints.filter((entrypoint) => typeof entrypoint === 'string'))].map((entrypoint) =>
    entrypoint.replace(/^\//, ''),
  );
}

/** The app's own configuration; empty when the project has none, which the parser reports. */
export function appConfig(project: Project): AppConfig {
  return project.components.find(({ type }) => type === 'app')?.config ?? {};
}

export interface AppConfig {
  name?: string;
  logo?: string;
  auth?: { redirectUrls?: string[]; requiredScopes?: string[]; optionalScopes?: string[] };
  support?: Record<string, string>;
  permittedUrls?: { fetch?: string[]; iframe?: string[]; img?: string[] };
}
