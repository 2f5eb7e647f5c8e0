import { pino } from 'pino';
import type { JournalDocument } from '../../../server/intake/journal.ts';
import { createProjector } from '../../../server/intake/projector.ts';
import { steppedClock } from '../../support/steppedClock.ts';

const row = (id: number): JournalDocument => ({
  _id: String(id),
  orgId: null,
  type: 'session.completed',
  event: null,
  sentAt: new Date(0),
  receivedAt: new Date(0),
  projectedAt: null,
});

/** A projector beside a journal in which `inLine` webhooks stand at the end of each commit of 100 ms. */
function beside(...inLine: number[]) {
  const clock = steppedClock();
  const carried: { at: number; rows: number }[] = [];
  const projector = createProjector({
    clock,
    log: pino({ level: 'silent' }),
    journal: {
      pressure: () => inLine[0] ?? 0,
      committed: () => {
        clock.advance(100);
        inLine.shift();
        return Promise.resolve();
      },
    },
    project: (rows) => {
      carried.push({ at: clock.monotonicMs(), rows: rows.length });
      return Promise.resolve();
    },
  });
  return { projector, carried };
}

describe('what was just stored', () => {
  it('is carried over at once while few senders stand in line', async () => {
    const { projector, carried } = beside(16, 16, 16, 16);
    projector.offer(row(1));
    await projector.settled();
    expect(carried).toEqual([{ at: 0, rows: 1 }]);
  });

  it('waits while many do, and goes together when they are in', async () => {
    const { projector, carried } = beside(49, 30, 3);
    for (let id = 0; id < 40; id += 1) projector.offer(row(id));
    await projector.settled();
    expect(carried).toEqual([{ at: 200, rows: 40 }]);
  });

  it('is not put off for long by senders who never end: a batch goes every quarter of a second or so', async () => {
    const { projector, carried } = beside(...Array.from({ length: 20 }, () => 49));
    for (let id = 0; id < 250; id += 1) projector.offer(row(id));
    await projector.settled();
    expect(carried).toEqual([
      { at: 300, rows: 100 },
      { at: 600, rows: 100 },
      { at: 900, rows: 50 },
    ]);
  });
});
