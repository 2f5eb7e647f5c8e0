import type { createElement } from 'react';
import { type ComponentType } from 'react';

const seen = new Map<string, Set<string>>();
const read = new Map<string, Set<string>>();

/** What changes nothing that a person sees or hears here: test ids, and what React sets itself. */
const WITHOUT_EFFECT = new Set(['testId', 'key', 'ref', 'children']);

/** `Component.prop` for everything that was set and never looked at: the picture would be a lie. */
export function ignoredProps(): string[] {
  return [...seen].flatMap(([name, props]) =>
    [...props].filter((prop) => !read.get(name)?.has(prop)).map((prop) => `${name}.${prop}`),
  );
}

/** The components as they are, each watched for the properties that it looks at. */
export function tracked<T extends Record<string, ComponentType<never>>>(components: T): T {
  return Object.fromEntries(
    Object.entries(components).map(([name, component]) => [name, watch(name, component)]),
  ) as T;
}

function watch(name: string, component: ComponentType<never>): ComponentType<never> {
  const set = setOf(seen, name);
  const looked = setOf(read, name);
  const draw = component as (props: object) => ReturnType<typeof createElement>;
  const Watched = (props: object) => {
    for (const [prop, value] of Object.entries(props)) {
      if (value !== undefined && !WITHOUT_EFFECT.has(prop)) set.add(prop);
    }
    return draw(
      new Proxy(props, {
        get: (target, prop) => {
          if (typeof prop === 'string') looked.add(prop);
          return Reflect.get(target, prop) as unknown;
        },
      }),
    );
  };
  return Watched as ComponentType<never>;
}

function setOf(map: Map<string, Set<string>>, name: string): Set<string> {
  const known = map.get(name) ?? new Set<string>();
  map.set(name, known);
  return known;
}
