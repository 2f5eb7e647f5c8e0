import { useEffect, useRef } from 'react';
import { mountCard } from '../../../preview/host/mount.tsx';

export interface CardSidebarProps {
  type: 'contacts' | 'deals';
  id: string;
  portalId: string;
  onReload(): void;
}

const CARDS = {
  contacts: { bundle: 'ContactCard.js', typeId: '0-1' },
  deals: { bundle: 'DealCard.js', typeId: '0-3' },
} as const;

/** The real card: the bundle HubSpot's production bundler made, in a worker, with a signed `hubspot.fetch`. */
export function CardSidebar({ type, id, portalId, onReload }: CardSidebarProps) {
  const place = useRef<HTMLDivElement>(null);
  const reload = useRef(onReload);
  reload.current = onReload;
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const { bundle, typeId } = CARDS[type];
    const card = mountCard(element, {
      bundleUrl: `/built/${bundle}`,
      workerUrl: '/built/worker.js',
      context: {
        location: 'crm.record.sidebar',
        crm: { objectId: Number(id), objectTypeId: typeId },
        portal: { id: Number(portalId), timezone: 'Europe/Berlin' },
        user: {
          id: 9_001,
          email: 'dana.weber@brightlane.io',
          emails: [],
          firstName: 'Dana',
          lastName: 'Weber',
          roles: [],
          teams: [],
          permissions: [],
          locale: 'en-gb',
        },
      },
      fetch: (url, { method, body }) =>
        fetch('/demo/hubspot-fetch', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ url, method, body }),
        }),
      onAction: (name) => {
        if (name === 'reloadPage') reload.current();
      },
    });
    // React refuses to take down one root while it works on another.
    return () => queueMicrotask(() => card.unmount());
  }, [type, id, portalId]);
  return <div ref={place} className="card-place" />;
}
