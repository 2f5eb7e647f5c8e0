import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SETTINGS_TEXTS, type SettingPath } from '../../../shared/settingsTexts.ts';
import { projectRoot } from '../../hubspot-project/paths.ts';

const root = projectRoot();
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** Rows of the table in `server/docs/settings.md`: option, sentence, effect, test. */
const rows = read('server/docs/settings.md')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => {
    const [option = '', sentence = '', effect = '', test = ''] = line
      .slice(1, -1)
      .split(' | ')
      .map((cell) => cell.trim());
    return { option: option.replaceAll('`', ''), sentence, effect, test };
  });

describe('the table of the settings', () => {
  it('has a row for every option, in the order of the document, and for nothing else', () => {
    expect(rows.map(({ option }) => option)).toEqual(Object.keys(SETTINGS_TEXTS));
  });

  it.each(rows)(
    '$option: the sentence people read, an effect, and tests that exist',
    ({ option, sentence, effect, test }) => {
      expect(sentence).toBe(SETTINGS_TEXTS[option as SettingPath].sentence);
      expect(effect.length).toBeGreaterThan(20);
      const named = [...test.matchAll(/`(tests\/[^`]+\.test\.ts)`: ([^·]+)/g)];
      expect(named.length).toBeGreaterThan(0);
      for (const [, file = '', title = ''] of named) {
        expect([file, existsSync(join(root, file))]).toEqual([file, true]);
        expect(read(file)).toContain(title.trim());
      }
    },
  );
});
