import { backfillOperations } from './backfillOperations.ts';
import { briefOperations } from './briefOperations.ts';
import { choiceOperations } from './choiceOperations.ts';
import { connectionOperations } from './connectionOperations.ts';
import { healthOperations } from './healthOperations.ts';
import type { Operation } from './operation.types.ts';
import { peopleOperations } from './peopleOperations.ts';
import { proposalOperations } from './proposalOperations.ts';
import { reportOperations } from './reportOperations.ts';
import { settingsOperations } from './settingsOperations.ts';
import { syncOperations } from './syncOperations.ts';
import { webhookOperations } from './webhookOperations.ts';

/** Every endpoint the outside may call. What HubSpot and browsers call is no API and is not told here. */
export const OPERATIONS: readonly Operation[] = [
  ...webhookOperations,
  ...connectionOperations,
  ...settingsOperations,
  ...choiceOperations,
  ...syncOperations,
  ...backfillOperations,
  ...proposalOperations,
  ...briefOperations,
  ...reportOperations,
  ...healthOperations,
  ...peopleOperations,
];
