import { z } from 'zod';
import { settingsDocument } from '../../../shared/settings.ts';
import { SETTINGS_TEXTS, type SettingText } from '../../../shared/settingsTexts.ts';

interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  enum?: string[];
  anyOf?: Schema[];
}

/** Every option of the settings document with its schema; lists of rules count as themselves and by their keys. */
function optionsOf(schema: Schema, path: string[] = []): [string, Schema][] {
  if (schema.properties) {
    return Object.entries(schema.properties).flatMap(([key, inner]) => optionsOf(inner, [...path, key]));
  }
  const rules = schema.items?.properties ? optionsOf(schema.items, path) : [];
  return [[path.join('.'), schema], ...rules];
}

const options = optionsOf(z.toJSONSchema(settingsDocument, { io: 'output' }) as Schema).filter(
  ([path]) => path !== 'version',
);
const texts: Readonly<Record<string, SettingText>> = SETTINGS_TEXTS;

describe('the words of the settings', () => {
  it('there is a label and one sentence for every option, and for nothing else', () => {
    expect(Object.keys(texts).sort()).toEqual(options.map(([path]) => path).sort());
    expect(options.length).toBeGreaterThan(30);
  });

  it.each(options)('%s: one plain sentence, and words for every choice', (path, schema) => {
    const text = texts[path];
    expect(text?.label).toMatch(/^[A-Z][^.]*$/);
    expect(text?.sentence).toMatch(/^[A-Z].*\.$/);
    expect(text?.sentence.length).toBeLessThanOrEqual(160);
    const values =
      schema.enum ?? schema.anyOf?.flatMap((one) => one.enum ?? (one.type === 'null' ? [''] : []));
    if (values?.some((value) => value !== '')) {
      expect(Object.keys(text?.choices ?? {}).sort()).toEqual([...values].sort());
    }
  });
});
