import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { ENVIRONMENT_NAMES } from '../../../server/config/environment.ts';
import { measureBacklog } from '../../../server/health/backlog.ts';
import { createMetrics, measureProcess } from '../../../server/health/metrics.ts';
import type { Store } from '../../../server/store/store.ts';
import { projectRoot } from '../../hubspot-project/paths.ts';

const root = projectRoot();
const read = (...path: string[]) => readFileSync(join(root, 'server', ...path), 'utf8');
const KUBERNETES = join('deploy', 'kubernetes');

/** Every series the product shows: histograms have three of their own. */
function seriesShown(): Set<string> {
  const { registry } = createMetrics({ clockOffByMs: () => 0 });
  const store = { collection: () => ({}) } as unknown as Store;
  measureProcess(registry);
  measureBacklog({ registry, store, clock: { now: () => new Date(), monotonicMs: () => 0 } });
  const metrics = registry.getMetricsAsArray();
  return new Set(
    metrics.flatMap(({ name }) => [name, ...['bucket', 'sum', 'count'].map((one) => `${name}_${one}`)]),
  );
}

const namesIn = (expression: string) =>
  [...expression.matchAll(/\b(?:liveprompt|nodejs|process)_\w+/g)].map(([name]) => name);

interface Rules {
  groups: { rules: { alert: string; expr: string; annotations: { summary: string } }[] }[];
}
interface Dashboard {
  panels: { title: string; targets: { expr: string }[] }[];
}
const rules = (parse(read('deploy', 'monitoring', 'alerts.yaml')) as Rules).groups.flatMap(
  (group) => group.rules,
);
const dashboard = JSON.parse(read('deploy', 'monitoring', 'dashboard.json')) as Dashboard;

describe('monitoring', () => {
  it.each([
    ['alert rules', rules.map(({ expr }) => expr)],
    ['dashboard', dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))],
  ])('asks for series that the product shows: %s', (_what, expressions) => {
    const known = seriesShown();
    const asked = expressions.flatMap(namesIn);
    expect(asked.length).toBeGreaterThan(9);
    expect(asked.filter((name) => !known.has(name))).toEqual([]);
  });

  it('has a paragraph for every alert in the operations guide', () => {
    const guide = read('docs', 'operations.md');
    expect(rules.length).toBeGreaterThan(9);
    expect(rules.filter(({ alert }) => !guide.includes(`**${alert}**`)).map(({ alert }) => alert)).toEqual(
      [],
    );
  });

  it('shows every series of ours somewhere', () => {
    const asked = new Set(
      [...rules, ...dashboard.panels.flatMap(({ targets }) => targets)].flatMap(({ expr }) => namesIn(expr)),
    );
    const { registry } = createMetrics({ clockOffByMs: () => 0 });
    const ours = registry
      .getMetricsAsArray()
      .map(({ name }) => name)
      .filter((name) => name.startsWith('liveprompt_'));
    expect(ours.filter((name) => ![...asked].some((one) => one.startsWith(name)))).toEqual([]);
  });
});

interface Container {
  env?: { name: string }[];
  securityContext: Record<string, unknown>;
  livenessProbe: { httpGet: { path: string } };
}
interface Resource {
  kind: string;
  metadata: { name: string };
  data?: Record<string, string>;
  spec: {
    template: {
      spec: {
        terminationGracePeriodSeconds: number;
        securityContext: Record<string, unknown>;
        containers: Container[];
      };
    };
  };
}
const { resources } = parse(read(KUBERNETES, 'kustomization.yaml')) as { resources: string[] };
const manifests = resources.flatMap((file) =>
  parseAllDocuments(read(KUBERNETES, file)).map((document) => document.toJS() as Resource),
);
const deployments = manifests.filter(({ kind }) => kind === 'Deployment');

describe('deployment', () => {
  it('sets no variable that the product does not know', () => {
    const compose = parse(read('deploy', 'compose.yaml'), { merge: true }) as {
      services: Record<string, { environment?: Record<string, string> }>;
    };
    const set = [
      ...Object.values(compose.services).flatMap(({ environment = {} }) => Object.keys(environment)),
      ...manifests.filter(({ kind }) => kind === 'ConfigMap').flatMap(({ data = {} }) => Object.keys(data)),
      ...deployments.flatMap(({ spec }) =>
        spec.template.spec.containers.flatMap(({ env = [] }) => env.map(({ name }) => name)),
      ),
    ];
    expect(set.length).toBeGreaterThan(8);
    expect(set.filter((name) => !ENVIRONMENT_NAMES.includes(name))).toEqual([]);
  });

  it('runs every role as nobody, on a file system it cannot write, with time to hand back its work', () => {
    expect(deployments.map(({ metadata }) => metadata.name).sort()).toEqual(['scheduler', 'web', 'worker']);
    for (const { spec } of deployments) {
      const pod = spec.template.spec;
      expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(15);
      expect(pod.securityContext).toMatchObject({ runAsNonRoot: true });
      for (const { securityContext, livenessProbe } of pod.containers) {
        expect(securityContext).toMatchObject({
          readOnlyRootFilesystem: true,
          allowPrivilegeEscalation: false,
        });
        // A slow database must never restart a process.
        expect(livenessProbe.httpGet.path).toBe('/healthz');
      }
    }
  });

  it('builds the image from what is in the checkout, as nobody', () => {
    const image = read('deploy', 'Dockerfile');
    const copied = [...image.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, files = '']) =>
      files.split(' '),
    );
    expect(copied.length).toBeGreaterThan(5);
    expect(copied.filter((file) => !existsSync(join(root, file)))).toEqual([]);
    const ignored = read('deploy', 'Dockerfile.dockerignore');
    expect(copied.filter((file) => !ignored.includes(`!${file.split('/', 1)[0]}\n`))).toEqual([]);
    expect(image).toMatch(/^USER node$/m);
  });
});
