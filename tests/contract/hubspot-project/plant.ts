import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EVENTS_DIR } from '../../hubspot-project/appEventFiles.ts';
import { linkModules } from '../../hubspot-project/linkModules.ts';
import { projectRoot, SOURCE_DIR, UI_DIR } from '../../hubspot-project/paths.ts';

const planted: string[] = [];

/** A copy of our HubSpot project with one mistake in it; gone after the test file. */
export function plant(mistake: (edit: Editor) => void): string {
  const root = projectRoot();
  const copy = mkdtempSync(join(tmpdir(), 'planted-project-'));
  planted.push(copy);
  // As an upload of the checkout: the parser has nothing to say about events it would not get.
  const events = join(root, SOURCE_DIR, EVENTS_DIR);
  const filter = (path: string) => !path.includes('node_modules') && path !== events;
  for (const name of ['hsproject.json', SOURCE_DIR, 'shared']) {
    cpSync(join(root, name), join(copy, name), { recursive: true, filter });
  }
  linkModules(join(root, UI_DIR), join(copy, UI_DIR));
  mistake(editorOf(copy));
  return copy;
}

export interface Editor {
  /** Changes a JSON file below the project's root. */
  json(file: string, change: (content: Record<string, Json>) => void): void;
  write(file: string, text: string): void;
  remove(file: string): void;
}

/** JSON that a test reaches into. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

function editorOf(copy: string): Editor {
  const write = (file: string, text: string) => writeFileSync(join(copy, file), text);
  return {
    write,
    json: (file, change) => {
      const content = JSON.parse(readFileSync(join(copy, file), 'utf8')) as Record<string, Json>;
      change(content);
      write(file, JSON.stringify(content));
    },
    remove: (file) => rmSync(join(copy, file)),
  };
}

export function removePlanted(): void {
  for (const copy of planted) rmSync(copy, { recursive: true, force: true });
}
