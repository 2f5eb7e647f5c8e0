import { runApart } from '../../chaos/inParts.ts';

jest.setTimeout(240_000);

describe('random histories', () => {
  it('a thousand moves leave nothing lost and nothing doubled', async () => {
    const [report] = await runApart(['--model', '--runs', '1000', '--seed', '11', '--jobs', '1']);
    expect(report?.breaches).toEqual([]);
    expect(report?.figures['moves']).toBe(1_000);
  });
});
