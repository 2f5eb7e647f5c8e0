import { OPTIONAL_SCOPES } from '../../../shared/scopes.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import type { PortalSeed } from '../../sandbox/sandbox.types.ts';

export const ORG = 'org_1';
export const { portal } = DEMO_IDS;

/** The demo portal without what is optional; scenarios that are about that give it back. */
export const seeds = (over: Partial<PortalSeed>): PortalSeed[] => [
  { ...demoPortal('2026-12-31'), withheldScopes: [...OPTIONAL_SCOPES], ...over },
];
export const person = ({ name, email }: { name: string; email: string }) => ({ name, email });
/** Her address is in no portal, and nor is her company's domain, which is not one of a mail provider. */
export const stranger = { name: 'Nora Quist', email: 'nora@northpine.io', company: 'North Pine' };
