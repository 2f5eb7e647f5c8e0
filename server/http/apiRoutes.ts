import type { AuditTrail } from '../audit/audit.ts';
import type { ReadAudit } from '../audit/readAudit.ts';
import type { ReadBrief } from '../brief/createBrief.ts';
import type { Backfills } from '../backfill/createBackfills.ts';
import type { ReadHealth } from '../health/health.ts';
import type { ReadConnection } from '../installs/connection.ts';
import type { InstallDocument } from '../installs/install.ts';
import type { TestConnection } from '../installs/connectionTest.ts';
import type { ReadReports } from '../reports/createReports.ts';
import type { SwitchCoaching } from '../settings/coachingSwitch.ts';
import type { CheckSettings } from '../settings/checkSettings.ts';
import type { FindContacts } from '../settings/findContacts.ts';
import type { ReadOptions } from '../settings/readOptions.ts';
import type { ProposalDesk } from '../proposals/createProposalDesk.ts';
import type { SettingsStore } from '../settings/settingsStore.ts';
import type { Simulate } from '../simulate/simulate.ts';
import type { LedgerReader } from '../sync/readLedger.ts';
import type { Releases } from '../sync/releases.ts';
import type { ReadUsage } from '../usage/readUsage.ts';
import { applySettings } from './api/applySettings.ts';
import { checkAudit } from './api/checkAudit.ts';
import { decideProposal } from './api/decideProposal.ts';
import { decideProposals } from './api/decideProposals.ts';
import { dismissSync } from './api/dismissSync.ts';
import { findContacts } from './api/findContacts.ts';
import { getBackfill } from './api/getBackfill.ts';
import { getConnection } from './api/getConnection.ts';
import { getHealth } from './api/getHealth.ts';
import { getReports } from './api/getReports.ts';
import { getOptions } from './api/getOptions.ts';
import { getSettings } from './api/getSettings.ts';
import { getSettingsChoices } from './api/getSettingsChoices.ts';
import { getSettingsForm } from './api/getSettingsForm.ts';
import { getSync } from './api/getSync.ts';
import { getUsage } from './api/getUsage.ts';
import { listAudit } from './api/listAudit.ts';
import { listBackfills } from './api/listBackfills.ts';
import { listProposals } from './api/listProposals.ts';
import { listSyncs } from './api/listSyncs.ts';
import { postContext } from './api/postContext.ts';
import { postProperties, type PostPropertiesDeps } from './api/postProperties.ts';
import { putSettings } from './api/putSettings.ts';
import { retryFailedSyncs } from './api/retryFailedSyncs.ts';
import { retrySync } from './api/retrySync.ts';
import { simulateSettings } from './api/simulateSettings.ts';
import { startBackfill } from './api/startBackfill.ts';
import { steerBackfill } from './api/steerBackfill.ts';
import { testConnection } from './api/testConnection.ts';
import type { ApiRoute } from './route.ts';

export interface ApiRoutesDeps {
  readConnection: ReadConnection;
  testConnection: TestConnection;
  settings: SettingsStore;
  audit: AuditTrail;
  readAudit: ReadAudit;
  readOptions: ReadOptions;
  findContacts: FindContacts;
  checkSettings: CheckSettings;
  switchCoaching: SwitchCoaching;
  ledger: LedgerReader;
  releases: Releases;
  readUsage: ReadUsage;
  installOf: (orgId: string) => Promise<InstallDocument | null>;
  readHealth: ReadHealth;
  simulate: Simulate;
  proposalDesk: ProposalDesk;
  createReadyProperties: PostPropertiesDeps['createReadyProperties'];
  backfills: Backfills;
  readBrief: ReadBrief;
  readReports: ReadReports;
}

/**
 * What an admin sees and decides, one line per endpoint: served to liveprompt's dashboard under `/api/v1`
 * and to our pages inside HubSpot under `/hubspot`. Connecting and leaving stay with the dashboard.
 */
export function apiRoutes(deps: ApiRoutesDeps): ApiRoute[] {
  return [
    getConnection(deps),
    testConnection(deps),
    getSettings(deps),
    getSettingsForm(),
    getSettingsChoices(deps),
    findContacts(deps),
    putSettings({ ...deps, redate: deps.releases.redate }),
    applySettings(deps),
    simulateSettings(deps),
    getOptions(deps),
    getHealth(deps),
    listSyncs(deps),
    retryFailedSyncs(deps),
    getSync(deps),
    retrySync(deps),
    postProperties(deps),
    dismissSync(deps),
    startBackfill(deps),
    listBackfills(deps),
    getBackfill(deps),
    steerBackfill(deps, 'pause'),
    steerBackfill(deps, 'resume'),
    steerBackfill(deps, 'cancel'),
    listProposals(deps),
    decideProposals(deps),
    decideProposal(deps, 'approve'),
    decideProposal(deps, 'reject'),
    decideProposal(deps, 'undo'),
    postContext(deps),
    getUsage(deps),
    getReports(deps),
    listAudit(deps),
    checkAudit(deps),
  ];
}
