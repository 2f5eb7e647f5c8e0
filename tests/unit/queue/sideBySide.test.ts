import { sideBySide } from '../../../server/queue/sideBySide.ts';

/** Until everything that is ready has gone on a few times. */
const turn = async () => {
  for (let time = 0; time < 3; time += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** Work that lasts until the test ends it. */
function work(names: string[]) {
  const open = new Map<string, { end: () => void; fail: (error: Error) => void }>();
  return {
    open,
    names,
    take: () => Promise.resolve(names.shift()),
    run: (name: string) =>
      new Promise<void>((end, fail) =>
        open.set(name, {
          end: () => {
            open.delete(name);
            end();
          },
          fail: (error) => {
            open.delete(name);
            fail(error);
          },
        }),
      ),
  };
}

describe('work side by side', () => {
  it('starts as many as there is room for, and the next when one ends', async () => {
    const room = work(['a', 'b', 'c']);
    const done = sideBySide({ ...room, hasRoom: (running) => running < 2 });
    await turn();
    expect([...room.open.keys()]).toEqual(['a', 'b']);
    room.open.get('a')?.end();
    await turn();
    expect([...room.open.keys()]).toEqual(['b', 'c']);
    for (const one of room.open.values()) one.end();
    await done;
  });

  it('looks again when one ends, although there was nothing before', async () => {
    const room = work(['a']);
    const done = sideBySide({ ...room, hasRoom: (running) => running < 2 });
    await turn();
    room.names.push('late');
    room.open.get('a')?.end();
    await turn();
    expect([...room.open.keys()]).toEqual(['late']);
    room.open.get('late')?.end();
    await done;
  });

  it('lets what was begun make its first steps before it looks for more', async () => {
    const room = work(['a', 'b']);
    const order: string[] = [];
    const done = sideBySide({
      take: () => {
        order.push('look');
        return room.take();
      },
      run: async (name) => {
        for (let step = 0; step < 5; step += 1) await Promise.resolve();
        order.push(name);
      },
      hasRoom: (running) => running < 2,
    });
    await done;
    expect(order.slice(0, 4)).toEqual(['look', 'a', 'look', 'b']);
  });

  it('starts nothing after a failure and says it only when the others have ended', async () => {
    const room = work(['a', 'b', 'c']);
    let said: unknown;
    const done = sideBySide({ ...room, hasRoom: (running) => running < 2 }).catch((error: unknown) => {
      said = error;
    });
    await turn();
    room.open.get('a')?.fail(new Error('the store is gone'));
    await turn();
    expect([...room.open.keys()]).toEqual(['b']);
    expect(said).toBeUndefined();
    room.open.get('b')?.end();
    await done;
    expect(said).toEqual(new Error('the store is gone'));
  });

  it('waits for what runs when it cannot look for more', async () => {
    const room = work(['a']);
    let looks = 0;
    const done = sideBySide({
      ...room,
      take: () => (looks++ === 0 ? room.take() : Promise.reject(new Error('no answer'))),
      hasRoom: () => true,
    });
    const refused = expect(done).rejects.toThrow('no answer');
    await turn();
    expect([...room.open.keys()]).toEqual(['a']);
    room.open.get('a')?.end();
    await refused;
  });
});
