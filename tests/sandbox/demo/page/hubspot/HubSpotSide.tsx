import type { RecordLists, RecordPage } from '../../demo.types.ts';
import type { AppPlace, Place } from '../route.ts';
import { AppPlaces } from './AppPlaces.tsx';
import { CardSidebar } from './CardSidebar.tsx';
import { CoachingOff } from './CoachingOff.tsx';
import { RecordAbout } from './RecordAbout.tsx';
import { RecordTabs } from './RecordTabs.tsx';
import { Timeline } from './Timeline.tsx';
import { Workflows } from './workflows/Workflows.tsx';

export interface HubSpotSideProps {
  place: Place;
  /** Set while something other than a record is open. */
  appPlace: AppPlace | null;
  lists: RecordLists | undefined;
  record: RecordPage | undefined;
  missing: boolean;
  portalId: string | undefined;
  /** A change of it loads the card anew. */
  cardRevision: string | undefined;
  /** The call that is on its way, if any. */
  busy: string | null;
  onEnd(sample: string): void;
  onReload(): void;
}

/** A record page as HubSpot arranges it: properties, what happened, and the card in the sidebar. */
export function HubSpotSide(props: HubSpotSideProps) {
  const { place, appPlace, lists, portalId, cardRevision } = props;
  const record = appPlace === null ? props.record : undefined;
  return (
    <section className="side side-hubspot" aria-label="HubSpot">
      <header className="hubspot-head">
        <h2>
          HubSpot <span className="label">local sandbox – not HubSpot</span>
        </h2>
        {lists && <RecordTabs lists={lists} place={place} appPlace={appPlace} />}
      </header>
      {appPlace === 'workflows' && <Workflows busy={props.busy} onEnd={props.onEnd} />}
      {appPlace === 'coaching' && <CoachingOff onOn={props.onReload} />}
      {appPlace !== null && appPlace !== 'workflows' && appPlace !== 'coaching' && portalId !== undefined && (
        <AppPlaces place={appPlace} portalId={portalId} />
      )}
      {record && <RecordHeader record={record} />}
      {appPlace === null && !record && props.missing && (
        <p className="panel">This record does not exist any more. Choose another one above.</p>
      )}
      {record?.type === 'coaching_sessions' && (
        <div className="record record-wide">
          <RecordAbout record={record} />
          <p className="soft">
            A record of the account’s own: it can be listed, filtered, reported on, and start workflows. It
            stays when liveprompt is uninstalled.
          </p>
        </div>
      )}
      {record && record.type !== 'coaching_sessions' && (
        <div className="record">
          <RecordAbout record={record} />
          <Timeline
            key={`${record.type} ${record.id}`}
            items={record.timeline}
            activityId={place.activityId}
          />
          <aside className="sidebar" aria-label="liveprompt card">
            {portalId !== undefined && cardRevision !== undefined && (
              <CardSidebar
                key={`${record.type} ${record.id} ${cardRevision}`}
                type={record.type}
                id={record.id}
                portalId={portalId}
                onReload={props.onReload}
              />
            )}
          </aside>
        </div>
      )}
    </section>
  );
}

function RecordHeader({ record }: { record: RecordPage }) {
  const initials = record.title
    .split(/[\s:]+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
  return (
    <div className="record-head">
      <span className={`avatar avatar-${record.type}`} aria-hidden="true">
        {initials}
      </span>
      <div>
        <h3 className="record-title">
          {record.title}{' '}
          {record.createdByApp && <span className="badge badge-calm">Created by liveprompt</span>}
        </h3>
        <p className="soft">{record.subtitle}</p>
      </div>
    </div>
  );
}
