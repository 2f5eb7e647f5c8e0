import { runCells } from '../../chaos/cells/runCells.ts';
import { runCrash } from '../../chaos/crash/runCrash.ts';
import { readOptions } from '../../chaos/options.ts';

jest.setTimeout(120_000);

/** A share of `npm run chaos`, so that a broken promise is seen at once (server/docs/chaos.md). */
describe('chaos', () => {
  it('60 cells of the fault matrix leave nothing lost and nothing doubled', async () => {
    const { figures, breaches } = await runCells(
      readOptions(['--cells', '60', '--seed', '5', '--only', '/crm/objects/']),
    );
    expect(breaches).toEqual([]);
    expect(figures['cells']).toBe(60);
  });

  it('a kill at steps all over a run leaves nothing lost and nothing doubled', async () => {
    const { figures, breaches } = await runCrash(readOptions(['--crash', '30', '--only', 'marker']));
    expect(breaches).toEqual([]);
    expect(figures['kills']).toBe(30);
  });
});
