import { COACHING_PROPERTIES } from '../../../../shared/coachingSessions.ts';
import { PROPERTY_GROUP } from '../../../../shared/properties.ts';
import type { PortalDump } from '../../hubspot/portal/dump.ts';
import type { Sandbox, SandboxRecord } from '../../sandbox.types.ts';
import type { PropertyGroupView, RecordLine, RecordLists, RecordPage, RecordType } from '../demo.types.ts';
import { RECORD_TYPES, titleOf } from './names.ts';
import { timelineOf } from './timeline.ts';
import { readable } from './values.ts';

/** What a person looks at first on each record, in this order. */
const ABOUT: Readonly<Record<RecordType, readonly string[]>> = {
  contacts: [
    'email',
    'phone',
    'jobtitle',
    'company',
    'lifecyclestage',
    'hubspot_owner_id',
    'notes_last_contacted',
  ],
  deals: [
    'amount',
    'dealstage',
    'pipeline',
    'closedate',
    'hs_next_step',
    'hubspot_owner_id',
    'notes_last_contacted',
  ],
  companies: ['domain', 'industry', 'numberofemployees', 'city', 'hubspot_owner_id', 'notes_last_contacted'],
  tickets: ['subject', 'content', 'hs_ticket_priority', 'hubspot_owner_id'],
  coaching_sessions: [...COACHING_PROPERTIES.map(({ name }) => name), 'hubspot_owner_id'],
};
/** Where the local HubSpot knows only a run-together name, words a person can read. */
const PLAIN_LABELS: Readonly<Record<string, string>> = {
  jobtitle: 'Job title',
  lifecyclestage: 'Lifecycle stage',
  dealstage: 'Deal stage',
  closedate: 'Close date',
  numberofemployees: 'Employees',
  notes_last_contacted: 'Last contacted',
  hs_ticket_priority: 'Priority',
};
/** Shown only when filled: the associated company says the same on most contacts. */
const OPTIONAL: ReadonlySet<string> = new Set(['company', 'hs_next_step']);
const shown = ({ name, value }: { name: string; value: string }): boolean =>
  value !== '' || !OPTIONAL.has(name);
const HEADINGS: Readonly<Record<RecordType, string>> = {
  contacts: 'Contacts',
  deals: 'Deals',
  companies: 'Company',
  tickets: 'Tickets',
  coaching_sessions: 'Coaching sessions',
};

/** The HubSpot side of the demo: what a person would see in the account's own record pages. */
export function createRecordPages(deps: {
  sandbox: Pick<Sandbox, 'dump' | 'properties'>;
  portalId: string;
  timeZone: string;
}): {
  lists(): RecordLists;
  /** Undefined: there is no such record, or it was deleted. */
  page(type: RecordType, id: string): RecordPage | undefined;
} {
  const { sandbox, portalId, timeZone } = deps;
  const look = () => sandbox.dump(portalId) as PortalDump;
  const live = (portal: PortalDump, type: RecordType): SandboxRecord[] =>
    (portal.records[type] ?? []).filter(({ archived }) => !archived);

  const value = (
    portal: PortalDump,
    type: RecordType,
    { properties }: SandboxRecord,
    name: string,
  ): string => {
    const { options = [] } = sandbox.properties(portalId, type).find((one) => one.name === name) ?? {};
    return (
      options.find((option) => option.value === properties[name])?.label ??
      readable(portal, timeZone, name, properties[name], properties['deal_currency_code'] ?? undefined)
    );
  };

  const line = (portal: PortalDump, type: RecordType, record: SandboxRecord): RecordLine => {
    const subtitles = {
      contacts: value(portal, type, record, 'jobtitle') || value(portal, type, record, 'email'),
      deals: [value(portal, type, record, 'amount'), value(portal, type, record, 'dealstage')]
        .filter(Boolean)
        .join(' · '),
      companies: value(portal, type, record, 'domain'),
      tickets: value(portal, type, record, 'hs_ticket_priority'),
      coaching_sessions: value(portal, type, record, 'started_at'),
    };
    const { id, createdBy } = record;
    return { type, id, title: titleOf(record), subtitle: subtitles[type], createdByApp: createdBy === 'app' };
  };

  const groups = (portal: PortalDump, type: RecordType, record: SandboxRecord): PropertyGroupView[] => {
    const definitions = sandbox.properties(portalId, type);
    const labels = new Map(definitions.map(({ name, label }) => [name, label]));
    const view = (name: string) => ({
      name,
      label: PLAIN_LABELS[name] ?? labels.get(name) ?? name,
      value: value(portal, type, record, name),
    });
    const ours = definitions.filter(({ groupName }) => groupName === PROPERTY_GROUP.name);
    return [
      ...(ours.length > 0
        ? [{ label: PROPERTY_GROUP.label, ours: true, properties: ours.map(({ name }) => view(name)) }]
        : []),
      { label: `About this ${SINGULAR[type]}`, ours: false, properties: ABOUT[type].map(view).filter(shown) },
    ];
  };

  const associations = (
    portal: PortalDump,
    of: RecordType,
    record: SandboxRecord,
  ): RecordPage['associations'] =>
    RECORD_TYPES.flatMap((type) => {
      const linked = new Set(record.associations.map((end) => `${end.type} ${end.id}`));
      const records = live(portal, type).filter((one) => linked.has(`${one.type} ${one.id}`));
      const isNone = records.length === 0;
      return isNone && (type === of || [type, of].includes('coaching_sessions'))
        ? []
        : [{ label: HEADINGS[type], records: records.map((one) => line(portal, type, one)) }];
    });

  return {
    lists() {
      const portal = look();
      const of = (type: RecordType) => live(portal, type).map((record) => line(portal, type, record));
      return {
        contacts: of('contacts'),
        deals: of('deals'),
        companies: of('companies'),
        tickets: of('tickets'),
        coaching_sessions: of('coaching_sessions'),
      };
    },
    page(type, id) {
      const portal = look();
      const record = live(portal, type).find((one) => one.id === id);
      return (
        record && {
          ...line(portal, type, record),
          groups: groups(portal, type, record),
          associations: associations(portal, type, record),
          timeline: timelineOf(portal, timeZone, type, id),
        }
      );
    },
  };
}

const SINGULAR: Readonly<Record<RecordType, string>> = {
  contacts: 'contact',
  deals: 'deal',
  companies: 'company',
  tickets: 'ticket',
  coaching_sessions: 'coaching session',
};
