import type { RecordPage } from '../../demo.types.ts';
import { hrefOf } from '../route.ts';

/** Properties by group, ours first and marked, then the records this one belongs to. */
export function RecordAbout({ record }: { record: RecordPage }) {
  return (
    <div className="about">
      {record.groups.map(({ label, ours, properties }) => (
        <section
          key={label}
          className={ours ? 'panel panel-ours' : 'panel'}
          aria-label={`Properties: ${label}`}
        >
          <h4>{label}</h4>
          <dl className="properties">
            {properties.map((property) => (
              <div key={property.name}>
                <dt>{property.label}</dt>
                <dd className={property.value === '' ? 'empty' : undefined} title={property.name}>
                  {property.value === '' ? 'empty' : property.value}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <section className="panel" aria-label="Associations">
        {record.associations.map(({ label, records }) => (
          <div key={label}>
            <h4>
              {label} <span className="tally">{records.length}</span>
            </h4>
            {records.length === 0 ? (
              <p className="empty">none</p>
            ) : (
              <ul className="associations">
                {records.map((one) => (
                  <li key={one.id}>
                    <a href={hrefOf(one)}>{one.title}</a>
                    <span className="soft">{one.subtitle}</span>
                  </li>
                ))}
              </ul>
            )}
          </div>
        ))}
      </section>
    </div>
  );
}
