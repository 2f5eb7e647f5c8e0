import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../hubspot-project/paths.ts';
import { eventName, filterWords } from '../../sandbox/demo/workflows/stepWords.ts';
import { RECIPES } from '../../sandbox/samples/workflows.ts';

const folder = join(projectRoot(), 'server', 'docs');
const guide = readFileSync(join(folder, 'workflow-recipes.md'), 'utf8').replace(/\s+/g, ' ');

describe('the guide to workflow recipes', () => {
  it.each(RECIPES.map(({ workflow, about }) => [workflow.name, workflow, about] as const))(
    'tells %s as the demo runs it',
    (name, { trigger }, about) => {
      const section = guide.slice(guide.indexOf(` ## ${name} `)).split(' ## ')[1] ?? '';
      expect(section).toContain(about);
      for (const words of [eventName(trigger.eventTypeName), ...trigger.filters.map(filterWords)]) {
        expect(section).toContain(`_${words}_`);
      }
    },
  );

  it('shows pictures that are there', () => {
    const pictures = [...guide.matchAll(/\]\((images\/[\w-]+\.png)\)/g)].map(([, file = '']) => file);
    expect(pictures.length).toBeGreaterThan(RECIPES.length);
    expect(pictures.filter((file) => !existsSync(join(folder, file)))).toEqual([]);
  });
});
