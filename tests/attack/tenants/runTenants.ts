import { secondsSince, watched, type Report } from '../../chaos/report.ts';
import { seeded } from '../../chaos/world/seeded.ts';
import type { DoorAnswer } from '../../chaos/world/door.ts';
import { createCallers, type Ask, type Role } from '../callers.ts';
import { keep, mentioning, putBack } from '../keep.ts';
import { createCast, guess, type Subject } from './cast.ts';
import { bytesOf } from './compare.ts';
import { targets, type Target } from './requests.ts';

const WHOSE = ['own', 'other', 'deleted', 'guessed'] as const;
type Whose = (typeof WHOSE)[number];
const ROLES: readonly Role[] = ['admin', 'member'];

export interface TenantCell {
  target: Target;
  whose: Whose;
  role: Role;
}

/** Every endpoint × whose thing it is asked for × who asks (reliability.md §5 "tenancy", §6). */
export function tenantCells(): TenantCell[] {
  return targets().flatMap((target) =>
    WHOSE.flatMap((whose) => ROLES.map((role) => ({ target, whose, role }))),
  );
}

/** It outlives a disconnect, and says that there was one (reliability.md §5 "deletion"). */
const TRAIL = ' /audit';

/** HubSpot's limit counts ten seconds; they pass between two endpoints, in no time. */
const WINDOW_MS = 10_001;

/**
 * @param options.count so many cells, drawn by the seed; all of them unless given
 * @param options.only those of endpoints whose name contains this
 */
export async function runTenants(options: {
  seed: number;
  count?: number;
  only?: string | undefined;
}): Promise<Report> {
  const { seed, count, only = '' } = options;
  const started = performance.now();
  const cast = await createCast(seed);
  const { world, own, other, deleted } = cast;
  const callers = createCallers(world);
  const breaches = watched();
  const missing = guess(cast, 'z');
  const guessed = guess(cast, 'q');
  const kept = keep(world.engine);
  const others = [other, deleted];

  /** Each request meets the same store. */
  const send = async ({ door }: Target, role: Role, as: Subject, asked: Ask): Promise<DoorAnswer> => {
    putBack(world.engine, kept);
    if (door === 'api') return callers.api({ orgId: as.orgId, role }, asked);
    return callers.portal({ portalId: as.portalId, userEmail: `${role}@seller.com` }, asked);
  };

  const judge = async ({ target, whose, role }: TenantCell): Promise<string[]> => {
    const found: string[] = [];
    const forbidden = target.door === 'api' && target.access === 'write' && role === 'member';
    const strict = target.names;
    const call = async (as: Subject, asked: Ask): Promise<DoorAnswer> => {
      const answer = await send(target, role, as, asked);
      if (answer.status >= 500) found.push(`answers ${answer.status}: ${answer.text.slice(0, 200)}`);
      for (const { canary } of as === own ? others : [...others, own])
        if (answer.text.includes(canary) || JSON.stringify(answer.headers).includes(canary))
          found.push(`tells of ${canary}: ${answer.text.slice(0, 200)}`);
      return answer;
    };
    const same = async (what: string, one: [Subject, Ask], two: [Subject, Ask]): Promise<void> => {
      const before = others.map(({ canary }) => mentioning(world.engine, canary));
      const [left, right] = [await call(...one), await call(...two)];
      const [a, b] = [bytesOf(left, strict, one[1]), bytesOf(right, strict, two[1])];
      if (a !== b) found.push(`${what} differs:\n${a}\n--- from\n${b}`);
      if (forbidden && left.status !== 403) found.push(`${what}: a member gets ${left.status}`);
      const connected = one[0] === own;
      if (connected && !forbidden && target.door === 'api' && /:\w/.test(target.name) && left.status !== 404)
        found.push(`${what} is not 404 but ${left.status}`);
      const after = others.map(({ canary }) => mentioning(world.engine, canary));
      if (JSON.stringify(before) !== JSON.stringify(after)) found.push(`${what} changed what is not its own`);
    };

    if (whose === 'own') {
      const { status, text } = await call(own, target.ask(own));
      const wrong = forbidden ? status !== 403 : [401, 403, 404].includes(status);
      if (wrong) found.push(`one's own answers ${status}: ${text.slice(0, 200)}`);
      return found;
    }
    const subject = { other, deleted, guessed }[whose];
    await same(`a thing of ${whose}`, [own, target.ask(subject)], [own, target.ask(missing)]);
    const [about, nobody] = [target.lie(missing, subject), target.lie(missing, missing)];
    await same(`a lie about ${whose}`, [own, about], [own, nobody]);
    // Who left, or never came, has a token that is good and nothing else.
    const stranger = whose === 'deleted' ? deleted : guessed;
    if (whose === 'other' || (whose === 'deleted' && target.name.includes(TRAIL))) return found;
    await same('a stranger', [stranger, target.ask(other)], [missing, target.ask(missing)]);
    return found;
  };

  const every = tenantCells().filter(({ target }) => target.name.includes(only));
  const cells = inOrder(count === undefined ? every : draw(every, count, seed));
  let last: Target | undefined;
  for (const cell of cells) {
    if (cell.target !== last) await world.pass(WINDOW_MS);
    last = cell.target;
    const found = await judge(cell);
    const name = `${cell.target.name} · ${cell.whose} · ${cell.role}`;
    breaches.push(...found.map((what) => `${name}: ${what}`));
  }
  world.end();
  return {
    run: 'tenants',
    figures: {
      cells: cells.length,
      endpoints: targets().length,
      leaks: breaches.length,
      seconds: secondsSince(started),
    },
    breaches,
  };
}

/** Leaving takes HubSpot's grant away, which nobody can put back: last. */
function inOrder(cells: readonly TenantCell[]): TenantCell[] {
  const leaves = ({ target: { name } }: TenantCell): boolean => name.includes(' delete /connection');
  return [...cells.filter((cell) => !leaves(cell)), ...cells.filter(leaves)];
}

function draw<T>(all: readonly T[], count: number, seed: number): T[] {
  const random = seeded(seed);
  return all
    .map((one) => ({ one, at: random() }))
    .sort((left, right) => left.at - right.at)
    .slice(0, count)
    .map(({ one }) => one);
}
