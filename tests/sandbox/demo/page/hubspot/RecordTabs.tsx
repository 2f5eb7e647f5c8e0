import type { RecordLists, RecordType } from '../../demo.types.ts';
import { hrefOf, type AppPlace, type Place } from '../route.ts';

const TABS: { type: RecordType; label: string }[] = [
  { type: 'contacts', label: 'Contacts' },
  { type: 'deals', label: 'Deals' },
  { type: 'companies', label: 'Companies' },
  { type: 'tickets', label: 'Tickets' },
  { type: 'coaching_sessions', label: 'Coaching sessions' },
];

interface RecordTabsProps {
  lists: RecordLists;
  place: Place;
  appPlace: AppPlace | null;
}

/** Chooses the kind of record, then the record; or what the app has outside of records. */
export function RecordTabs({ lists, place, appPlace }: RecordTabsProps) {
  return (
    <div className="chooser">
      <nav aria-label="Kind of record">
        {TABS.map(({ type, label }) => {
          const [first] = lists[type];
          return (
            first && (
              <a
                key={type}
                href={hrefOf(first)}
                aria-current={appPlace === null && type === place.type ? 'page' : undefined}
              >
                {label} <span className="tally">{lists[type].length}</span>
              </a>
            )
          );
        })}
        {lists.coaching_sessions.length === 0 && (
          <a href="#/coaching" aria-current={appPlace === 'coaching' ? 'page' : undefined}>
            Coaching sessions <span className="tally">off</span>
          </a>
        )}
        <a href="#/workflows" aria-current={appPlace === 'workflows' ? 'page' : undefined}>
          Workflows
        </a>
        <a href="#/app/" aria-current={appPlace?.startsWith('/') ? 'page' : undefined}>
          App pages
        </a>
        <a href="#/settings" aria-current={appPlace === 'settings' ? 'page' : undefined}>
          Settings
        </a>
      </nav>
      {appPlace === null && (
        <label>
          <span className="hidden">Record</span>
          <select
            value={place.id}
            onChange={({ target }) => (location.hash = hrefOf({ type: place.type, id: target.value }))}
          >
            {lists[place.type].map(({ id, title, createdByApp }) => (
              <option key={id} value={id}>
                {title}
                {createdByApp ? ' (new)' : ''}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}
