import { choicesOf, SETTINGS_FORM } from '../../../server/settings/settingsForm.ts';
import type { HubSpotOptions, WritableProperty } from '../../../shared/options.ts';
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../../../shared/scopes.ts';

const property = (name: string, change: Partial<WritableProperty> = {}): WritableProperty => ({
  name,
  label: name,
  type: 'string',
  fieldType: 'text',
  options: [],
  ours: false,
  ...change,
});

const options = (deal: WritableProperty[]): HubSpotOptions => ({
  pipelines: [],
  owners: [],
  properties: { contact: [], company: [], deal, meeting: [], ticket: [] },
  customObjects: [],
  limitations: [],
});

function fittingInto(target: WritableProperty): string[] | 'all' {
  const { fields, properties } = choicesOf(options([target]));
  const fits = properties.deal[0]?.fits;
  return fits === null ? 'all' : (fits ?? []).map((index) => fields[index]?.path ?? '');
}

test('text takes every field, a number only numbers and amounts', () => {
  expect(fittingInto(property('notes'))).toBe('all');
  const numbers = fittingInto(property('amount', { type: 'number', fieldType: 'number' }));
  expect(numbers).toEqual(expect.arrayContaining(['insights.budget.max', 'duration_minutes']));
  expect(numbers).not.toContain('title');
});

test('a choice takes the fields that can name one of its options', () => {
  const choices = [
    { value: 'positive', label: 'Positive' },
    { value: 'negative', label: 'Negative' },
  ];
  const fits = fittingInto(property('mood', { type: 'enumeration', fieldType: 'select', options: choices }));
  expect(fits).toContain('summary.sentiment');
  expect(fits).not.toContain('kind');
});

test('what nothing fits into is not offered', () => {
  const offered = choicesOf(options([property('contract', { fieldType: 'file' }), property('hs_next_step')]));
  expect(offered.properties.deal.map(({ name }) => name)).toEqual(['hs_next_step']);
});

test('a portal with thousands of options stays far below the 1 MB that a page may receive', () => {
  const many = Array.from({ length: 400 }, (_, index) =>
    property(`choice_${index}`, {
      type: 'enumeration',
      fieldType: 'select',
      options: Array.from({ length: 500 }, (_option, at) => ({ value: `value_${at}`, label: `Value ${at}` })),
    }),
  );
  expect(JSON.stringify(choicesOf(options(many))).length).toBeLessThan(150_000);
});

test('every permission says what stops working without it', () => {
  expect(Object.keys(SETTINGS_FORM.scopes).sort()).toEqual([...REQUIRED_SCOPES, ...OPTIONAL_SCOPES].sort());
});
