import type { DealPipeline } from '../../shared/options.ts';
import type { ReportAccount, ReportGrouping, ReportPeriodName, Reports } from '../../shared/reports.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Clock } from '../clock.ts';
import type { Directory } from '../hubspot/directory.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import { recordUrl } from '../hubspot/objects.ts';
import type { InstallDocument } from '../installs/install.ts';
import { accountReport } from './accountReport.ts';
import type { CompanyNames } from './companyNames.ts';
import type { Figures } from './figures.ts';
import { periodOf, type Period } from './period.ts';
import { requestReport } from './requestReport.ts';
import { stageReport } from './stageReport.ts';
import { taskReport } from './taskReport.ts';
import { trendReport } from './trendReport.ts';

export interface ReportsRequest {
  period: ReportPeriodName;
  groupBy: ReportGrouping;
  /** So many at most: for each a name has to be read from HubSpot. */
  rows: { accounts: number; requests: number };
}

export type ReadReports = (orgId: string, request: ReportsRequest) => Promise<Reports>;

/** More than a year of the busiest organisation we know of; above it the newest are counted, and the answer says so. */
const MOST = 50_000;
/** Who asked for a feature: names enough to see whom to call. */
const ACCOUNTS_SHOWN = 5;

export interface ReportsDeps {
  figures: Pick<Figures, 'between'>;
  directory: Pick<Directory, 'pipelines'>;
  companyNames: CompanyNames;
  installOf: (orgId: string) => Promise<InstallDocument | null>;
  settings: (orgId: string) => Promise<Settings>;
  clock: Clock;
}

/** Reads the figures of a period once and makes every report of them; names come from HubSpot in one round. */
export function createReports(deps: ReportsDeps): ReadReports {
  return async (orgId, { period: name, groupBy, rows }) => {
    const [install, { sync }] = await Promise.all([deps.installOf(orgId), deps.settings(orgId)]);
    const asked = periodOf(name, groupBy, sync.timeZone, deps.clock.now());
    const [found, pipelines] = await Promise.all([
      deps.figures.between(orgId, asked.from, asked.to, MOST),
      pipelinesOf(install),
    ]);
    const conversations = found.slice(0, MOST);
    const oldest = conversations.at(-1);
    const complete = found.length <= MOST;
    const period = complete || !oldest ? asked : cutAt(asked, oldest.startedAt);
    const accounts = accountReport(conversations).slice(0, rows.accounts);
    const everyRequest = requestReport(conversations);
    const requests = everyRequest.slice(0, rows.requests);
    const { totals, trend } = trendReport(conversations, period);
    const named = await namesOf(install, [
      ...accounts.map(({ id }) => id),
      ...requests.flatMap((row) => row.accounts.slice(0, ACCOUNTS_SHOWN)),
    ]);
    return {
      period: {
        name,
        groupBy,
        from: period.from.toISOString(),
        to: period.to.toISOString(),
        timeZone: period.timeZone,
        complete,
      },
      totals: { ...totals, requests: everyRequest.length },
      trend,
      stages: stageReport(conversations, pipelines),
      tasks: taskReport(conversations, deps.clock.now()),
      accounts: accounts.map((row) => ({ ...named(row.id), ...row })),
      requests: requests.map((row) => ({
        ...row,
        accounts: row.accounts.slice(0, ACCOUNTS_SHOWN).map(named),
      })),
    };
  };

  /** The order of stages, if HubSpot tells it. */
  async function pipelinesOf(install: InstallDocument | null): Promise<readonly DealPipeline[]> {
    if (install?.status !== 'active') return [];
    try {
      return await deps.directory.pipelines({ portalId: install._id, lane: 'people' });
    } catch (error) {
      if (error instanceof HubSpotError) return [];
      throw error;
    }
  }

  async function namesOf(
    install: InstallDocument | null,
    ids: readonly string[],
  ): Promise<(id: string) => ReportAccount> {
    const asked = install?.status === 'active' && ids.length > 0;
    const names = asked ? await deps.companyNames(install._id, ids) : new Map<string, string>();
    return (id) => ({
      id,
      name: names.get(id) ?? null,
      url: install ? recordUrl(install, 'companies', id) : null,
    });
  }
}

/** Since when every conversation is counted. */
function cutAt(period: Period, from: Date): Period {
  const later = period.buckets.filter((bucket) => bucket.from > from);
  const before = period.buckets.filter((bucket) => bucket.from <= from).at(-1);
  return { ...period, from, buckets: before ? [before, ...later] : later };
}
