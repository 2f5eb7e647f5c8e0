import { runModel } from '../../chaos/model/runModel.ts';
import { readOptions } from '../../chaos/options.ts';

jest.setTimeout(240_000);

describe('random histories', () => {
  it('a thousand moves leave nothing lost and nothing doubled', async () => {
    const { figures, breaches } = await runModel(readOptions(['--model', '--runs', '1000', '--seed', '11']));
    // Copied: the arrays of another realm are equal to none of jest's.
    expect([...breaches]).toEqual([]);
    expect(figures['moves']).toBe(1_000);
  });
});
