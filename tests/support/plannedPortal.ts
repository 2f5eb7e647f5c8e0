import type { Session } from '../../shared/session.ts';
import type { WritableProperty } from '../../shared/options.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/settings.ts';
import type { CrmRecord, ObjectType } from '../../server/hubspot/objects.ts';
import type { HubSpotError } from '../../server/hubspot/errors.ts';
import type { LinkCorrection } from '../../server/matching/corrections.ts';
import { fullNameOf } from '../../server/matching/names.ts';
import { eventId } from '../../server/sync/planEvents.ts';
import { pastOf } from '../../server/sync/planRecords.ts';
import type { Features, Plan, PlanInput, PlannedSession } from '../../server/sync/plan.types.ts';
import { idOf, ref, typeOf, type Ref } from '../../server/sync/ref.ts';
import type { PastConversation } from '../../server/sync/snapshot.types.ts';
import type { Part } from '../../server/sync/switchedOff.ts';
import { newestFirst, plannedAccounts } from './plannedAccounts.ts';
import { afterWrite, plannedCalendar } from './plannedActivities.ts';
import { PlannedMemory, plannedStages, plannedTicketStages } from './plannedMemory.ts';

export const HOST = 'rep@seller.com';

/** A portal and a ledger in memory that do what a plan says, so that planning again can be judged. */
export class PlannedPortal {
  private nextId = 1_000;
  readonly contacts = new Map<string, CrmRecord>();
  readonly deals = new Map<string, CrmRecord>();
  readonly tasks = new Map<string, CrmRecord>();
  readonly companyByDomain = new Map<string, string>();
  readonly companyOfContact = new Map<string, string>();
  readonly dealsOfContact = new Map<string, string[]>();
  readonly dealsOfCompany = new Map<string, string[]>();
  readonly owners = new Map<string, string>([[HOST, '41']]);
  readonly history = new Map<Ref, PastConversation[]>();
  readonly stages = plannedStages();
  readonly memory = new PlannedMemory();
  readonly properties = new Map<ObjectType, Map<string, WritableProperty>>();
  readonly companies = new Map<string, CrmRecord>();
  readonly meetings = new Map<string, CrmRecord>();
  readonly tickets = new Map<string, CrmRecord>();
  readonly ticketsOfContact = new Map<string, string[]>();
  readonly sessions = new Map<string, PlannedSession>();
  readonly corrections = new Map<string, LinkCorrection[]>();
  readonly earlier = new Map<Ref, Session[]>();
  readonly merged = new Map<Ref, Ref>();
  readonly gone = new Set<Ref>();
  readonly off = new Map<Part, HubSpotError>();
  now = new Date('2026-11-24T10:00:00Z');
  /** Meetings that others made, by contact. */
  readonly meetingsOfContact = new Map<string, CrmRecord[]>();
  settings: Settings = DEFAULT_SETTINGS;
  features: Features = {
    activityKeyMode: 'marker',
    appEvents: true,
    tickets: true,
    coaching: { state: 'unknown' },
    companyProperties: true,
    withheld: new Set<string>(),
    appUrl: 'https://app.liveprompt.ai',
    currency: 'USD',
  };

  addContact(email: string, properties: Record<string, string> = {}): string {
    const id = this.id();
    this.contacts.set(id, record(id, { email, ...properties }));
    return id;
  }

  addDeal(contactId: string, properties: Record<string, string>): string {
    const id = this.id();
    this.deals.set(id, record(id, properties));
    this.dealsOfContact.set(contactId, [...(this.dealsOfContact.get(contactId) ?? []), id]);
    return id;
  }

  addTicket(contactId: string, properties: Record<string, string>): string {
    const id = this.id();
    this.tickets.set(id, record(id, properties));
    this.ticketsOfContact.set(contactId, [...(this.ticketsOfContact.get(contactId) ?? []), id]);
    return id;
  }

  deliver(session: Session): void {
    const known = this.sessions.get(session.id);
    const kept = { objects: known?.objects ?? [], links: known?.links ?? [], events: known?.events ?? [] };
    this.sessions.set(session.id, { sessionId: session.id, version: session.version, session, ...kept });
  }

  edit(name: Ref, properties: Record<string, string>): void {
    const records = this.recordsOf(typeOf(name));
    const id = idOf(name);
    records.set(id, record(id, { ...records.get(id)?.properties, ...properties }));
  }

  delete(sessionId: string): void {
    const known = this.sessions.get(sessionId);
    if (known) this.sessions.set(sessionId, { ...known, version: known.version + 1, session: null });
  }

