/**
 * Every place in which a process may die between two effects (reliability.md §3 "Testable"): one name per
 * await of a run, from the journal to the release of the lease. The product passes `noCrash`; tests pass a
 * hook that kills the process, hangs it or throws. A contract test fails when a name is not listed or not used.
 */
export const CRASHPOINTS = [
  // intake: journal → session → ledger → wake-up
  'intake.journal',
  'intake.answer',
  'intake.answered',
  'project.plan',
  'project.session',
  'project.admit',
  'project.ledger',
  'project.wake',
  'project.mark',
  'project.done',
  // queue: the lease of a portal
  'queue.claim',
  'queue.claimed',
  'queue.release',
  'queue.released',
  // serve: what is due, batch by batch
  'serve.install',
  'serve.settings',
  'serve.due',
  'serve.sessions',
  'serve.far',
  'serve.take',
  'serve.taken',
  'serve.crashed',
  'serve.hold',
  'serve.next',
  // plan: what counts this month
  'plan.count',
  'plan.counted',
  'plan.moveUp',
  // coaching: the customer's own object, before its first record
  'coaching.look',
  'coaching.found',
  // settle: lost answers
  'settle.defer',
  'settle.key',
  'settle.links',
  'settle.marker',
  'settle.coaching',
  'settle.done',
  'settle.keyLost',
  // sweep: what came late
  'sweep.find',
  'sweep.keyLost',
  'sweep.archive',
  'sweep.archived',
  'sweep.read',
  'sweep.companies',
  'sweep.company',
  'sweep.companyArchived',
  'sweep.companiesSwept',
  // snapshot: what the portal shows
  'snapshot.wanted',
  'snapshot.contacts',
  'snapshot.links',
  'snapshot.deals',
  'snapshot.companies',
  'snapshot.history',
  'snapshot.done',
  'snapshot.remember',
  // steps: the writes
  'people.claim',
  'people.companies',
  'people.companiesMade',
  'people.remember',
  'people.release',
  'people.forget',
  'people.contacts',
  'people.contactsMade',
  'people.own',
  'people.ownFound',
  'people.link',
  'people.linked',
  'activities.intent',
  'activities.intendWithout',
  'activities.keyLost',
  'activities.create',
  'activities.created',
  'activities.update',
  'activities.updated',
  'activities.relink',
  'activities.relinked',
  'activities.archive',
  'activities.archived',
  'write.restore',
  'coaching.upsert',
  'coaching.upserted',
  'coaching.update',
  'coaching.updated',
  'coaching.doubt',
  'coaching.link',
  'coaching.linked',
  'coaching.unlink',
  'coaching.unlinked',
  'records.intend',
  'records.update',
  'records.updated',
  'records.mark',
  'records.marked',
  'proposals.put',
  'proposals.withdraw',
  // cards: before the events, which start workflows that read them
  'turn.entries',
  'turn.figures',
  'events.send',
  'events.sendOne',
  'events.sent',
  // ledger: what became of it
  'turn.giveBack',
  'turn.ids',
  'turn.idsKnown',
  'close.finish',
  'close.finished',
  'close.failed',
] as const;

export type CrashpointName = (typeof CRASHPOINTS)[number];

/** Called, and awaited, where a process may die. */
export type Crashpoint = (name: CrashpointName) => void | Promise<void>;

export const noCrash: Crashpoint = () => undefined;
