import { useEffect, useRef, useState } from 'react';
import type { Following } from '../demo.types.ts';
import { api } from './api.ts';
import { HubSpotSide } from './hubspot/HubSpotSide.tsx';
import { LivepromptSide } from './liveprompt/LivepromptSide.tsx';
import { hrefOf, localHref, useAppPlace, usePlace } from './route.ts';
import { useCalls } from './useCalls.ts';
import { usePolled } from './usePolled.ts';

/** Two sides of one story: what the seller does at liveprompt, and what HubSpot then holds. */
export function App() {
  const place = usePlace();
  const appPlace = useAppPlace();
  const overview = usePolled(api.overview, 'overview');
  const lists = usePolled(api.lists, 'lists');
  const record = usePolled(() => api.record(place), hrefOf(place));
  const refresh = () => Promise.all([overview.refresh(), lists.refresh(), record.refresh()]);
  const [notice, setNotice] = useState(readNotice);

  const calls = useCalls(overview.value?.lastSessionId, (result) => {
    // Who plays a recipe wants to see it run.
    if (appPlace !== 'workflows') openSubject(result, place);
    void refresh();
  });

  const placeNow = useRef(place);
  placeNow.current = place;
  useEffect(() => {
    const stayHere = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      const href = link && localHref(link.href, placeNow.current);
      if (!href) return;
      event.preventDefault();
      location.hash = href;
    };
    document.addEventListener('click', stayHere);
    return () => document.removeEventListener('click', stayHere);
  }, []);

  const problem = overview.problem ?? lists.problem;
  return (
    <div className="page">
      {problem !== undefined && (
        <p className="outage" role="alert">
          {problem}
        </p>
      )}
      <LivepromptSide
        overview={overview.value}
        calls={calls}
        notice={notice}
        onDisconnect={async () => {
          await api.disconnect();
          calls.reset();
          setNotice(null);
          await refresh();
        }}
      />
      <HubSpotSide
        place={place}
        appPlace={appPlace}
        lists={lists.value}
        record={record.value}
        missing={record.problem !== undefined}
        portalId={overview.value?.portalId}
        cardRevision={cardRevision(overview.value)}
        busy={calls.busy}
        onEnd={calls.endCall}
        onReload={() => void refresh()}
      />
    </div>
  );
}

/** The card is loaded anew when the connection or a sync has changed, as a person would reload the record. */
function cardRevision(overview: Awaited<ReturnType<typeof api.overview>> | undefined): string | undefined {
  if (!overview) return undefined;
  const syncs = overview.health.recent.map(
    ({ sessionId, version, state }) => `${sessionId} ${version} ${state}`,
  );
  return [overview.connection.status, ...syncs].join();
}

/** Opens the contact a call was with, unless the open record is already part of it. */
function openSubject({ objects }: Following, place: { type: string; id: string }): void {
  const shown = objects.flatMap(({ shownOn }) => shownOn ?? []);
  if (shown.some(({ type, id }) => type === place.type && id === place.id)) return;
  const contact = shown.find(({ type }) => type === 'contacts') ?? shown[0];
  if (contact) location.hash = hrefOf(contact);
}

/** How the walk to the consent page ended; read once, then gone from the address. */
function readNotice(): { tone: 'good' | 'warn'; text: string } | null {
  const status = new URLSearchParams(location.search).get('status');
  if (status === null) return null;
  history.replaceState(null, '', `/${location.hash}`);
  return status === 'connected'
    ? { tone: 'good', text: 'HubSpot is connected. Calls you end from now on appear on the right.' }
    : { tone: 'warn', text: 'HubSpot was not connected: you chose Cancel, so nothing has changed.' };
}
