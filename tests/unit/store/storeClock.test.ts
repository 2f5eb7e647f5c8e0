import { createStoreClock } from '../../../server/store/storeClock.ts';
import { steppedClock } from '../../support/steppedClock.ts';

const STORE_SAYS = new Date('2026-11-24T12:00:00Z');
const MINUTE = 60_000;

/** A machine whose clock says ten o'clock while the store says noon, unless told otherwise. */
function room({ machineSays = new Date('2026-11-24T10:00:00Z') } = {}) {
  const machine = steppedClock(machineSays);
  const said: string[] = [];
  const logged = (_: object, text: string) => void said.push(text);
  let jump = 0;
  const world = {
    machine,
    said,
    /** How long an answer takes before and after the store looks at its clock. */
    before: 0,
    after: 0,
    fails: false,
    trueTime: () => new Date(STORE_SAYS.getTime() + machine.monotonicMs()),
    /** Somebody sets the clock of the machine. */
    set: (ms: number) => void (jump = ms),
  };
  const clock = createStoreClock({
    machine: {
      now: () => new Date(machine.now().getTime() + jump),
      monotonicMs: () => machine.monotonicMs(),
    },
    log: { warn: logged, info: logged } as never,
    store: {
      time() {
        if (world.fails) return Promise.reject(new Error('away'));
        machine.advance(world.before);
        const told = world.trueTime();
        machine.advance(world.after);
        return Promise.resolve(told);
      },
    },
  });
  return { ...world, world, clock };
}

describe('the clock of the store', () => {
  it('is the one of the machine until the store has answered', () => {
    const { clock, machine } = room();
    expect(clock.now()).toEqual(machine.now());
  });

  it('says what the store says, whatever the machine does, and goes on by the clock that never jumps', async () => {
    const { clock, machine, set, trueTime } = room();
    await clock.measure();
    expect(clock.now()).toEqual(trueTime());
    set(10 * MINUTE);
    machine.advance(90_000);
    expect(clock.now()).toEqual(trueTime());
  });

  it('knows by how much the machine is off, to either side', async () => {
    const late = room();
    await late.clock.measure();
    expect(Math.round(late.clock.offByMs() / MINUTE)).toBe(-120);
    const early = room({ machineSays: new Date('2026-11-24T12:10:00Z') });
    await early.clock.measure();
    expect(Math.round(early.clock.offByMs() / MINUTE)).toBe(10);
  });

  it('does not jump when an answer takes long, and is never wrong by more than half of what it took', async () => {
    const { clock, machine, world, trueTime } = room();
    await clock.measure();
    let last = clock.now();
    for (const [before, after] of [
      [0, 900],
      [900, 0],
      [4_000, 10],
      [3, 2],
    ] as const) {
      Object.assign(world, { before, after });
      await clock.measure();
      expect(clock.now().getTime()).toBeGreaterThanOrEqual(last.getTime());
      expect(Math.abs(clock.now().getTime() - trueTime().getTime())).toBeLessThanOrEqual(1);
      last = clock.now();
      machine.advance(1_000);
    }
    const slow = room();
    Object.assign(slow.world, { before: 1_000, after: 0 });
    await slow.clock.measure();
    expect(Math.abs(slow.clock.now().getTime() - slow.trueTime().getTime())).toBeLessThanOrEqual(501);
    slow.world.before = 0;
    await slow.clock.measure();
    expect(Math.abs(slow.clock.now().getTime() - slow.trueTime().getTime())).toBeLessThanOrEqual(1);
  });

  it('goes on by its last answer while the store is away', async () => {
    const { clock, machine, world, trueTime } = room();
    await clock.measure();
    world.fails = true;
    await expect(clock.measure()).rejects.toThrow('away');
    machine.advance(MINUTE);
    expect(clock.now()).toEqual(trueTime());
  });

  it('says once that the machine is off, and once that it is right again', async () => {
    const { clock, set, said } = room();
    set(120 * MINUTE);
    await clock.measure();
    expect(said).toEqual([]);
    set(130 * MINUTE);
    await clock.measure();
    await clock.measure();
    expect(said).toEqual(['the clock of this machine differs from the one of the database']);
    set(120 * MINUTE);
    await clock.measure();
    expect(said).toHaveLength(2);
  });
});
