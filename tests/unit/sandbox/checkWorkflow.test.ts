import { createLocalHubSpot } from '../../sandbox/hubspot/localHubSpot.ts';
import { demoPortal } from '../../sandbox/samples/portal.ts';
import { RECIPES } from '../../sandbox/samples/workflows.ts';
import type { Workflow } from '../../sandbox/workflow.types.ts';
import { EVENT_TYPES } from '../../support/eventTypes.ts';
import { workflowActions } from '../../support/workflowActions.ts';

const turnOn = (workflows: Workflow[]) => {
  const hubspot = createLocalHubSpot({
    app: { clientId: 'c', clientSecret: 's', appId: '1', redirectUrls: [], scopes: [] },
    eventTypes: EVENT_TYPES,
    workflows: { actions: workflowActions('https://app.example') },
  });
  hubspot.addPortal({ ...demoPortal('2026-12-31'), workflows });
};

describe('a workflow that HubSpot’s editor would not turn on', () => {
  const [high] = RECIPES;
  const built = (change: (workflow: Workflow) => void): Workflow[] => {
    if (!high) throw new Error('no recipe');
    const copy = structuredClone(high.workflow);
    change(copy);
    return [copy];
  };

  it.each<[string, (workflow: Workflow) => void, RegExp]>([
    ['an event of another record', (flow) => (flow.objectType = 'CONTACT'), /happens to a DEAL/],
    ['an unknown event', (flow) => (flow.trigger.eventTypeName = 'call_ended'), /there is no event/],
    [
      'a filter on something the event does not tell',
      (flow) => flow.trigger.filters.push({ property: 'deal_size', operator: 'GT', value: '1' }),
      /the event has no property deal_size/,
    ],
    [
      'an unknown action',
      (flow) => (flow.steps = [{ kind: 'custom_action', id: 'a', uid: 'x', inputs: {} }]),
      /no action x/,
    ],
    [
      'a required input left empty',
      (flow) => (flow.steps = [{ kind: 'custom_action', id: 'a', uid: 'liveprompt_follow_up', inputs: {} }]),
      /needs template/,
    ],
    [
      'a template taken from a property',
      (flow) =>
        (flow.steps = [
          {
            kind: 'custom_action',
            id: 'a',
            uid: 'liveprompt_follow_up',
            inputs: { template: { property: 'amount' } },
          },
        ]),
      /template may not be a OBJECT_PROPERTY/,
    ],
    [
      'a branch on an output that is not there',
      (flow) => {
        const branch = flow.steps[1];
        if (branch?.kind === 'branch') branch.on.output = 'mood';
      },
      /has no output mood/,
    ],
    [
      'a property that only HubSpot sets',
      (flow) => (flow.steps = [{ kind: 'set_property', id: 'p', property: 'hs_is_closed', value: 'true' }]),
      /read only/,
    ],
    [
      'a value that is no option',
      (flow) => (flow.steps = [{ kind: 'set_property', id: 'p', property: 'hs_priority', value: 'urgent' }]),
      /hs_priority|urgent/,
    ],
    ['no steps', (flow) => (flow.steps = []), /has no steps/],
    ['one name for two steps', (flow) => flow.steps.push(...flow.steps), /two steps are called last/],
  ])('%s', (_name, change, reason) => {
    expect(() => turnOn(built(change))).toThrow(reason);
  });
});
