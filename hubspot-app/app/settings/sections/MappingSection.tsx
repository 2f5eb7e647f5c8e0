import { Button, Divider, Flex, Heading, Select, Text } from '@hubspot/ui-extensions';
import { fill } from '@liveprompt/kit';
import type { MappableObject } from '#shared/options.ts';
import type { Settings } from '#shared/settings.ts';
import type { SettingsChoices } from '#shared/settingsForm.ts';
import { useEditing } from '../edit/editing.ts';
import { issuesAt } from '../edit/paths.ts';
import { RowComplaint } from '../parts/RowComplaint.tsx';
import { complaint } from '../parts/complaint.ts';
import { withSaved } from '../parts/withSaved.ts';

type Mapping = Settings['mapping']['custom'][number];

/** Which field goes where: only properties that can hold the field are offered. */
export const MappingSection = ({ choices }: { choices: SettingsChoices }) => {
  const { draft, form, readOnly, set, issues } = useEditing();
  const { title, custom } = draft.mapping;
  const [wrongTitle] = issuesAt(issues, 'mapping.title');
  const change = (rows: Mapping[]) => set('mapping.custom', rows);
  return (
    <Flex direction="column" gap="medium">
      <Select
        name="mapping.title"
        label={form.texts['mapping.title']?.label}
        description={form.texts['mapping.title']?.sentence}
        readOnly={readOnly}
        error={wrongTitle !== undefined}
        validationMessage={wrongTitle === undefined ? undefined : complaint(wrongTitle.message)}
        options={withSaved(propertiesFor(choices, 'meeting', 'title'), title, form.words.mapping.gone)}
        value={title}
        onChange={(name) => set('mapping.title', name)}
      />
      <Divider />
      <Heading>{form.texts['mapping.custom']?.label}</Heading>
      <Text variant="microcopy">{form.texts['mapping.custom']?.sentence}</Text>
      {custom.length === 0 ? <Text>{form.words.mapping.none}</Text> : null}
      {custom.map((mapping, index) => (
        <MappingRow
          key={index}
          index={index}
          mapping={mapping}
          choices={choices}
          onChange={(changed) => change(custom.map((row, at) => (at === index ? changed : row)))}
          onRemove={() => change(custom.filter((_row, at) => at !== index))}
        />
      ))}
      {readOnly ? null : (
        <Flex direction="row">
          <Button size="small" onClick={() => change([...custom, newMapping(choices)])}>
            {form.words.mapping.add}
          </Button>
        </Flex>
      )}
    </Flex>
  );
};

interface MappingRowProps {
  index: number;
  mapping: Mapping;
  choices: SettingsChoices;
  onChange: (mapping: Mapping) => void;
  onRemove: () => void;
}

const MappingRow = ({ index, mapping, choices, onChange, onRemove }: MappingRowProps) => {
  const { form, readOnly } = useEditing();
  const words = (key: string) => form.texts[`mapping.custom.${key}`];
  const offered = (key: string) =>
    Object.entries(words(key)?.choices ?? {}).map(([value, label]) => ({ value, label }));
  const name = (key: string) => `mapping.custom.${index}.${key}`;
  /** A property that cannot hold the new field is taken back rather than refused at saving. */
  const fitting = (changed: Mapping): Mapping => {
    const fits = propertiesFor(choices, changed.object, changed.from);
    return fits.some(({ value }) => value === changed.property)
      ? changed
      : { ...changed, property: fits[0]?.value ?? '' };
  };
  return (
    <Flex direction="column" gap="extra-small">
      <Flex direction="row" gap="small" align="end" wrap="wrap">
        <Select
          name={name('from')}
          label={words('from')?.label}
          readOnly={readOnly}
          options={choices.fields.map(({ path, label }) => ({ value: path, label }))}
          value={mapping.from}
          onChange={(from) => onChange(fitting({ ...mapping, from: String(from) }))}
        />
        <Select
          name={name('object')}
          label={words('object')?.label}
          readOnly={readOnly}
          options={offered('object')}
          value={mapping.object}
          onChange={(object) => onChange(fitting({ ...mapping, object: object as MappableObject }))}
        />
        <Select
          name={name('property')}
          label={words('property')?.label}
          tooltip={words('property')?.sentence}
          readOnly={readOnly}
          placeholder={form.words.mapping.noProperty}
          options={withSaved(
            propertiesFor(choices, mapping.object, mapping.from),
            mapping.property,
            form.words.mapping.gone,
          )}
          value={mapping.property}
          onChange={(property) => onChange({ ...mapping, property: String(property) })}
        />
        <Select
          name={name('mode')}
          label={words('mode')?.label}
          tooltip={words('mode')?.sentence}
          readOnly={readOnly}
          options={offered('mode')}
          value={mapping.mode}
          onChange={(mode) => onChange({ ...mapping, mode: mode as Mapping['mode'] })}
        />
        {readOnly ? null : (
          <Button variant="transparent" size="small" onClick={onRemove}>
            {fill(form.words.mapping.remove, { row: index + 1 })}
          </Button>
        )}
      </Flex>
      <RowComplaint path={`mapping.custom.${index}`} />
    </Flex>
  );
};

function propertiesFor(choices: SettingsChoices, object: MappableObject, from: string) {
  const field = choices.fields.findIndex(({ path }) => path === from);
  return choices.properties[object]
    .filter(({ fits }) => fits === null || fits.includes(field))
    .map(({ name, label }) => ({ value: name, label }));
}

/** Asking first is what a new mapping begins with: nothing is overwritten by a slip. */
function newMapping(choices: SettingsChoices): Mapping {
  const from = choices.fields[0]?.path ?? '';
  return {
    from,
    object: 'contact',
    property: propertiesFor(choices, 'contact', from)[0]?.value ?? '',
    mode: 'propose',
  };
}
