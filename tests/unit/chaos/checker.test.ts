import { check } from '../../chaos/checker/check.ts';
import { RULES } from '../../chaos/checker/history.types.ts';
import { BAD } from './badHistories.ts';
import { goodHistory } from './goodHistory.ts';
import { GOOD } from './oddHistories.ts';

describe('the checker', () => {
  it.each(GOOD)('lets pass %s', (_, over) => {
    expect(check(goodHistory(over))).toEqual([]);
  });

  it.each(BAD)('%s: finds %s', (rule, _, over) => {
    expect(check(goodHistory(over)).map((breach) => breach.rule)).toContain(rule);
  });

  it('has a bad history for every rule', () => {
    expect(RULES.filter((rule) => !BAD.some(([bad]) => bad === rule))).toEqual([]);
  });
});
