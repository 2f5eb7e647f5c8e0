import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../hubspot-project/paths.ts';

export interface AttackRow {
  area: string;
  attack: string;
  /** Files that hold the attack off, as the table names them. */
  tests: readonly string[];
}

/** The table of `server/docs/attacks.md`: area, attack and expected, tests. */
export function attackRows(): AttackRow[] {
  const text = readFileSync(join(projectRoot(), 'server/docs/attacks.md'), 'utf8');
  return text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .flatMap(([, area = '', attack = '', tests = '']) => {
      const files = [...tests.matchAll(/`(tests\/[^`]+)`/g)].flatMap(([, file]) => file ?? []);
      return files.length === 0 ? [] : [{ area, attack, tests: files }];
    });
}
