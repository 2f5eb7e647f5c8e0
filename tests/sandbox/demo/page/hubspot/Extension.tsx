import { useEffect, useRef, useState } from 'react';
import { mountCard } from '../../../preview/host/mount.tsx';
import type { PageLocation } from '../../../preview/protocol.ts';

export interface ExtensionProps {
  bundle: string;
  location: 'crm.record.sidebar' | 'settings' | 'pages';
  portalId: string;
  /** The record a card is on. */
  crm?: { objectId: number; objectTypeId: string };
  /** Where app pages begin. */
  path?: string;
  onReload?(): void;
  onNavigate?(page: PageLocation): void;
}

/** The real thing: the bundle HubSpot's production bundler made, in a worker, with a signed `hubspot.fetch`. */
export function Extension({ bundle, location, portalId, crm, path = '/', ...handlers }: ExtensionProps) {
  const place = useRef<HTMLDivElement>(null);
  const [alert, setAlert] = useState('');
  const latest = useRef(handlers);
  latest.current = handlers;
  const { objectId, objectTypeId } = crm ?? {};
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const shown = mountCard(element, {
      bundleUrl: `/built/${bundle}`,
      workerUrl: '/built/worker.js',
      context: {
        location,
        ...(objectId === undefined ? {} : { crm: { objectId, objectTypeId } }),
        portal: { id: Number(portalId), timezone: 'Europe/Berlin' },
        user: {
          id: 9_001,
          email: 'dana.weber@brightlane.io',
          emails: [],
          firstName: 'Dana',
          lastName: 'Weber',
          roles: [],
          teams: [],
          permissions: ['integrations-management-write'],
          locale: 'en-gb',
        },
      },
      page: { path, params: {} },
      fetch: (url, { method, body }) =>
        fetch('/demo/hubspot-fetch', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ url, method, body }),
        }),
      onAction: (name, [argument]) => {
        if (name === 'reloadPage') latest.current.onReload?.();
        if (name === 'addAlert') setAlert((argument as { message: string }).message);
      },
      onNavigate: (page) => latest.current.onNavigate?.(page),
    });
    // React refuses to take down one root while it works on another.
    return () => queueMicrotask(() => shown.unmount());
    // A page that moved by itself is not mounted anew: `path` is where it begins.
  }, [bundle, location, portalId, objectId, objectTypeId]);
  return (
    <>
      <p role="status" className={alert === '' ? 'hidden' : 'panel soft'}>
        {alert}
      </p>
      <div ref={place} className="card-place" />
    </>
  );
}