  input(): PlanInput {
    return {
      sessions: [...this.sessions.values()],
      settings: this.settings,
      features: this.features,
      snapshot: {
        contactsByEmail: new Map(
          [...this.contacts.values()].map((one) => [one.properties['email'] ?? '', one]),
        ),
        contactsById: this.contacts,
        companyOfContact: this.companyOfContact,
        companyByDomain: this.companyByDomain,
        dealsOfContact: this.dealsOfContact,
        dealsOfCompany: this.dealsOfCompany,
        deals: this.deals,
        stages: this.stages,
        owners: this.owners,
        tasks: this.tasks,
        tickets: {
          readable: this.features.tickets,
          ofContact: this.ticketsOfContact,
          byId: this.tickets,
          stages: plannedTicketStages(),
        },
        history: this.history,
        // Whatever was said before is planned again here.
        counts: new Map(),
        marks: this.memory.marks,
        properties: this.properties,
        companies: this.companies,
        accounts: plannedAccounts(this),
        meetings: this.meetings,
        calendar: plannedCalendar(this),
        proposals: [...this.memory.proposals.values()],
        contactsByName: this.byName(),
        corrections: this.corrections,
        earlier: this.earlier,
        merged: this.merged,
        gone: this.gone,
        off: this.off,
        domains: { found: new Map(), gone: new Set() },
      },
    };
  }

  /** Does everything the plan says, as HubSpot and the ledger would. */
  apply(plan: Plan): void {
    const made = new Map<Ref, Ref>();
    const resolve = (one: Ref): Ref => made.get(one) ?? one;
    for (const { ref: name, domain } of plan.companies) {
      const id = this.id();
      made.set(name, ref('companies', id));
      this.companyByDomain.set(domain, id);
    }
    for (const { ref: name, email, properties, company } of plan.contacts) {
      const id = this.addContact(email, properties);
      made.set(name, ref('contacts', id));
      if (company) this.companyOfContact.set(id, idOf(resolve(company)));
    }
    for (const { contact, company } of plan.companyLinks) {
      this.companyOfContact.set(idOf(contact), idOf(resolve(company)));
    }
    for (const write of plan.activities) this.applyActivity(write, resolve);
    for (const { ref: name, properties, guarded } of plan.records) {
      const target = this.recordsOf(typeOf(name));
      const written = resolve(name);
      const id = idOf(written);
      target.set(id, record(id, { ...target.get(id)?.properties, ...properties }));
      this.memory.mark(written, guarded);
    }
    this.memory.decide(plan.proposals, (name, sessionId) => {
      const meeting = this.sessions
        .get(sessionId)
        ?.objects.find(({ key, state }) => key === 'activity' && state === 'live');
      return name.startsWith('meetings:new:') && meeting?.id ? ref('meetings', meeting.id) : resolve(name);
    });
    for (const { sessionId, eventTypeName, record: on } of plan.events) {
      const known = this.sessions.get(sessionId);
      const id = eventId(sessionId, eventTypeName, idOf(resolve(on)));
      if (known) this.sessions.set(sessionId, { ...known, events: [...known.events, id] });
    }
    for (const { sessionId, links } of plan.sessions) {
      const known = this.sessions.get(sessionId);
      if (!known) continue;
      const now = links.map((link) => ({ ...link, ref: resolve(link.ref) }));
      for (const [name, past] of this.history) {
        this.history.set(
          name,
          past.filter((one) => one.sessionId !== sessionId),
        );
      }
      for (const { ref: name } of now) {
        if (!known.session || typeOf(name) === 'tickets') continue;
        this.history.set(name, [...(this.history.get(name) ?? []), pastOf(known.session)].sort(newestFirst));
      }
      const ledgerLinks = now.map(({ ref: name, ...why }) => ({
        type: typeOf(name) as 'contacts' | 'companies' | 'deals' | 'tickets',
        id: idOf(name),
        ...why,
      }));
      this.sessions.set(sessionId, { ...known, links: ledgerLinks });
    }
  }

  private recordsOf(type: string): Map<string, CrmRecord> {
    if (type === 'tickets') return this.tickets;
    if (type === 'meetings') return this.meetings;
    return type === 'deals' ? this.deals : type === 'companies' ? this.companies : this.contacts;
  }

  private byName(): Map<string, CrmRecord[]> {
    const found = new Map<string, CrmRecord[]>();
    for (const contact of this.contacts.values()) {
      const name = fullNameOf(contact);
      if (name) found.set(name, [...(found.get(name) ?? []), contact]);
    }
    return found;
  }

  private applyActivity(write: Plan['activities'][number], resolve: (one: Ref) => Ref): void {
    const known = this.sessions.get(write.sessionId);
    if (!known) return;
    const others = known.objects.filter(({ key, type }) => key !== write.key || type !== write.type);
    const before = known.objects.find(({ key, type }) => key === write.key && type === write.type);
    const { type } = write;
    const object = afterWrite(write, before, resolve, () => this.id());
    if (type === 'meetings' && object.id && write.action !== 'archive') {
      const before = this.meetings.get(object.id)?.properties;
      this.meetings.set(object.id, record(object.id, { ...before, ...write.properties }));
    }
    if (type === 'tasks' && object.id) {
      if (write.action === 'archive') this.tasks.delete(object.id);
      else
        this.tasks.set(
          object.id,
          record(object.id, { ...this.tasks.get(object.id)?.properties, ...write.properties }),
        );
    }
    this.sessions.set(write.sessionId, { ...known, objects: [...others, object] });
  }

  private id(): string {
    return String((this.nextId += 1));
  }
}

function record(id: string, properties: Record<string, string | null>): CrmRecord {
  return { id, properties, archived: false };
}
