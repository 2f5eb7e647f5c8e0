import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { appEventFiles, EVENTS_DIR, type AppEventFile } from '../appEventFiles.ts';
import type { Project } from '../project.ts';

/** `hubspot-app/app-events` says what `shared/appEvents.ts` says, neither more nor less. */
export function eventFileProblems({ source }: Project): string[] {
  const folder = join(source, EVENTS_DIR);
  const there = existsSync(folder) ? readdirSync(folder) : [];
  const wanted = appEventFiles();
  const differing = wanted.filter(({ name, content }) => {
    if (!there.includes(name)) return false;
    return !isDeepStrictEqual(JSON.parse(readFileSync(join(folder, name), 'utf8')), content);
  });
  const words = 'run npm run hubspot:events';
  return [
    ...wanted.filter(({ name }) => !there.includes(name)).map(({ name }) => `${name} is missing: ${words}`),
    ...there
      .filter((name) => !wanted.some((one) => one.name === name))
      .map((name) => `${name} belongs to no event in shared/appEvents.ts: ${words}`),
    ...differing.map(({ name }) => `${name} differs from shared/appEvents.ts: ${words}`),
  ];
}

/** Beyond HubSpot's schema: words of the templates, and names that can never be changed again. */
export function eventTextProblems(files: readonly AppEventFile[] = appEventFiles()): string[] {
  const names = files.map(({ content }) => String(content.config['name']));
  return files.flatMap(({ name: file, content: { config } }) => {
    const declared = (config['properties'] as { name: string }[]).map(({ name }) => name);
    const template = `${String(config['headerTemplate'])}${String(config['detailTemplate'])}`;
    const used = [...template.matchAll(/\{\{(?:#if )?(\w+)\}\}/g)].map(([, token = '']) => token);
    const name = String(config['name']);
    return [
      ...used
        .filter((token) => !declared.includes(token))
        .map((token) => `${file}: ${token} is not declared`),
      ...(/^[A-Z][a-z ]+$/.test(name) ? [] : [`${file}: "${name}" is not in sentence case`]),
      ...(names.filter((other) => other === name).length > 1 ? [`${file}: "${name}" is used twice`] : []),
      ...(opens(template) === closes(template) ? [] : [`${file}: a block of the template is not closed`]),
    ];
  });
}

const opens = (template: string): number => template.split('{{#if ').length;
const closes = (template: string): number => template.split('{{/if}}').length;
