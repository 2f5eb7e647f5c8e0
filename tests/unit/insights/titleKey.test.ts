import fc from 'fast-check';
import { featureRequestsOf } from '../../../server/insights/featureRequests.ts';
import { issuesOf } from '../../../server/insights/issues.ts';
import { titleKey } from '../../../server/insights/titleKey.ts';

describe('the key of a title', () => {
  it.each([
    ['Export to CSV', ' export  to csv! '],
    ['Single sign-on', 'Single Sign on'],
    ['Größe ändern', 'GROSSE ANDERN'],
    ['"Dark mode"', 'Dark mode.'],
    ['日本語の書き出し', '日本語の書き出し。'],
  ])('is the same for %s and %s', (left, right) => expect(titleKey(left)).toBe(titleKey(right)));

  it.each([
    ['C# SDK', 'C SDK'],
    ['C++ SDK', 'C SDK'],
    ['Export to CSV', 'Export to XLS'],
    ['👍', '👎'],
    ['???', '!!!'],
  ])('differs for %s and %s', (left, right) => expect(titleKey(left)).not.toBe(titleKey(right)));

  it('is none for no title, and never anything that a link or HubSpot could stumble over', () => {
    expect([titleKey(''), titleKey(' \n\u200b')]).toEqual([undefined, undefined]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (title) => {
        expect(titleKey(title) ?? '0123456789abcdef').toMatch(/^[\da-f]{16}$/);
      }),
      { seed: 20_261_125, numRuns: 300 },
    );
  });
});

describe('issues and feature requests', () => {
  const titles = fc.array(fc.constantFrom('Import fails', 'import FAILS.', 'Slow', ' ', 'Slow!'), {
    maxLength: 6,
  });
  const RUNS = { seed: 20_261_125, numRuns: 200 };

  it('have the same keys in any order, each one once', () => {
    fc.assert(
      fc.property(titles, (list) => {
        const keys = (some: readonly string[]) => [
          issuesOf({ insights: { issues: some.map((title) => ({ title })) } }).map(({ key }) => key),
          featureRequestsOf({ insights: { feature_requests: some.map((title) => ({ title })) } }).map(
            ({ key }) => key,
          ),
        ];
        const [issues = [], requests = []] = keys(list);
        expect(new Set(issues).size).toBe(issues.length);
        expect(requests).toEqual(issues);
        expect(keys([...list].reverse())[0]?.sort()).toEqual(issues.sort());
      }),
      RUNS,
    );
  });

  it('an issue is resolved only where nothing says that it is open', () => {
    const of = (...statuses: ('open' | 'resolved' | undefined)[]) =>
      issuesOf({ insights: { issues: statuses.map((status) => ({ title: 'a', status })) } })[0]?.open;
    expect(of('resolved')).toBe(false);
    expect(of(undefined)).toBe(true);
    expect([of('resolved', 'open'), of('open', 'resolved'), of(undefined, 'resolved')]).toEqual([
      true,
      true,
      true,
    ]);
    expect(of('resolved', 'resolved')).toBe(false);
  });
});
