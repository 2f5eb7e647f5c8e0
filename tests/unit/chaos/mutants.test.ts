import { readFileSync } from 'node:fs';
import { MUTANTS } from '../../chaos/mutants/mutants.ts';

/** `npm run chaos -- --mutants all` plants each of them; here is only seen that it still can. */
describe('planted bugs', () => {
  it.each(MUTANTS.map((mutant) => [mutant.name, mutant]))('%s: fits into the product', (_, mutant) => {
    const { file, find, replace } = mutant;
    expect(readFileSync(file, 'utf8').split(find)).toHaveLength(2);
    expect(replace).not.toBe(find);
  });
});
