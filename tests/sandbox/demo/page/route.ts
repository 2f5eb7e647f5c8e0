import { useEffect, useState } from 'react';
import type { CardType, RecordRef, RecordType } from '../demo.types.ts';

/** Which record is open, and which activity on it was asked for: `#/contacts/30001/1004`. */
export interface Place extends RecordRef {
  activityId: string | null;
}

const START = '#/contacts/30001';
const HASH = /^#\/(contacts|deals|companies|tickets|coaching_sessions)\/(\d+)(?:\/(\d+))?$/;

export const hrefOf = ({ type, id }: RecordRef, activityId?: string): string =>
  `#/${type}/${id}${activityId === undefined ? '' : `/${activityId}`}`;

export function readPlace(hash: string): Place {
  const [, type, id, activityId] = HASH.exec(hash) ?? HASH.exec(START) ?? [];
  return { type: type as RecordType, id: id ?? '', activityId: activityId ?? null };
}

export function usePlace(): Place {
  const [place, setPlace] = useState(() => readPlace(location.hash));
  useEffect(() => {
    const follow = () => setPlace(readPlace(location.hash));
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  return place;
}

/** Outside of records: `settings`, `workflows`, `coaching` as long as there is no such record, or where the app's pages are, such as `/problems`. */
export type AppPlace = string;

export function readAppPlace(hash: string): AppPlace | null {
  if (hash === '#/settings') return 'settings';
  if (hash === '#/workflows') return 'workflows';
  if (hash === '#/coaching') return 'coaching';
  const [, path] = /^#\/app(\/.*)?$/.exec(hash) ?? [];
  return hash.startsWith('#/app') ? (path ?? '/') : null;
}

export function useAppPlace(): AppPlace | null {
  const [place, setPlace] = useState(() => readAppPlace(location.hash));
  useEffect(() => {
    const follow = () => setPlace(readAppPlace(location.hash));
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  return place;
}

const CARD_TYPES: Readonly<Record<string, CardType>> = {
  '0-1': 'contacts',
  '0-2': 'companies',
  '0-3': 'deals',
  '0-5': 'tickets',
};
const RECORD_URL = /^https:\/\/app\.hubspot\.com\/contacts\/\d+\/record\/([\d-]+)\/(\d+)$/;

/**
 * Links into HubSpot's own record pages (our server makes them, cards show them) lead to the same record
 * on this page instead: there is no such account at HubSpot. Undefined: the link leads elsewhere.
 */
export function localHref(url: string, place: RecordRef): string | undefined {
  const [, typeId, id] = RECORD_URL.exec(url) ?? [];
  if (typeId === undefined || id === undefined) return undefined;
  const type = CARD_TYPES[typeId];
  return type ? hrefOf({ type, id }) : hrefOf(place, id);
}
