import { BUYERS } from '../../sandbox/samples/cast.ts';
import type { Client } from '../../support/client.ts';
import type { Accepted } from '../checker/history.types.ts';
import { conversation } from '../scenarios/conversation.ts';
import { acceptedOf } from '../world/accepted.ts';
import type { Envelope } from '../world/world.types.ts';

const RETRY_MS = 250;
const PEOPLE = Object.values(BUYERS);
const toParticipant = ({ name, email }: { name: string; email: string }) => ({ name, email });

/** liveprompt, which sends a webhook until somebody takes it, whoever dies meanwhile. */
export function createTraffic(clients: readonly Client[], random: () => number) {
  const accepted: Accepted[] = [];
  const open = new Set<Promise<void>>();
  const participants = new Map<string, { name: string; email: string }[]>();
  const whoIn = (id: string) => participants.get(id) ?? [];
  let sent = 0;

  const deliver = async (id: string, envelope: Envelope): Promise<void> => {
    for (let attempt = 0; ; attempt += 1) {
      const client = clients[(sent + attempt) % clients.length];
      const answer = await client?.deliver(envelope, id).catch(() => undefined);
      if (answer?.status === 202) {
        accepted.push(acceptedOf(id, Date.now(), envelope));
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  };

  const told = (orgId: string, id: string, version: number) =>
    conversation({ time: { now: Date.now } }, orgId, { id, version, participants: whoIn(id) });

  const begin = (id: string, envelope: Envelope): void => {
    const work: Promise<void> = deliver(id, envelope).finally(() => open.delete(work));
    open.add(work);
  };

  return {
    accepted: accepted as readonly Accepted[],
    /** A conversation of one or two people; every fifth is told twice, every seventh again and differently. */
    tell(orgId: string): void {
      sent += 1;
      const id = `ses_${sent}`;
      const first = Math.floor(random() * PEOPLE.length);
      participants.set(id, PEOPLE.slice(first, first + 1 + (sent % 2)).map(toParticipant));
      begin(`msg_${sent}`, told(orgId, id, 1));
      if (sent % 5 === 0) begin(`msg_${sent}`, told(orgId, id, 1));
      if (sent % 7 === 0) begin(`msg_${sent}_2`, told(orgId, id, 2));
    },
    /** The same people, another version. */
    tellAgain(orgId: string, id: string, version: number): void {
      begin(`msg_${id}_${version}`, told(orgId, id, version));
    },
    /** Everything that was sent has its 202. */
    async delivered(): Promise<void> {
      while (open.size > 0) await Promise.all(open);
    },
  };
}
