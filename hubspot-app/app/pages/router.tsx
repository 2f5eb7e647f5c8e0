import { createPageRouter, PageRoutes } from '@hubspot/ui-extensions/pages';
import { AuditPage } from './audit/AuditPage.tsx';
import { BackfillPage } from './backfill/BackfillPage.tsx';
import { HealthPage } from './health/HealthPage.tsx';
import { HelpPage } from './help/HelpPage.tsx';
import { Layout } from './parts/Layout.tsx';
import { ProblemsPage } from './problems/ProblemsPage.tsx';
import { ProposalsPage } from './proposals/ProposalsPage.tsx';
import { ReportsPage } from './reports/ReportsPage.tsx';
import { SyncsPage } from './syncs/SyncsPage.tsx';
import { UsagePage } from './usage/UsagePage.tsx';

/** Where each page of the app is; an unknown address shows the first one. */
export const PageRouter = createPageRouter(
  <PageRoutes layoutComponent={Layout}>
    <PageRoutes.IndexRoute id="health" component={HealthPage} />
    <PageRoutes.Route id="problems" path="/problems" component={ProblemsPage} />
    <PageRoutes.Route id="syncs" path="/syncs" component={SyncsPage} />
    <PageRoutes.Route id="proposals" path="/proposals" component={ProposalsPage} />
    <PageRoutes.Route id="reports" path="/reports" component={ReportsPage} />
    <PageRoutes.Route id="usage" path="/usage" component={UsagePage} />
    <PageRoutes.Route id="backfill" path="/backfill" component={BackfillPage} />
    <PageRoutes.Route id="audit" path="/audit" component={AuditPage} />
    <PageRoutes.Route id="help" path="/help" component={HelpPage} />
    <PageRoutes.AnyRoute id="health-again" component={HealthPage} />
  </PageRoutes>,
);
