import type { Proposal, ProposalDecisions, ProposalPage } from '../../shared/proposal.ts';
import type { SyncRow } from '../../shared/ledger.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/settings.ts';
import type { Session } from '../../shared/session.ts';
import { offsetClock, type OffsetClock } from './offsetClock.ts';
import type { PortalSeed } from '../sandbox/sandbox.types.ts';
import { startProduct, type Product, type ProductOptions } from './product.ts';

export const PORTAL = '48291573';
/** HubSpot counts the calls of ten seconds (hubspot-api.md §8.1). */
const WINDOW_MS = 10_001;
const START = Date.parse('2026-11-24T09:00:00Z');

/** Someone at a firm of their own, with one open deal: every test has people whom no other test knows. */
export interface Buyer {
  email: string;
  contact: string;
  company: string;
  deal: string;
}

/** The product with one portal, and the moves that tests of mappings, stages and proposals make. */
export class MappedProduct {
  private readonly versions = new Map<string, number>();
  private buyers = 0;

  private constructor(
    readonly product: Product,
    private readonly clock: OffsetClock,
  ) {}

  static async start({
    owners = [],
    activityKeys = false,
    appEvents = false,
    ...options
  }: ProductOptions &
    Pick<PortalSeed, 'owners' | 'activityKeys' | 'appEvents'> = {}): Promise<MappedProduct> {
    const clock = offsetClock();
    const product = await startProduct({
      clock,
      ...options,
      sandbox: { monotonicMs: () => clock.monotonicMs(), ...options.sandbox },
    });
    product.sandbox.addPortal({
      portalId: PORTAL,
      currency: 'USD',
      owners,
      activityKeys,
      appEvents,
      dealPipelines: [
        {
          id: 'renewals',
          label: 'Renewals',
          stages: [
            { id: 'r_open', label: 'Renewal open', probability: '0.3' },
            { id: 'r_signed', label: 'Renewal signed', probability: '0.8' },
          ],
        },
      ],
    });
    await product.connect('org_1', PORTAL);
    // The install probes what this portal refuses, which is a fact and no fault.
    product.sandbox.resetCalls();
    return new MappedProduct(product, clock);
  }

  async settings(change: {
    custom?: Settings['mapping']['custom'];
    stage?: Settings['deals']['stage'];
    strategy?: Settings['deals']['strategy'];
    title?: string;
  }): Promise<void> {
    const { product } = this;
    const stored = (await product.api('GET', '/settings')).body as unknown as Settings;
    const { status, body } = await product.api('PUT', '/settings', {
      body: {
        ...DEFAULT_SETTINGS,
        version: stored.version,
        mapping: { title: change.title ?? DEFAULT_SETTINGS.mapping.title, custom: change.custom ?? [] },
        deals: {
          ...DEFAULT_SETTINGS.deals,
          strategy: change.strategy ?? DEFAULT_SETTINGS.deals.strategy,
          stage: change.stage ?? DEFAULT_SETTINGS.deals.stage,
        },
      },
    });
    if (status !== 200) throw new Error(`settings: ${JSON.stringify(body)}`);
  }

  buyer(deal: Record<string, string> = {}, contact: Record<string, string> = {}): Buyer {
    this.buyers += 1;
    const domain = `firm${this.buyers}.example`;
    const email = `kim@${domain}`;
    const { sandbox } = this.product;
    const company = sandbox.create(PORTAL, 'companies', { properties: { name: domain, domain } });
    const id = sandbox.create(PORTAL, 'contacts', {
      properties: { email, firstname: 'Kim', lastname: `Buyer ${this.buyers}`, ...contact },
      associations: [{ type: 'companies', id: company }],
    });
    const dealId = sandbox.create(PORTAL, 'deals', {
      properties: {
        dealname: `Deal ${this.buyers}`,
        pipeline: 'default',
        dealstage: 'appointmentscheduled',
        ...deal,
      },
      associations: [{ type: 'contacts', id }],
    });
    return { email, contact: id, company, deal: dealId };
  }

  /** A conversation with this person, or a newer version of it; resolves when it is synced. */
  async talk(id: string, { email }: Buyer, change: Partial<Session> = {}, day = 0): Promise<SyncRow> {
    const version = (this.versions.get(id) ?? 0) + 1;
    this.versions.set(id, version);
    const at = (minutes: number) => new Date(START + day * 86_400_000 + minutes * 60_000).toISOString();
    const session = {
      id,
      organization_id: 'org_1',
      version,
      title: `Call ${id}`,
      started_at: at(0),
      ended_at: at(30),
      host: { email: 'rep@seller.com', name: 'Rep' },
      participants: [{ name: 'Kim Buyer', email }],
      summary: { brief: 'We talked.' },
      ...change,
    };
    return this.send(id, version === 1 ? 'session.completed' : 'session.updated', session);
  }

  async forget(id: string): Promise<SyncRow> {
    const version = (this.versions.get(id) ?? 0) + 1;
    return this.send(id, 'session.deleted', { id, organization_id: 'org_1', version });
  }

  async resync(id: string): Promise<SyncRow> {
    await this.product.api('POST', `/syncs/${id}/retry`);
    await this.product.idle();
    return this.row(id);
  }

  now(): Date {
    return this.clock.now();
  }

  /** Time passes, and what was to be looked at again by then is. */
  async pass(ms: number): Promise<void> {
    this.clock.skip(ms);
    await this.product.jobs.find(({ name }) => name === 'rematch-deals')?.run();
    await this.product.idle();
  }

  shown(type: string, id: string): Record<string, string | null> {
    return this.product.sandbox.record(PORTAL, type, id)?.properties ?? {};
  }

  edit(type: string, id: string, properties: Record<string, string>): void {
    this.product.sandbox.edit(PORTAL, type, id, properties);
  }

  async proposals(query = ''): Promise<Proposal[]> {
    const state = query.includes('state=') ? '' : '&state=all';
    const { body } = await this.product.api('GET', `/proposals?limit=100${state}${query}`);
    return (body as unknown as ProposalPage).items;
  }

  async proposalsFor(objectId: string, state?: Proposal['state']): Promise<Proposal[]> {
    return (await this.proposals(`&objectId=${objectId}`)).filter((one) => !state || one.state === state);
  }

  async decide(
    decision: string,
    id: string,
  ): Promise<{ status: number; body: Proposal & { error?: unknown } }> {
    const { status, body } = await this.product.api('POST', `/proposals/${id}/${decision}`);
    return { status, body: body as unknown as Proposal };
  }

  async decideAll(decision: string, ids: string[]): Promise<ProposalDecisions['results']> {
    const { body } = await this.product.api('POST', '/proposals/decide', { body: { ids, decision } });
    return (body as unknown as ProposalDecisions).results;
  }

  /** Calls to HubSpot that write, since the last reset. */
  writes(): string[] {
    return this.product.sandbox
      .calls()
      .filter(({ path }) => /\/batch\/(create|update|archive)$/.test(path))
      .map(({ path }) => path);
  }

  private async send(id: string, type: string, session: object): Promise<SyncRow> {
    // Between two conversations of a test the window of HubSpot's rate limit passes, in no time.
    this.clock.skip(WINDOW_MS);
    const envelope = { type, timestamp: new Date(START).toISOString(), data: { session } };
    const { status, body } = await this.product.deliver(envelope);
    if (status !== 202) throw new Error(`webhook: ${JSON.stringify(body)}`);
    await this.product.idle();
    return this.row(id);
  }

  private async row(id: string): Promise<SyncRow> {
    return (await this.product.api('GET', `/syncs/${id}`)).body as unknown as SyncRow;
  }
}
