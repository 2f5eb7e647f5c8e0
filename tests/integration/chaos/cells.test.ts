import { runCalm } from '../../chaos/calm/runCalm.ts';
import { runCells } from '../../chaos/cells/runCells.ts';
import { runCrash } from '../../chaos/crash/runCrash.ts';
import { readOptions } from '../../chaos/options.ts';

jest.setTimeout(120_000);

/** A share of `npm run chaos`, so that a broken promise is seen at once (server/docs/chaos.md). */
describe('chaos', () => {
  it('40 cells of the fault matrix leave nothing lost and nothing doubled', async () => {
    const { figures, breaches } = await runCells(readOptions(['--cells', '40', '--seed', '5']));
    // Copied: the arrays of another realm are equal to none of jest's.
    expect([...breaches]).toEqual([]);
    expect(figures['cells']).toBe(40);
  });

  it('a company deleted while a contact is on its way to it fails nobody', async () => {
    const { figures, breaches } = await runCalm(readOptions(['--calm', '--only', 'strangers/marker']));
    // Copied: the arrays of another realm are equal to none of jest's.
    expect([...breaches]).toEqual([]);
    expect(figures['scenarios']).toBe(1);
  });

  it('a kill at steps all over a run leaves nothing lost and nothing doubled', async () => {
    const { figures, breaches } = await runCrash(readOptions(['--crash', '20', '--only', 'marker']));
    // Copied: the arrays of another realm are equal to none of jest's.
    expect([...breaches]).toEqual([]);
    expect(figures['kills']).toBe(20);
  });
});
