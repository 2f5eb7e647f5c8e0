import { groupBy } from '../groupBy.ts';
import { placeOf, sessionId, takenBack, told, type Move, type Past } from './moves.ts';

/** What happens when a move is made; moves that make no sense now do nothing. */
export async function play(past: Past, one: Move): Promise<void> {
  const { world } = past;
  switch (one.move) {
    case 'deliver': {
      const { orgId } = placeOf(one.place);
      // What was deleted at liveprompt is not told again.
      if (past.deleted.has(sessionId(past, orgId, one.session))) return;
      return send(past, told(past, one));
    }
    case 'delete': {
      const { orgId } = placeOf(one.place);
      const id = sessionId(past, orgId, one.session);
      if (!past.versions.has(id) || past.deleted.has(id)) return;
      past.deleted.add(id);
      return send(past, takenBack(past, orgId, one.session));
    }
    case 'again':
    case 'late': {
      const earlier = past.sent[one.which % Math.max(1, past.sent.length)];
      if (!earlier) return;
      // The same webhook once more, or the same news under another id: both may come late.
      if (one.move === 'again') await world.deliver(earlier.envelope, earlier.webhookId);
      else await send(past, earlier.envelope);
      return;
    }
    case 'merge':
      return merge(past, placeOf(one.place).portalId);
    case 'person edits a task':
    case 'person removes an activity':
      return touch(past, one);
    case 'fault':
      world.hubspot.fault({
        ...one.fault,
        portalId: placeOf(one.place).portalId,
        path: new RegExp(one.path),
        skip: one.skip,
        times: 1,
      });
      return;
    case 'store fails':
      past.storeTrap = { after: one.after, fault: one.fault };
      return;
    case 'crash':
    case 'stop':
      past.trap = { after: one.after, does: one.move === 'crash' ? 'kill' : 'stop' };
      return;
    case 'resume':
      for (const process of world.processes) if (process.state === 'stopped') process.resume();
      return world.quiet();
    case 'another process':
      if (world.processes.filter(({ state }) => state === 'alive').length < 3) await world.start(one.skewMs);
      return;
    case 'time passes':
      return world.pass(one.ms);
    case 'all comes to rest':
      await world.settle();
      return;
    default:
      return connection(past, one);
  }
}

async function send(past: Past, envelope: Parameters<Past['world']['deliver']>[0]): Promise<void> {
  past.webhooks += 1;
  const webhookId = `msg_model_${past.webhooks}`;
  past.sent.push({ webhookId, envelope });
  await past.world.deliver(envelope, webhookId);
}

async function connection(
  past: Past,
  one: Extract<Move, { move: 'disconnect' | 'reconnect' | 'uninstall' }>,
): Promise<void> {
  const { world, connected } = past;
  const { orgId, portalId } = placeOf(one.place);
  if (one.move === 'reconnect') {
    const { body } = await world.api('GET', '/connection', orgId);
    if (body['status'] === 'active') return;
    await world.connect(orgId, portalId);
    connected.add(orgId);
    past.uninstalled.delete(orgId);
  } else if (one.move === 'disconnect' && connected.has(orgId)) {
    await world.settle();
    await world.disconnect(orgId);
    connected.delete(orgId);
    past.lives.set(orgId, (past.lives.get(orgId) ?? 0) + 1);
    past.sent = past.sent.filter(({ envelope }) => !JSON.stringify(envelope).includes(`"${orgId}"`));
  } else if (one.move === 'uninstall' && connected.has(orgId)) {
    // A person takes the access away; they come back at the end of the history at the latest.
    world.hubspot.uninstall(portalId);
    past.uninstalled.add(orgId);
  }
}

/** People act when all is calm: what they do in the same instant as we do is nobody's to order. */
async function touch(past: Past, one: Extract<Move, { which: number; place: number }>): Promise<void> {
  const { world } = past;
  await world.settle();
  const { portalId } = placeOf(one.place);
  const live = (type: string) =>
    world.hubspot
      .records(portalId, type)
      .filter(({ archived, createdBy }) => !archived && createdBy === 'app');
  const tasks = live('tasks');
  if (one.move === 'person edits a task') {
    const task = tasks[one.which % Math.max(1, tasks.length)];
    if (task) world.edit(portalId, 'tasks', task.id, { hs_task_subject: `A person wrote ${one.which}` });
    return;
  }
  const all = [...live('meetings'), ...tasks, ...live('notes')];
  const chosen = all[one.which % Math.max(1, all.length)];
  if (chosen) world.remove(portalId, chosen.type, chosen.id);
}

/** Two contacts of ours become one. */
async function merge(past: Past, portalId: string): Promise<void> {
  const { world } = past;
  await world.settle();
  const contacts = world.hubspot.records(portalId, 'contacts').filter(({ archived }) => !archived);
  const [pair] = [
    ...groupBy(contacts, ({ properties }) => properties['email']?.split('@')[1]).values(),
  ].filter(({ length }) => length > 1);
  const [first, second] = pair ?? [];
  if (first && second) world.hubspot.merge(portalId, 'contacts', first.id, second.id);
}
