import type { AppPlace } from '../route.ts';
import { Extension } from './Extension.tsx';

/** What HubSpot shows of an app outside of records, at the place where HubSpot has it. */
export function AppPlaces({ place, portalId }: { place: AppPlace; portalId: string }) {
  const settings = place === 'settings';
  return (
    <section className="app-place" aria-label={settings ? 'Settings of liveprompt' : 'Pages of liveprompt'}>
      <p className="soft">
        {settings ? 'Connected apps › liveprompt.ai › Settings' : 'Apps › liveprompt.ai'}
      </p>
      {settings ? (
        <Extension key="settings" bundle="Settings.js" location="settings" portalId={portalId} />
      ) : (
        <Extension
          key="pages"
          bundle="Pages.js"
          location="pages"
          portalId={portalId}
          path={place}
          onNavigate={({ path }) => history.replaceState(null, '', `#/app${path}`)}
        />
      )}
    </section>
  );
}
