import { useEffect, useRef } from 'react';
import type { TimelineItem } from '../../demo.types.ts';
import { ActivityBody } from './ActivityBody.tsx';

const KINDS: Readonly<Record<TimelineItem['kind'], string>> = {
  meeting: 'Meeting',
  call: 'Call',
  note: 'Note',
  task: 'Task',
  event: 'App event',
};

/** What is still to do, soonest first, then what happened, newest first. */
export function Timeline({ items, activityId }: { items: TimelineItem[]; activityId: string | null }) {
  const todo = items.filter(({ done }) => done === false).reverse();
  const happened = items.filter(({ done }) => done !== false);
  const list = (entries: TimelineItem[]) => (
    <ol>
      {entries.map((item) => (
        <Activity key={`${item.kind} ${item.id}`} item={item} wanted={item.id === activityId} />
      ))}
    </ol>
  );
  return (
    <section className="timeline" aria-label="Activity">
      {items.length === 0 && (
        <p className="panel soft">
          Nothing has happened here yet. End a call with this person, and it appears here.
        </p>
      )}
      {happened.length > 0 && (
        <>
          <h4>Activity</h4>
          {list(happened)}
        </>
      )}
      {todo.length > 0 && (
        <>
          <h4>
            To do <span className="tally">{todo.length}</span>
          </h4>
          {list(todo)}
        </>
      )}
    </section>
  );
}

function Activity({ item, wanted }: { item: TimelineItem; wanted: boolean }) {
  const { kind, title, at, when, facts, html } = item;
  const element = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (wanted) element.current?.scrollIntoView({ block: 'nearest' });
  }, [wanted]);
  return (
    <li ref={element} className={`panel activity activity-${kind}${wanted ? ' wanted' : ''}`}>
      <div className="activity-head">
        <span className={`kind kind-${kind}`}>{KINDS[kind]}</span>
        {kind !== 'task' && <time dateTime={at}>{when}</time>}
      </div>
      <h5>{title}</h5>
      {facts.length > 0 && (
        <p className="activity-facts">
          {facts.map(({ label, value }) => (
            <span key={label}>
              <span className="soft">{label}</span> {value}
            </span>
          ))}
        </p>
      )}
      {html !== null && html !== '' && <ActivityBody html={html} title={`${KINDS[kind]}: ${title}`} />}
    </li>
  );
}
