import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../hubspot-project/paths.ts';
import type { WorkflowAction } from '../sandbox/workflow.types.ts';

const FOLDER = 'hubspot-app/app/workflow-actions';
/** HubSpot gives each action a number at the deployment. */
const FIRST_ID = 7_001;

/**
 * The app's workflow actions: the very files that are uploaded. Only the origin is replaced, as HubSpot's own
 * development proxy does (`local.json`).
 */
export function workflowActions(serverUrl: string): WorkflowAction[] {
  const folder = join(projectRoot(), FOLDER);
  return readdirSync(folder)
    .sort()
    .map((file, index) => {
      const { uid, config } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
        uid: string;
        config: Omit<WorkflowAction, 'uid' | 'definitionId'>;
      };
      const here = (url: string): string => `${serverUrl}${new URL(url).pathname}`;
      const inputFields = config.inputFields.map((field) => {
        const { optionsUrl, ...type } = field.typeDefinition;
        return { ...field, typeDefinition: optionsUrl ? { ...type, optionsUrl: here(optionsUrl) } : type };
      });
      return {
        ...config,
        uid,
        definitionId: FIRST_ID + index,
        actionUrl: here(config.actionUrl),
        inputFields,
      };
    });
}
