import type { SyncDocument } from '../../../server/sync/ledger.types.ts';
import type { Sandbox } from '../../sandbox/sandbox.types.ts';
import type { PersonAct } from '../checker/history.types.ts';

/** Every so many conversations somebody changes a task, and somebody else throws a meeting away. */
const EVERY = 5;

/**
 * People at work in HubSpot while all is calm: what they do in the same instant as we do is nobody's to order.
 * @returns what they did, and the conversations it is about.
 */
export function actOf(sandbox: Sandbox, rows: readonly SyncDocument[]) {
  const acts: PersonAct[] = [];
  const about: SyncDocument[] = [];
  for (const [index, row] of rows.entries()) {
    const { portalId } = row;
    if (portalId === null || row.state !== 'synced' || index % EVERY > 1) continue;
    const type = index % EVERY === 0 ? 'tasks' : 'meetings';
    const object = row.objects.find((one) => one.type === type && one.state === 'live');
    if (!object?.id) continue;
    const act = { portalId, type, id: object.id, at: Date.now() };
    if (type === 'tasks') {
      const properties = { hs_task_subject: `As a person wants it, ${index}` };
      sandbox.edit(portalId, type, object.id, properties);
      acts.push({ did: 'edit', ...act, properties });
    } else {
      sandbox.archive(portalId, type, object.id);
      acts.push({ did: 'remove', ...act });
    }
    about.push(row);
  }
  return { acts, about };
}
