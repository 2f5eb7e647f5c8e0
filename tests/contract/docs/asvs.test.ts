import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../hubspot-project/paths.ts';

const page = readFileSync(join(projectRoot(), 'server', 'docs', 'asvs.md'), 'utf8');
const rows = [...page.matchAll(/^\| (\d+\.\d+\.\d+) +\| (\d) +\| (\S+) +\| (.+) \|$/gm)].map(
  ([, rule = '', level = '', answer = '', where = '']) => ({ rule, level, answer, where: where.trim() }),
);

describe('ASVS 5.0', () => {
  it('answers all 70 rules of level 1 and all 183 of level 2, each once', () => {
    expect(new Set(rows.map(({ rule }) => rule)).size).toBe(rows.length);
    expect(rows.filter(({ level }) => level === '1')).toHaveLength(70);
    expect(rows.filter(({ level }) => level === '2')).toHaveLength(183);
  });

  it('answers in one of four words, with a place or a reason', () => {
    const odd = rows.filter(
      ({ answer, where }) => !['holds', 'elsewhere', 'n/a', 'open'].includes(answer) || where === '',
    );
    expect(odd).toEqual([]);
  });

  it('names only files that exist', () => {
    const named = [...page.matchAll(/`((?:server|shared|tests)\/[\w./-]+)`/g)].map(([, file = '']) => file);
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((file) => !existsSync(join(projectRoot(), file)))).toEqual([]);
  });

  it('names a test where a rule of level 1 is said to hold about who may do what', () => {
    const chapters = ['2', '8', '9', '10'];
    const claimed = rows.filter(
      ({ rule, level, answer }) =>
        level === '1' && answer === 'holds' && chapters.includes(rule.split('.')[0] ?? ''),
    );
    expect(claimed.length).toBeGreaterThan(8);
    expect(
      claimed.filter(({ where }) => !/`(tests|server|shared)\//.test(where)).map(({ rule }) => rule),
    ).toEqual(['9.1.3']);
  });
});
