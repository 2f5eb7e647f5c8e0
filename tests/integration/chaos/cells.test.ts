import { runApart } from '../../chaos/inParts.ts';

jest.setTimeout(120_000);

/** A share of `npm run chaos`, so that a broken promise is seen at once (server/docs/chaos.md). */
describe('chaos', () => {
  it('40 cells of the fault matrix and a kill at steps all over a run leave nothing lost and nothing doubled', async () => {
    const [cells, crash] = await runApart(['--cells', '40', '--crash', '20', '--seed', '5', '--jobs', '1']);
    expect(cells?.breaches).toEqual([]);
    expect(cells?.figures['cells']).toBe(40);
    // Before the first kill: every scenario undisturbed, and every crashpoint on the way of one of them.
    expect(crash?.breaches).toEqual([]);
    expect(crash?.figures['kills']).toBe(20);
  });
});
