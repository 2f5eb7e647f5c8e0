import {
  changedPaths,
  issuesAt,
  rebased,
  valueAt,
  withValue,
} from '../../../hubspot-app/app/settings/edit/paths.ts';
import { DEFAULT_SETTINGS } from '../../../shared/settings.ts';
import { SAVED } from '../../fixtures/settings/samples.ts';

test('a value is read and replaced by its path, and nothing else changes', () => {
  const changed = withValue(SAVED, 'mapping.custom.0.mode', 'write');
  expect(valueAt(changed, 'mapping.custom.0.mode')).toBe('write');
  expect(changedPaths(SAVED, changed)).toEqual(['mapping.custom']);
  expect(valueAt(SAVED, 'mapping.custom.0.mode')).toBe('propose');
  expect(valueAt(SAVED, 'nowhere.at.all')).toBeUndefined();
});

test('a version alone is no change', () => {
  expect(changedPaths(DEFAULT_SETTINGS, { ...DEFAULT_SETTINGS, version: 9 })).toEqual([]);
});

test('mine on top of theirs: what only they changed stays theirs, what I changed is mine', () => {
  const mine = withValue(withValue(SAVED, 'sync.notes', false), 'sync.frequency', 'daily');
  const theirs = {
    ...withValue(withValue(SAVED, 'sync.frequency', 'hourly'), 'sync.auto', false),
    version: 4,
  };
  const merged = rebased(mine, SAVED, theirs);
  expect(merged.sync).toMatchObject({ notes: false, frequency: 'daily', auto: false });
  expect(merged.version).toBe(4);
});

test('an issue belongs to its value and to the list around it, not to a neighbour', () => {
  const issues = [{ path: 'mapping.custom.1.property', message: 'x' }];
  expect(issuesAt(issues, 'mapping.custom.1')).toEqual(issues);
  expect(issuesAt(issues, 'mapping')).toEqual(issues);
  expect(issuesAt(issues, 'mapping.custom.10')).toEqual([]);
  expect(issuesAt(issues, 'map')).toEqual([]);
});
