import type { RecordLists, RecordType } from '../../demo.types.ts';
import { hrefOf, type Place } from '../route.ts';

const TABS: { type: RecordType; label: string }[] = [
  { type: 'contacts', label: 'Contacts' },
  { type: 'deals', label: 'Deals' },
  { type: 'companies', label: 'Companies' },
];

/** Chooses the kind of record, then the record. */
export function RecordTabs({ lists, place }: { lists: RecordLists; place: Place }) {
  return (
    <div className="chooser">
      <nav aria-label="Kind of record">
        {TABS.map(({ type, label }) => {
          const [first] = lists[type];
          return (
            first && (
              <a key={type} href={hrefOf(first)} aria-current={type === place.type ? 'page' : undefined}>
                {label} <span className="tally">{lists[type].length}</span>
              </a>
            )
          );
        })}
      </nav>
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
    </div>
  );
}
