import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EVENTS_DIR } from './appEventFiles.ts';
import { SOURCE_DIR } from './paths.ts';
import { loadProject } from './project.ts';

/** The two projects there are: HubSpot refuses events before it has approved them (hubspot-platform.md §5). */
export const VARIANTS = { off: 'without app events', on: 'with app events' } as const;
export type EventsVariant = keyof typeof VARIANTS;

/** Below `.build/`, which git does not know. */
export function stagedFolder(root: string, events: EventsVariant): string {
  return join(root, '.build', 'hubspot', `events-${events}`);
}

/**
 * HubSpot's tool looks for dot folders in the whole path of a file unless an `.hsignore` tells it where to
 * begin: without this one it would find `.build` and upload nothing at all.
 */
const HSIGNORE = `# Paths begin here.\n`;

/** Puts together the folder to upload, from nothing but what belongs to it. @returns its path. */
export async function stageProject(
  root: string,
  events: EventsVariant,
  folder = stagedFolder(root, events),
): Promise<string> {
  const project = loadProject(root);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, '.hsignore'), HSIGNORE);
  await cp(join(root, 'hsproject.json'), join(folder, 'hsproject.json'));
  for (const file of project.files) {
    await mkdir(dirname(join(folder, SOURCE_DIR, file)), { recursive: true });
    await cp(join(project.source, file), join(folder, SOURCE_DIR, file));
  }
  if (events === 'on') {
    await cp(join(project.source, EVENTS_DIR), join(folder, SOURCE_DIR, 'app', EVENTS_DIR), {
      recursive: true,
    });
  }
  return folder;
}
