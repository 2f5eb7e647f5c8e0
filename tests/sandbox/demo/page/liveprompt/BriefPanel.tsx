import { useEffect, useState } from 'react';
import type { Brief } from '../../../../../shared/brief.ts';
import type { Overview } from '../../demo.types.ts';
import { api } from '../api.ts';
import { Badge } from '../Badge.tsx';
import { clock } from '../words.ts';

/** The brief before the next call (`POST /api/v1/context`), asked for anew whenever a call was written to HubSpot. */
export function BriefPanel({ overview }: { overview: Overview }) {
  const { connection, health, timeZone } = overview;
  const connected = connection.status === 'active';
  const key = [
    connection.status,
    ...health.recent.map((one) => `${one.sessionId}${one.syncedAt ?? ''}`),
  ].join();
  const [brief, setBrief] = useState<Brief>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    let asked = true;
    if (connected)
      api.brief().then(
        (answer) => {
          if (!asked) return;
          setBrief(answer);
          setProblem(undefined);
        },
        (error: unknown) => {
          if (asked) setProblem(error instanceof Error ? error.message : String(error));
        },
      );
    return () => {
      asked = false;
    };
  }, [key, connected]);

  return (
    <section className="panel brief" aria-labelledby="brief-title">
      <div className="panel-head">
        <h2 id="brief-title">Before the call</h2>
        {connected && brief && <span className="soft">as of {clock(brief.generatedAt, timeZone)}</span>}
      </div>
      {!connected && <p className="soft">Connect HubSpot to see whom the next call is with.</p>}
      {connected && problem && <p role="alert">{problem}</p>}
      {connected &&
        !problem &&
        (brief ? <BriefBody brief={brief} /> : <p className="soft">Asking HubSpot…</p>)}
    </section>
  );
}

function BriefBody({ brief }: { brief: Brief }) {
  const { contacts, unknown, companies, deals, openTasks, objections, nextMeeting, lastInteraction } = brief;
  const companyOf = (id: string | null) => companies.find((one) => one.id === id);
  return (
    <>
      <ul className="brief-people">
        {contacts.map((person) => {
          const company = companyOf(person.companyId);
          return (
            <li key={person.id}>
              <strong>{person.name}</strong>
              <span>{[person.title, company?.name, company?.size].filter(Boolean).join(' · ')}</span>
              {person.score !== null && <Badge tone="calm">{`Score ${person.score}`}</Badge>}
            </li>
          );
        })}
        {unknown.map(({ email, name }) => (
          <li key={email ?? name}>
            <strong>{name ?? email}</strong>
            <Badge tone="warn">Not in HubSpot yet</Badge>
          </li>
        ))}
      </ul>
      <h3>Worth bringing up</h3>
      <ol className="brief-points">
        {brief.talkingPoints.map(({ text, source }) => (
          <li key={text}>
            {text} <span className="soft">({source.label})</span>
          </li>
        ))}
      </ol>
      <dl>
        <Fact
          name="Last contact"
          values={lastInteraction ? [`${lastInteraction.words}: ${lastInteraction.what}`] : []}
        />
        <Fact
          name="Next meeting"
          values={nextMeeting ? [`${nextMeeting.words}: ${nextMeeting.title}`] : []}
        />
        <Fact
          name="Open deals"
          values={deals.map(({ name, amountText, stage }) =>
            [name, amountText, stage].filter(Boolean).join(', '),
          )}
        />
        <Fact
          name="Open tasks"
          values={openTasks.map(({ subject, due }) => (due ? `${subject} (${due})` : subject))}
        />
        <Fact
          name="Objections"
          values={objections.map(({ text, answered }) => `${answered ? 'Answered' : 'Open'}: ${text}`)}
        />
      </dl>
      {brief.leftOut.map(({ part, reason }) => (
        <p key={part} className="soft">
          Left out: {part} ({reason})
        </p>
      ))}
    </>
  );
}

function Fact({ name, values }: { name: string; values: string[] }) {
  if (values.length === 0) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {values.map((value) => (
          <p key={value}>{value}</p>
        ))}
      </dd>
    </>
  );
}
