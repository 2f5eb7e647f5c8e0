import { OWN_PROPERTIES } from '../installs/ownProperties.ts';
import { canonical } from '../mapping/canonical.ts';
import { fingerprint } from './fingerprint.ts';
import { KIND_OF, type MappedType } from './planMapping.ts';
import type { Guard } from './plan.types.ts';
import type { SaidFact } from './saidFacts.ts';
import type { OwnValues } from './planRecords.ts';
import type { RecordMarks } from './snapshot.types.ts';
import { standingOf } from './standing.ts';

export interface SaidPlan extends OwnValues {
  /** Nothing is decided before it is known what HubSpot shows. */
  looks: boolean;
}

/** Values by the names of a fact, and the conversation that says them. */
export interface Wanted {
  values: readonly string[];
  by: Guard['by'];
}

interface SaidInput {
  type: string;
  fact: Pick<SaidFact, 'what' | 'names' | 'firstWins'>;
  wanted: Wanted;
  marks: RecordMarks | undefined;
  /** What HubSpot shows; undefined where that was not read. */
  shown: Readonly<Record<string, string | null>> | undefined;
  withheld: ReadonlySet<string>;
}

const DEFINITIONS = new Map(
  OWN_PROPERTIES.flatMap(({ properties }) => properties.map((one) => [one.name, one] as const)),
);

/** Adds to `result` what has to be written so that HubSpot shows the fact, unless it is somebody else's. */
export function settleSaid(input: SaidInput, result: SaidPlan): void {
  const { type, fact, wanted, marks, shown, withheld } = input;
  const spelled = (name: string, value: string | null | undefined) => {
    const definition = DEFINITIONS.get(name);
    return definition ? canonical(value, { ...definition }) : (value ?? '');
  };
  const values = fact.names.map((name, index) => {
    const text = (wanted.values[index] ?? '').trim();
    return { name, text, value: spelled(name, text) };
  });
  if (!shown) {
    if (values.some(({ name, value }) => !isAsLastWritten(marks, name, value))) result.looks = true;
    return;
  }
  const all = values.map((one) => {
    const before = spelled(one.name, shown[one.name]);
    return { ...one, before, standing: standingOf(marks, one.name, before) };
  });
  const differing = all.filter(({ value, before }) => value !== before);
  if (differing.length === 0) return;
  const saysNothing = all.every(({ value }) => value === '');
  const skip = (reason: string) => {
    if (!saysNothing) result.skips.push({ what: `${KIND_OF[type as MappedType]} ${fact.what}`, reason });
  };
  if (all.some(({ standing }) => standing === 'theirs')) {
    skip('changed_in_hubspot: someone changed it in HubSpot, which stays');
    return;
  }
  const isOurs = all.some(({ standing }) => standing === 'ours');
  if (!isOurs && saysNothing) return;
  if (!isOurs && fact.firstWins && all.some(({ before }) => before !== '')) {
    skip(
      'not_empty: HubSpot holds a value already, and where somebody came from is only written where nothing stands',
    );
    return;
  }
  for (const { name, text, value, before } of differing) {
    const property = `${type}.${name}`;
    if (withheld.has(property)) {
      result.missing.push(property);
    } else {
      result.properties[name] = text;
      result.guarded[name] = { value, before, by: wanted.by };
    }
  }
}

/** Nothing of ours has to be looked up to know that it is there. */
function isAsLastWritten(marks: RecordMarks | undefined, name: string, value: string): boolean {
  if (marks?.sending[name] !== undefined) return false;
  const written = marks?.written[name];
  return written === undefined ? value === '' : written === fingerprint(value);
}
