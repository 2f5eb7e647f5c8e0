import type { mongo } from 'mongoose';
import type { CollectionSpec } from './store/store.ts';
import { audit, auditHeads } from './audit/audit.ts';
import { crmEvents } from './crmEvents/eventLog.ts';
import { backfills } from './backfill/backfill.ts';
import { companyDomains } from './sync/companyDomains.ts';
import { countedConversations } from './usage/countedConversations.ts';
import { conversations } from './cards/conversations.ts';
import { figures } from './reports/figures.ts';
import { erasures } from './privacy/erasures.ts';
import { disconnects } from './installs/disconnect.ts';
import { installs } from './installs/install.ts';
import { journal } from './intake/journal.ts';
import { linkCorrections } from './matching/corrections.ts';
import { linkTokenCollection } from './installs/linkTokens.ts';
import { marks } from './sync/marks.ts';
import { oauthStates } from './installs/oauthState.ts';
import { organizations } from './usage/organization.ts';
import { portals } from './queue/portalQueue.ts';
import { proposals } from './proposals/proposal.ts';
import { rateWindows } from './hubspot/sharedWindow.ts';
import { sessions } from './sessions/sessionStore.ts';
import { settingsCollection } from './settings/settingsStore.ts';
import { syncs } from './sync/ledger.ts';
import { workflowRuns } from './workflow/runs.ts';
import { tombstones } from './privacy/tombstones.ts';
import { ticks } from './schedule/schedule.ts';

/** Every collection there is. Disconnect wipes by this list, start-up makes the indexes of this list. */
export const COLLECTIONS: readonly CollectionSpec<mongo.Document>[] = [
  audit,
  backfills,
  auditHeads,
  companyDomains,
  conversations,
  countedConversations,
  crmEvents,
  disconnects,
  erasures,
  figures,
  installs,
  journal,
  linkCorrections,
  linkTokenCollection,
  marks,
  oauthStates,
  organizations,
  portals,
  proposals,
  rateWindows,
  sessions,
  settingsCollection,
  syncs,
  ticks,
  tombstones,
  workflowRuns,
];
