import { hubspot } from '@hubspot/ui-extensions';
import { createPageRouter, PageRoutes } from '@hubspot/ui-extensions/pages';
import { HealthPage } from './health/HealthPage.tsx';

const PageRouter = createPageRouter(
  <PageRoutes>
    <PageRoutes.IndexRoute id="health" component={HealthPage} />
  </PageRoutes>,
);

hubspot.extend<'pages'>(() => <PageRouter />);
