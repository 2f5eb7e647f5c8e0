import { groupBy } from '../groupBy.ts';
import type { SandboxRecord } from '../../sandbox/sandbox.types.ts';
import type { Facts } from './facts.ts';
import type { Breach } from './history.types.ts';

/** V8: our app never makes a second company for a domain. */
export function oneCompanyPerDomain({ history }: Facts): Breach[] {
  return history.portals.flatMap(({ portalId, records }) => {
    const live = (records['companies'] ?? []).filter(({ archived }) => !archived);
    return [...groupBy(live, ({ properties }) => properties['domain']?.toLowerCase() ?? '')].flatMap(
      ([domain, twins]): Breach[] => {
        const ours = twins.filter(({ createdBy }) => createdBy === 'app');
        if (domain === '' || ours.length === 0 || twins.length === 1) return [];
        // A company that a person made after ours is theirs to merge.
        const first = [...twins].sort(byAge)[0];
        return ours.length === 1 && first?.createdBy === 'app'
          ? []
          : [
              {
                rule: 'V8',
                what: `portal ${portalId} has ${twins.length} companies for ${domain}: ${twins.map(({ id, createdBy }) => `${id} (${createdBy})`).join(', ')}`,
              },
            ];
      },
    );
  });
}

function byAge(left: SandboxRecord, right: SandboxRecord): number {
  return left.createdAt < right.createdAt
    ? -1
    : left.createdAt > right.createdAt
      ? 1
      : Number(left.id) - Number(right.id);
}

/** V12: what a person wrote last stays, what a person removed stays away. */
export function editsOfPeopleStay(facts: Facts): Breach[] {
  const { history } = facts;
  const last = new Map<string, { portalId: string; type: string; id: string; name: string; value: string }>();
  for (const act of history.people) {
    if (act.did !== 'edit') continue;
    for (const [name, value] of Object.entries(act.properties)) {
      last.set(`${act.portalId}:${act.type}:${act.id}:${name}`, { ...act, name, value });
    }
  }
  // A task or a note may come back with its action item; a conversation has one meeting for ever.
  const remade = facts.expected.flatMap((expected): Breach[] => {
    const removed = facts.removedOf(expected);
    return facts
      .liveOf(expected)
      .filter(({ part }) => part === 'activity' && removed.has(part))
      .map(({ part, record }) => ({
        rule: 'V12',
        what: `a person removed ${part} of ${expected.key}, ${record.type} ${record.id} was made again`,
      }));
  });
  const overwritten = [...last.values()].flatMap(({ portalId, type, id, name, value }): Breach[] => {
    const portal = history.portals.find((one) => one.portalId === portalId);
    const record = portal?.records[type]?.find((one) => one.id === id);
    if (!record || record.archived) {
      const byPerson = history.people.some(
        (act) => act.did === 'remove' && act.type === type && act.id === id,
      );
      return byPerson ? [] : [{ rule: 'V12', what: `${type} ${id}, which a person edited, is gone` }];
    }
    const shown = record.properties[name] ?? '';
    return shown === value
      ? []
      : [
          {
            rule: 'V12',
            what: `a person set ${name} of ${type} ${id} in ${portalId} to "${value}", it reads "${shown}"`,
          },
        ];
  });
  return [...remade, ...overwritten];
}
