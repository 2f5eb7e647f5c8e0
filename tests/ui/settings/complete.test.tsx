import * as sdk from '@hubspot/ui-extensions';
import { Tab, Tabs } from '@hubspot/ui-extensions';
import { components } from '../../sandbox/preview/host/components/registry.ts';
import { SAVED } from '../../fixtures/settings/samples.ts';
import { opened } from './opened.tsx';

interface AnyNode {
  name?: string;
  props?: Record<string, unknown>;
  childNodes?: AnyNode[];
}

function* nodesIn(node: AnyNode): Generator<AnyNode> {
  yield node;
  for (const child of node.childNodes ?? []) yield* nodesIn(child);
}

/** Paths of everything that can be set; lists count as one, and the version sets nothing. */
function leaves(node: object, at = ''): string[] {
  return Object.entries(node).flatMap(([key, value]) => {
    const path = at === '' ? key : `${at}.${key}`;
    if (path === 'version') return [];
    const inner = typeof value === 'object' && value !== null && !Array.isArray(value);
    return inner ? leaves(value as object, path) : [path];
  });
}

test('every option has its control in exactly one section; all of it is known to the SDK and the preview', async () => {
  const { renderer } = await opened('all-fields');
  const found: string[] = [];
  const used = new Set<string>();
  for (const section of ['sync', 'mapping', 'matching', 'deals', 'privacy']) {
    renderer.find(Tabs).trigger('onSelectedChange', section as never);
    await renderer.waitFor(() => {
      const names = [...nodesIn(renderer.find(Tab, { tabId: section }) as never)];
      expect(names.some(({ props }) => props?.['name'] !== undefined)).toBe(true);
      expect(names.some(({ name }) => name === 'LoadingSpinner')).toBe(false);
    });
    for (const { name, props } of nodesIn(renderer.find(Tab, { tabId: section }) as never)) {
      if (name !== undefined) used.add(name);
      if (typeof props?.['name'] === 'string') found.push(props['name'].replace(/\.0\..*$/, ''));
    }
  }
  const options = [...new Set(found)].filter((name) => name.includes('.'));
  expect(options.sort()).toEqual(leaves(SAVED).sort());
  expect([...used].filter((name) => !(name in sdk))).toEqual([]);
  expect([...used].filter((name) => !(name in components))).toEqual([]);
});
