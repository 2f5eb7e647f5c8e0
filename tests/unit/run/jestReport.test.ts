import { readJestReport } from '../../run/jestReport.ts';
import type { Outcome } from '../../run/step.types.ts';
import { heading, lastLine, skippedLines } from '../../run/words.ts';

const test = (status: string, title: string, ...ancestorTitles: string[]) => ({
  status,
  title,
  ancestorTitles,
});

const report = (...files: { status: string; assertionResults: ReturnType<typeof test>[] }[]): string =>
  JSON.stringify({ testResults: files.map((file) => ({ name: '/house/tests/a.test.ts', ...file })) });

const read = (text: string) => readJestReport(text, '/house');

describe('the counts of a jest report', () => {
  it('are those of its tests', () => {
    const assertionResults = [test('passed', 'a', 'x'), test('passed', 'b', 'x'), test('failed', 'c', 'x')];
    expect(read(report({ status: 'failed', assertionResults }))).toEqual({
      passed: 2,
      failed: 1,
      skipped: [],
    });
  });

  it('take a file that did not load for a failed test', () => {
    expect(read(report({ status: 'failed', assertionResults: [] }))).toMatchObject({ passed: 0, failed: 1 });
  });

  it('take nothing that was left out, or that cannot run here, for a pass', () => {
    const left = [test('pending', 'a', 'x'), test('passed', 'cards (no Chrome)', 'skipped: no browser')];
    expect(read(report({ status: 'passed', assertionResults: left }))).toEqual({
      passed: 0,
      failed: 0,
      skipped: ['tests/a.test.ts › x › a', 'tests/a.test.ts › skipped: no browser › cards (no Chrome)'],
    });
  });

  it('are not guessed from something else', () => {
    expect(() => read('{}')).toThrow();
    expect(() => read('not JSON')).toThrow();
  });
});

const outcome = (change: Partial<Outcome>): Outcome => ({
  step: { name: 'lint', command: [] },
  passed: 1,
  failed: 0,
  skipped: [],
  seconds: 1.25,
  output: '',
  ...change,
});

describe('the words of a run', () => {
  it('end in one plain line', () => {
    const outcomes = [outcome({}), outcome({ passed: 20, failed: 2 })];
    expect(lastLine(outcomes)).toBe('21 passed, 2 failed');
  });

  it('name what was skipped, and count it apart', () => {
    const outcomes = [outcome({ passed: 0, skipped: ['a', 'b'] })];
    expect(skippedLines(outcomes)).toEqual(['skipped: a', 'skipped: b']);
    expect(lastLine(outcomes)).toBe('0 passed, 0 failed, 2 skipped');
  });

  it('show a failed step at first glance', () => {
    expect(heading(outcome({ failed: 1 }))).toMatch(/^FAIL {2}lint +1\.3 s$/);
    expect(heading(outcome({ step: { name: 'unit', command: [], report: 'x' }, passed: 7 }))).toMatch(
      /^ok {4}unit +7 tests +1\.3 s$/,
    );
  });
});
