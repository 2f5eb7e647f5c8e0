import { runApart } from '../../chaos/inParts.ts';

jest.setTimeout(120_000);

/** A share of `npm run chaos`, so that a broken promise is seen at once (server/docs/chaos.md). */
describe('chaos', () => {
  it('40 cells of the fault matrix leave nothing lost and nothing doubled', async () => {
    const [report] = await runApart(['--cells', '40', '--seed', '5', '--jobs', '1']);
    expect(report?.breaches).toEqual([]);
    expect(report?.figures['cells']).toBe(40);
  });

  it('a company deleted while a contact is on its way to it fails nobody', async () => {
    const [report] = await runApart(['--calm', '--only', 'strangers/marker', '--jobs', '1']);
    expect(report?.breaches).toEqual([]);
    expect(report?.figures['scenarios']).toBe(1);
  });

  it('a kill at steps all over a run leaves nothing lost and nothing doubled', async () => {
    const [report] = await runApart(['--crash', '20', '--only', 'marker', '--jobs', '1']);
    expect(report?.breaches).toEqual([]);
    expect(report?.figures['kills']).toBe(20);
  });
});
