import { conversionProblem } from '../../shared/mappingProblems.ts';
import type { HubSpotOptions } from '../../shared/options.ts';
import { sessionField } from '../../shared/sessionFields.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/settings.ts';
import type { ErrorIssue } from '../errors.ts';

/** What settings say that a portal does not have or cannot do; each names its place. Pure. */
export function portalIssues(settings: Settings, options: HubSpotOptions): ErrorIssue[] {
  return [
    ...titleIssues(settings, options),
    ...settings.mapping.custom.flatMap((mapping, index) =>
      mappingIssues(mapping, `mapping.custom.${index}`, options),
    ),
    ...settings.deals.stage.rules.flatMap((rule, index) =>
      ruleIssues(rule, `deals.stage.rules.${index}`, options),
    ),
  ];
}

/** Only what names something of the portal has to be checked there. */
export function namesPortalFacts({ mapping, deals }: Settings): boolean {
  return (
    mapping.title !== DEFAULT_SETTINGS.mapping.title ||
    mapping.custom.length > 0 ||
    deals.stage.rules.length > 0
  );
}

function titleIssues({ mapping }: Settings, { properties }: HubSpotOptions): ErrorIssue[] {
  const path = 'mapping.title';
  if (mapping.title === DEFAULT_SETTINGS.mapping.title) return [];
  const property = properties.meeting.find(({ name }) => name === mapping.title);
  if (!property) return [{ path, message: 'is not a property of meetings that can be written' }];
  return property.type === 'string' ? [] : [{ path, message: `"${property.label}" does not hold text` }];
}

function mappingIssues(
  mapping: Settings['mapping']['custom'][number],
  path: string,
  { properties, limitations }: HubSpotOptions,
): ErrorIssue[] {
  const offered = properties[mapping.object];
  const property = offered.find(({ name }) => name === mapping.property);
  if (!property) {
    const closed =
      offered.length === 0 ? limitations.find(({ feature }) => feature === 'Tickets') : undefined;
    return mapping.object === 'ticket' && closed
      ? [{ path: `${path}.object`, message: closed.reason }]
      : [
          {
            path: `${path}.property`,
            message: `is not a property of a ${mapping.object} that can be written`,
          },
        ];
  }
  const field = sessionField(mapping.from);
  const problem = field ? conversionProblem(field, property) : null;
  return problem ? [{ path: `${path}.property`, message: problem }] : [];
}

function ruleIssues(
  { pipeline, stage }: Settings['deals']['stage']['rules'][number],
  path: string,
  { pipelines }: HubSpotOptions,
): ErrorIssue[] {
  const found = pipelines.find(({ id }) => id === pipeline);
  if (!found) return [{ path: `${path}.pipeline`, message: 'is not a pipeline of this HubSpot account' }];
  if (found.stages.some(({ id }) => id === stage)) return [];
  const owner = pipelines.find(({ stages }) => stages.some(({ id }) => id === stage));
  return [
    {
      path: `${path}.stage`,
      message: owner
        ? `belongs to the pipeline "${owner.label}", not to "${found.label}"`
        : `is not a stage of the pipeline "${found.label}"`,
    },
  ];
}
