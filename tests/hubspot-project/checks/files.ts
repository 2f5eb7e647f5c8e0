import { statSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Project } from '../project.ts';

const PREVIEW_BYTES = 5_000_000;

/** A component in a file with another ending is skipped by HubSpot without a word (hubspot-platform.md §1.4). */
export function misnamedComponents(project: Project): string[] {
  return project.files
    .filter((file) => file.endsWith('.json') && !file.endsWith('-hsmeta.json'))
    .filter((file) => /"uid"\s*:/.test(project.read(file)) && /"config"\s*:/.test(project.read(file)))
    .map((file) => `${file}: looks like a component, but its name does not end in -hsmeta.json`);
}

/** Every file that a component names must be part of the upload. */
export function missingFiles(project: Project): string[] {
  return project.components.flatMap(({ file, type, config }) => {
    const folder = posix.dirname(file);
    const named: string[] = [];
    if (typeof config.logo === 'string') named.push(config.logo);
    if (typeof config.entrypoint === 'string') named.push(config.entrypoint.replace(/^\//, ''));
    const preview = config.previewImage as { file?: string } | undefined;
    if (preview?.file) named.push(posix.join(folder, preview.file));
    // HubSpot installs at the root of the workspaces, and knows a component by its own package.
    if (['card', 'settings', 'page'].includes(type)) {
      named.push(posix.join(folder, 'package.json'), 'app/package.json', 'app/package-lock.json');
    }
    return [
      ...named
        .filter((path) => !project.files.includes(path))
        .map((path) => `${file}: ${path} does not exist`),
      ...named
        .filter((path) => /\.(png|jpe?g|gif)$/.test(path) && project.files.includes(path))
        .filter((path) => statSync(join(project.source, path)).size > PREVIEW_BYTES)
        .map((path) => `${file}: ${path} is larger than 5 MB`),
    ];
  });
}

/** A lock that names a registry would send HubSpot's build to a host that only we know. */
export function lockedToARegistry(project: Project): string[] {
  return project.files
    .filter((file) => file.endsWith('package-lock.json') && /"resolved"\s*:\s*"\w+:/.test(project.read(file)))
    .map((file) => `${file}: names the registry it was made with; delete the "resolved" lines`);
}
