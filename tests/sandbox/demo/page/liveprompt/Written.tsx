import type { SyncSkip } from '../../../../../shared/ledger.ts';
import type { NamedObject } from '../../demo.types.ts';
import { hrefOf } from '../route.ts';
import { ruleWords, sentenceStart, skipWords } from '../words.ts';

const RECORDS: ReadonlySet<string> = new Set(['contact', 'company', 'deal']);

/** Every object in HubSpot that belongs to the call, with the way to it. */
export function WrittenList({ objects }: { objects: NamedObject[] }) {
  if (objects.length === 0) return null;
  return (
    <ul className="written">
      {objects.map((object) => (
        <li key={`${object.type} ${object.id}`}>
          <span className={`kind kind-${object.type}`}>{sentenceStart(object.type.replace('_', ' '))}</span>
          <span>
            <ObjectLink object={object} />
            {RECORDS.has(object.type) && <span className="soft"> {ruleWords(object.type, object.rule)}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}

function ObjectLink({ object }: { object: NamedObject }) {
  const { name, shownOn, id } = object;
  if (!shownOn) return <>{name}</>;
  return <a href={shownOn.id === id ? hrefOf(shownOn) : hrefOf(shownOn, id)}>{name}</a>;
}

/** What was left out, and why: nothing ends in silence. */
export function SkipList({ skips }: { skips: SyncSkip[] }) {
  if (skips.length === 0) return null;
  return (
    <>
      <h3>Left out, and why</h3>
      <ul className="skips">
        {skips.map(skipWords).map(({ what, sentence, code }) => (
          <li key={`${what} ${code}`}>
            <strong>{what}</strong>: {sentence} <code>{code}</code>
          </li>
        ))}
      </ul>
    </>
  );
}
