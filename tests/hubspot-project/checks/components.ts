import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Router } from 'express';
import { SUBSCRIPTIONS } from '../../../server/crmEvents/crmEvent.ts';
import { DOORS } from '../../../server/http/doors.ts';
import { workflowRouter } from '../../../server/http/workflowRouter.ts';
import { RESULTS } from '../../../server/workflow/workflowCall.ts';
import { appEventFiles } from '../appEventFiles.ts';
import { projectRoot } from '../paths.ts';
import { appConfig, type Component, type Project } from '../project.ts';

interface Subscription {
  subscriptionType: string;
  active: boolean;
}

/** What we subscribe to is what is handled, at the address that handles it. */
export function webhookProblems(project: Project): string[] {
  const config = componentsOf(project, 'webhooks')[0]?.config as
    { settings: { targetUrl: string }; subscriptions: Record<string, Subscription[]> } | undefined;
  if (!config) return ['there is no webhooks component'];
  const asked = new Set(
    Object.values(config.subscriptions)
      .flat()
      .map(({ subscriptionType }) => subscriptionType),
  );
  return [
    ...ownUrl(project, config.settings.targetUrl, [DOORS.crmEvents]),
    ...[...asked].filter((type) => !(type in SUBSCRIPTIONS)).map((type) => `nobody handles ${type}`),
    ...Object.keys(SUBSCRIPTIONS)
      .filter((type) => !asked.has(type))
      .map((type) => `${type} is handled and not subscribed to`),
  ];
}

interface ActionConfig {
  actionUrl: string;
  inputFields: { typeDefinition: { name: string; optionsUrl?: string } }[];
  outputFields: { typeDefinition: { name: string; options?: { value: string }[] } }[];
  executionRules: { labelName: string; conditions: Record<string, string> }[];
  labels: { en: Record<'inputFieldLabels' | 'outputFieldLabels' | 'executionRules', Record<string, string>> };
}

/** Each action calls a route that exists, and everything it names has a label. */
export function actionProblems(project: Project): string[] {
  const routes = routesOf(
    workflowRouter({ clientSecret: '', publicUrl: '', clock: NO_CLOCK, workflow: NO_WORKFLOW }),
  );
  const called = new Set<string>();
  const problems = componentsOf(project, 'workflow-action').flatMap(({ file, config }) => {
    const { actionUrl, inputFields, outputFields, executionRules, labels } =
      config as unknown as ActionConfig;
    const urls = [actionUrl, ...inputFields.flatMap(({ typeDefinition }) => typeDefinition.optionsUrl ?? [])];
    for (const url of urls) called.add(new URL(url).pathname);
    const { inputFieldLabels, outputFieldLabels, executionRules: ruleLabels } = labels.en;
    const results =
      outputFields.find(({ typeDefinition }) => typeDefinition.name === 'result')?.typeDefinition.options ??
      [];
    return [
      ...urls.flatMap((url) => ownUrl(project, url, routes)),
      ...sameKeys(
        'inputs',
        inputFields.map(({ typeDefinition }) => typeDefinition.name),
        inputFieldLabels,
      ),
      ...sameKeys(
        'outputs',
        outputFields.map(({ typeDefinition }) => typeDefinition.name),
        outputFieldLabels,
      ),
      ...sameKeys(
        'rules',
        executionRules.map(({ labelName }) => labelName),
        ruleLabels,
      ),
      ...results
        .filter(({ value }) => !(RESULTS as readonly string[]).includes(value))
        .map(({ value }) => `result ${value} is never answered`),
    ].map((problem) => `${file}: ${problem}`);
  });
  return [
    ...problems,
    ...routes.filter((route) => !called.has(route)).map((route) => `no action calls ${route}`),
  ];
}

/** HubSpot takes a new uid for a new component (hubspot-platform.md §1.4): none may ever change or go unnoticed. */
export function uidProblems(project: Project): string[] {
  const file = join(projectRoot(), 'tests', 'fixtures', 'hubspot-project', 'uids.json');
  const { uids } = JSON.parse(readFileSync(file, 'utf8')) as { uids: Record<string, string> };
  const events = appEventFiles().map(({ content }) => content);
  const now = new Map([...project.components, ...events].map(({ uid, type }) => [uid, type]));
  return [
    ...Object.entries(uids)
      .filter(([uid, type]) => now.get(uid) !== type)
      .map(([uid, type]) => `${type} ${uid} is gone: HubSpot would remove it from every account`),
    ...[...now]
      .filter(([uid]) => !(uid in uids))
      .map(([uid, type]) => `${type} ${uid} is new: add it to uids.json, where it stays for ever`),
  ];
}

function componentsOf({ components }: Project, type: string): Component[] {
  return components.filter((component) => component.type === type);
}

function ownUrl(project: Project, url: string, paths: readonly string[]): string[] {
  const { origin, pathname } = new URL(url);
  const permitted = appConfig(project).permittedUrls?.fetch ?? [];
  return [
    ...(permitted.includes(origin) ? [] : [`${url} is not at our own address`]),
    ...(paths.includes(pathname) ? [] : [`${url} leads to no route of ours`]),
  ];
}

function routesOf(router: Router): string[] {
  return router.stack.flatMap(({ route }) => (route ? [`${DOORS.workflow}${route.path}`] : []));
}

function sameKeys(what: string, names: readonly string[], labels: Record<string, string>): string[] {
  return [
    ...names.filter((name) => !labels[name]).map((name) => `${name} of the ${what} has no label`),
    ...Object.keys(labels)
      .filter((name) => !names.includes(name))
      .map((name) => `the label ${name} belongs to none of the ${what}`),
  ];
}

const NO_CLOCK = { now: () => new Date(0), monotonicMs: () => 0 };
const never = () => Promise.reject(new Error('never called'));
const NO_WORKFLOW = { followUp: never, lastConversation: never };
