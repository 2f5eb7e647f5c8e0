import type { Logger } from 'pino';
import type { Conversations, TaskAct } from '../cards/conversations.ts';
import type { Clock } from '../clock.ts';
import type { Directory } from '../hubspot/directory.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import type { CallContext, CrmRecord, Objects } from '../hubspot/objects.ts';
import type { InstallDocument } from '../installs/install.ts';
import type { Figures, FiguresDocument, TaskNews } from './figures.ts';
import { nextLook } from './nextLook.ts';
import { taskNews } from './taskNews.ts';

/** Conversations of one tick; what is left is due at the next. */
const BATCH = 2_000;
/** One call after the other, and few: a tick takes a hundredth of a portal's window at most (hubspot-api.md §8.1). */
const CALLS = 10;
const TASKS_A_CALL = 100;
/** A person has to work on the access of this portal first. */
const LATER_MS = 3_600_000;

const PROPERTIES = ['hs_task_status', 'hs_timestamp', 'hubspot_owner_id', 'hs_lastmodifieddate'];

export interface FollowTasksDeps {
  figures: Pick<Figures, 'dueForLook' | 'noteLook'>;
  /** The cards show tasks too. */
  noteSeen: Conversations['noteSeen'];
  objects: Pick<Objects, 'read'>;
  directory: Pick<Directory, 'people'>;
  installOf: (portalId: string) => Promise<InstallDocument | null>;
  /** Whether the sync of a portal waits for calls: it goes first. */
  isWaiting: (portalId: string) => boolean;
  clock: Clock;
  log: Pick<Logger, 'warn'>;
}

/**
 * Reads back from HubSpot how our tasks are, a hundred a call: people complete them there, and no webhook we may
 * subscribe to tells. Each look is absolute and the next one is in the document, so a tick that died or ran twice
 * changes nothing. @returns how many conversations were looked at.
 */
export function createFollowTasks(deps: FollowTasksDeps) {
  return async (): Promise<number> => {
    const due = await deps.figures.dueForLook(deps.clock.now(), BATCH);
    let looked = 0;
    for (const portalId of new Set(due.map((one) => one.portalId))) {
      const own = due.filter((one) => one.portalId === portalId);
      try {
        looked += await follow(portalId, own);
      } catch (error) {
        if (!(error instanceof HubSpotError)) throw error;
        // The next tick goes on where this one stopped, unless it would be refused again.
        if (error.kind === 'final' || error.kind === 'revoked') await putOff(own);
        deps.log.warn({ portalId, code: error.code }, 'tasks could not be read back');
      }
    }
    return looked;
  };

  async function follow(portalId: string, due: readonly FiguresDocument[]): Promise<number> {
    const install = await deps.installOf(portalId);
    if (install?.status !== 'active') {
      await putOff(due);
      return 0;
    }
    const context: CallContext = { portalId, lane: 'sync' };
    let looked = 0;
    for (const page of pagesOf(due).slice(0, CALLS)) {
      if (deps.isWaiting(portalId)) break;
      const owners = await ownersOf(context);
      const seenAt = deps.clock.now();
      const ids = page.flatMap(({ tasks }) => Object.keys(tasks));
      const tasks = byId(await deps.objects.read(context, 'tasks', ids, PROPERTIES));
      await note(page, (of) => taskNews(of, tasks, owners, seenAt), seenAt);
      looked += page.length;
    }
    return looked;
  }

  async function putOff(due: readonly FiguresDocument[]): Promise<void> {
    const lookAt = new Date(deps.clock.now().getTime() + LATER_MS);
    await deps.figures.noteLook(due.map((of) => ({ of, news: {}, lookAt })));
  }

  async function note(
    page: readonly FiguresDocument[],
    newsOf: (of: FiguresDocument) => TaskNews,
    seenAt: Date,
  ): Promise<void> {
    const looks = page.map((of) => {
      const news = newsOf(of);
      return { of, news, lookAt: nextLook({ ...of, tasks: after(of, news) }, seenAt) };
    });
    for (const { of, news } of looks) {
      const acts = Object.entries(news).flatMap(([id, task]): [string, TaskAct][] =>
        task && (task.doneAt === null) !== (of.tasks[id]?.doneAt === null)
          ? [[id, { done: task.doneAt !== null, at: seenAt }]]
          : [],
      );
      if (acts.length > 0) await deps.noteSeen(of.orgId, of.sessionId, Object.fromEntries(acts));
    }
    await deps.figures.noteLook(looks);
  }

  /** E-mail by owner id. */
  async function ownersOf(context: CallContext): Promise<ReadonlyMap<string, string>> {
    return new Map((await deps.directory.people(context)).map(({ id, email }) => [id, email.toLowerCase()]));
  }
}

/** Conversations together as long as their tasks fit into one call; one with more tasks than that is cut by the border. */
function pagesOf(due: readonly FiguresDocument[]): FiguresDocument[][] {
  const pages: FiguresDocument[][] = [];
  let room = 0;
  for (const one of due) {
    const tasks = Object.keys(one.tasks).length;
    const page = pages.at(-1);
    if (page && tasks <= room) page.push(one);
    else pages.push([one]);
    room = page && tasks <= room ? room - tasks : TASKS_A_CALL - tasks;
  }
  return pages;
}

function after({ tasks }: FiguresDocument, news: TaskNews): FiguresDocument['tasks'] {
  return Object.fromEntries(
    Object.entries({ ...tasks, ...news }).flatMap(([id, task]) => (task ? [[id, task]] : [])),
  );
}

function byId(records: readonly CrmRecord[]): ReadonlyMap<string, CrmRecord> {
  return new Map(records.filter(({ archived }) => !archived).map((record) => [record.id, record]));
}
