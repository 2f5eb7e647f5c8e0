import { BUYERS } from '../../sandbox/samples/cast.ts';
import type { Client } from '../../support/client.ts';
import type { Accepted } from '../checker/history.types.ts';
import { conversation, deletion } from '../scenarios/conversation.ts';
import { acceptedOf } from '../world/accepted.ts';
import type { Envelope } from '../world/world.types.ts';

/** As many people as a portal knows, and at how many firms. */
const PEOPLE = 400;
const FIRMS = 80;
/** The one whose card people look at takes part in one of so many. */
const WITH_JOHN = 8;
const RETRY_MS = 250;
const CLOCK = { time: { now: Date.now } };

/** Every so many conversations: told twice, told anew, deleted; and somebody looks at a card or a list. */
const TWICE = 10;
const ANEW = 6;
const DELETED = 30;
const LOOKED_AT = 3;

/** What an ordinary day brings to one web process: conversations, changes, deletions, people who look. */
export function createDay(client: Client, random: () => number) {
  const accepted: Accepted[] = [];
  const open = new Set<Promise<unknown>>();
  const bad: string[] = [];
  let told = 0;

  const send = async (id: string, envelope: Envelope): Promise<void> => {
    for (;;) {
      const answer = await client.deliver(envelope, id).catch(() => undefined);
      if (answer?.status === 202) {
        accepted.push(acceptedOf(id, Date.now(), envelope));
        return;
      }
      bad.push(`webhook ${id} was answered ${answer?.status ?? 'nothing'}`);
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  };
  const begin = (work: Promise<unknown>): void => {
    const settled: Promise<unknown> = work.finally(() => open.delete(settled));
    open.add(settled);
  };
  const look = async (org: string, portalId: string, contactId: string): Promise<void> => {
    const answers = await Promise.all([
      client.api('GET', '/syncs?limit=25', { org, role: 'member' }),
      client.api('GET', '/health', { org, role: 'member' }),
      client.card(portalId, `/cards/contact?objectId=${contactId}`),
    ]);
    for (const { status } of answers) if (status !== 200) bad.push(`a look was answered ${status}`);
  };
  const person = () => {
    if (random() < 1 / WITH_JOHN) return { name: BUYERS.john.name, email: BUYERS.john.email };
    const number = Math.floor(random() * PEOPLE);
    return { name: `Person Number ${number}`, email: `person${number}@firm${number % FIRMS}.example.com` };
  };

  return {
    accepted: accepted as readonly Accepted[],
    bad: bad as readonly string[],
    /** Plans limit conversations: this organisation has none. */
    unlimited: (orgId: string) =>
      client.deliver({
        type: 'organization.plan_changed',
        timestamp: new Date().toISOString(),
        data: { organization_id: orgId, plan: 'enterprise' },
      }),
    tell(orgId: string, portalId: string, contactId: string): void {
      told += 1;
      const id = `ses_${told}`;
      const participants = told % 2 ? [person()] : [person(), person()];
      const first = conversation(CLOCK, orgId, { id, version: 1, participants });
      const all = [send(`msg_${told}`, first)];
      if (told % TWICE === 0) all.push(send(`msg_${told}`, first));
      if (told % ANEW === 0)
        all.push(send(`msg_${told}_2`, conversation(CLOCK, orgId, { id, version: 2, participants })));
      if (told % DELETED === 0) all.push(send(`msg_${told}_3`, deletion(CLOCK, orgId, id, 3)));
      if (told % LOOKED_AT === 0) all.push(look(orgId, portalId, contactId));
      for (const one of all) begin(one);
    },
    /** Everything that was begun is answered. */
    async over(): Promise<void> {
      while (open.size > 0) await Promise.all(open);
    },
  };
}
