import { useEffect, useRef } from 'react';
import type { Delivery, Following, Overview } from '../../demo.types.ts';
import { Badge } from '../Badge.tsx';
import type { CallsState } from '../useCalls.ts';
import { count, HELD, STATES } from '../words.ts';
import { Changes } from './Changes.tsx';
import { Refusal } from './Refusal.tsx';
import { SkipList, WrittenList } from './Written.tsx';

/** What became of the call that was ended last: the door's answer, then the ledger's. */
export function Outcome({ calls, samples }: { calls: CallsState; samples: Overview['samples'] }) {
  const { busy, delivery, following, problem, pressed } = calls;
  const refused = delivery?.error ?? null;
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a small screen the outcome lies below the buttons; who pressed one wants to see it.
    if (busy === null && delivery) panel.current?.scrollIntoView({ block: 'nearest' });
  }, [busy, delivery]);
  return (
    <section ref={panel} className="panel outcome" aria-labelledby="outcome-title" aria-busy={busy !== null}>
      <div className="panel-head">
        <h2 id="outcome-title">What happened</h2>
        {busy !== null ? (
          <Badge tone="busy">On its way</Badge>
        ) : (
          <StateBadge following={following} refused={refused !== null} />
        )}
      </div>
      <div aria-live="polite">
        {problem !== null && <p className="notice notice-warn">{problem}</p>}
        {delivery && <Answer delivery={delivery} label={samples.find(({ key }) => key === pressed)?.label} />}
        {refused && <Refusal error={refused} />}
        {!refused && following && <Ledger following={following} duplicate={delivery?.duplicate ?? false} />}
        {!refused && !following && problem === null && (
          <p>End a call, and its way into HubSpot is shown here.</p>
        )}
      </div>
      {!refused && following && <Changes busy={busy} following={following} onChange={calls.change} />}
    </section>
  );
}

function StateBadge({ following, refused }: { following: Following | null; refused: boolean }) {
  if (refused) return <Badge tone="bad">Refused</Badge>;
  if (!following?.row) return null;
  const { text, tone } = STATES[following.row.state];
  return <Badge tone={tone}>{text}</Badge>;
}

/** The webhook door's own answer. */
function Answer({ delivery, label }: { delivery: Delivery; label: string | undefined }) {
  const { status, duplicate } = delivery;
  return (
    <p className="answer">
      <code>POST /webhooks/liveprompt</code> → <strong>{status}</strong>{' '}
      {status === 202 ? (duplicate ? 'duplicate' : 'accepted') : 'refused'}
      {label === undefined ? '' : `: ${label}`}
    </p>
  );
}

function Ledger({ following, duplicate }: { following: Following; duplicate: boolean }) {
  const { row, title, calls, violations, done } = following;
  return (
    <>
      <p className="outcome-title">
        <strong>{title}</strong> <span className="soft">version {row?.version ?? following.version}</span>
      </p>
      {duplicate && (
        <p className="notice notice-good">This delivery was stored before, so nothing was written twice.</p>
      )}
      {row?.heldReason && <p>{HELD[row.heldReason]}</p>}
      {row?.error && (
        <p className="notice notice-warn">
          {row.error.message} {row.error.action}
        </p>
      )}
      {row?.state === 'removed' && (
        <p>What liveprompt had made is gone from HubSpot; what people wrote stays.</p>
      )}
      <WrittenList objects={following.objects} />
      <SkipList skips={row?.skips ?? []} />
      {/* A duplicate is not synced; what HubSpot is asked meanwhile belongs to the brief and to workflows. */}
      {done && !duplicate && (
        <p className="cost">
          {count(calls, 'HubSpot call')}
          {calls > 0 &&
            (violations > 0 ? `, ${count(violations, 'broken rule')}` : ', no rule of HubSpot’s broken')}
        </p>
      )}
    </>
  );
}
