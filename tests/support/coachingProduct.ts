import type { SyncRow } from '../../shared/ledger.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/settings.ts';
import type { Session } from '../../shared/session.ts';
import type { PortalSeed, SandboxRecord } from '../sandbox/sandbox.types.ts';
import { offsetClock, type OffsetClock } from './offsetClock.ts';
import { startProduct, type Product, type ProductOptions } from './product.ts';
import { completed, shortSession } from './shortSession.ts';

export const CUSTOM_SCOPES = ['schemas', 'objects'].flatMap((what) => [
  `crm.${what}.custom.read`,
  `crm.${what}.custom.write`,
]);
const WINDOW_MS = 10_001;
const KIM = { name: 'Kim Buyer', email: 'kim@acme.com' };

/** The product with portals of several kinds, each of an organisation on the smallest plan. */
export class CoachingProduct {
  private readonly versions = new Map<string, number>();

  private constructor(
    readonly product: Product,
    readonly clock: OffsetClock,
  ) {}

  static async start(options: ProductOptions = {}): Promise<CoachingProduct> {
    const clock = offsetClock();
    const sandbox = { monotonicMs: () => clock.monotonicMs(), now: () => clock.now() };
    return new CoachingProduct(await startProduct({ clock, ...options, sandbox }), clock);
  }

  /** Org `org_7` has portal `7`, with Kim of Acme and an open deal. */
  async portal(portalId: string, seed: Partial<PortalSeed> = {}): Promise<void> {
    const { product } = this;
    product.sandbox.addPortal({
      portalId,
      companies: [{ id: '77', properties: { name: 'Acme', domain: 'acme.com' } }],
      contacts: [
        {
          id: '501',
          properties: { email: KIM.email, firstname: 'Kim' },
          associations: [{ type: 'companies', id: '77' }],
        },
      ],
      deals: [
        {
          id: '900',
          properties: { dealname: 'Big', pipeline: 'default', dealstage: 'appointmentscheduled' },
          associations: [{ type: 'contacts', id: '501' }],
        },
      ],
      ...seed,
    });
    await product.connect(`org_${portalId}`, portalId);
    // The install probes what this portal refuses, which is a fact and no fault.
    product.sandbox.resetCalls();
    this.clock.skip(WINDOW_MS);
  }

  /** Saves the settings with the switch as told, and whatever else is to change. */
  async put(portalId: string, sync: Partial<Settings['sync']>) {
    const org = `org_${portalId}`;
    const { body } = await this.product.api('GET', '/settings', { org });
    const { version } = body as unknown as Settings;
    const settings = { ...DEFAULT_SETTINGS, version, sync: { ...DEFAULT_SETTINGS.sync, ...sync } };
    const answer = await this.product.api('PUT', '/settings', { org, body: settings });
    const error = (answer.body as unknown as { error?: { issues?: { path: string; message: string }[] } })
      .error;
    return {
      status: answer.status,
      issues: error?.issues ?? [],
      notChecked: answer.headers.get('x-not-checked'),
    };
  }

  switchOn(portalId: string) {
    return this.put(portalId, { customObject: 'coaching_sessions' });
  }

  async talk(portalId: string, id: string, change: Partial<Session> = {}): Promise<SyncRow> {
    const version = this.next(portalId, id);
    const session = shortSession({
      id,
      organization_id: `org_${portalId}`,
      version,
      participants: [KIM],
      ...change,
    });
    return this.send(portalId, id, completed(session, version === 1 ? undefined : 'session.updated'));
  }

  forget(portalId: string, id: string): Promise<SyncRow> {
    const session = { id, organization_id: `org_${portalId}`, version: this.next(portalId, id) };
    const timestamp = this.clock.now().toISOString();
    return this.send(portalId, id, { type: 'session.deleted', timestamp, data: { session } });
  }

  async retry(portalId: string, id: string): Promise<SyncRow> {
    this.clock.skip(WINDOW_MS);
    await this.product.api('POST', `/syncs/${id}/retry`, { org: `org_${portalId}` });
    await this.product.idle();
    return this.row(portalId, id);
  }

  async row(portalId: string, id: string): Promise<SyncRow> {
    return (await this.product.api('GET', `/syncs/${id}`, { org: `org_${portalId}` }))
      .body as unknown as SyncRow;
  }

  /** Records of the custom object in the portal, archived ones left out; none where it has no such object. */
  records(portalId: string): SandboxRecord[] {
    const dump = this.product.sandbox.dump(portalId) as { records: Record<string, SandboxRecord[]> };
    return (dump.records['coaching_sessions'] ?? []).filter(({ archived }) => !archived);
  }

  /** Calls that have to do with custom objects, since the last reset. */
  customCalls(): string[] {
    return this.product.sandbox
      .calls()
      .filter(({ path }) => /crm-object-schemas|crm\/limits|\/(2-\d+|p\d+_\w+)(\/|$)/.test(path))
      .map(({ method, path }) => `${method} ${path.replace('/2026-09', '')}`);
  }

  private next(portalId: string, id: string): number {
    const key = `${portalId}:${id}`;
    const version = (this.versions.get(key) ?? 0) + 1;
    this.versions.set(key, version);
    return version;
  }

  private async send(portalId: string, id: string, envelope: object): Promise<SyncRow> {
    this.clock.skip(WINDOW_MS);
    const { status } = await this.product.deliver(envelope);
    if (status !== 202) throw new Error(`webhook: ${status}`);
    await this.product.idle();
    return this.row(portalId, id);
  }
}
