import type { Project } from '../project.ts';

/** Names that the marketplace refuses (hubspot-platform.md §10.1): they may not borrow HubSpot's. */
export function nameProblems(project: Project): string[] {
  return project.components.flatMap(({ file, config }) => {
    const name = typeof config.name === 'string' ? config.name : '';
    return [
      ...(/hub|inbound/i.test(name) ? [`${file}: the name "${name}" borrows from HubSpot's`] : []),
      ...(name === name.trim() ? [] : [`${file}: the name "${name}" begins or ends with a space`]),
    ];
  });
}
