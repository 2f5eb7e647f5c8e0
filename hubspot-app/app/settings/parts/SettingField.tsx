import { Flex, Input, NumberInput, Select, Text, TextArea, TimeInput, Toggle } from '@hubspot/ui-extensions';
import { issuesAt, valueAt } from '../edit/paths.ts';
import { useEditing } from '../edit/editing.ts';
import { complaint as complaintOf } from './complaint.ts';
import { linesOf } from './lines.ts';

/** One option of the settings document: its control follows from its value, its words come with the form. */
export const SettingField = ({ path }: { path: string }) => {
  const { draft, form, issues, readOnly, set } = useEditing();
  const value = valueAt(draft, path);
  const words = form.texts[path] ?? { label: path, sentence: '' };
  const complaint = issuesAt(issues, path)
    .map(({ message }) => complaintOf(message))
    .join(' ');
  const common = {
    name: path,
    label: words.label,
    description: words.sentence,
    readOnly,
    error: complaint !== '',
    validationMessage: complaint || undefined,
  };

  if (typeof value === 'boolean') {
    return (
      <Flex direction="column" gap="flush">
        <Toggle
          name={path}
          label={words.label}
          readOnly={readOnly}
          checked={value}
          onChange={(checked) => set(path, checked)}
        />
        <Text variant="microcopy">{words.sentence}</Text>
      </Flex>
    );
  }
  if (words.choices) {
    const options = Object.entries(words.choices).map(([choice, label]) => ({ value: choice, label }));
    // A choice that can be off is null in the document and the empty choice here.
    return (
      <Select
        {...common}
        options={options}
        value={String(value ?? '')}
        onChange={(choice) => set(path, choice === '' ? null : choice)}
      />
    );
  }
  if (Array.isArray(value)) {
    return (
      <TextArea
        {...common}
        rows={3}
        resize="vertical"
        placeholder={form.words.onePerLine}
        value={value.join('\n')}
        onChange={(typed) => set(path, linesOf(typed))}
      />
    );
  }
  if (path === 'sync.dailyAt') {
    const [hours = 0, minutes = 0] = String(value).split(':').map(Number);
    return (
      <TimeInput
        {...common}
        interval={15}
        value={{ hours, minutes }}
        onChange={(time) => set(path, `${two(time.hours)}:${two(time.minutes)}`)}
      />
    );
  }
  if (path === 'sync.timeZone') {
    return (
      <Select
        {...common}
        options={zones(String(value)).map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
        value={String(value)}
        onChange={(zone) => set(path, zone)}
      />
    );
  }
  if (path === 'data.keepConversationsDays') {
    return (
      <NumberInput
        {...common}
        value={typeof value === 'number' ? value : undefined}
        onChange={(days) => set(path, Number.isFinite(days) ? days : null)}
      />
    );
  }
  return (
    <Input
      {...common}
      value={String(value ?? '')}
      onChange={(typed) => set(path, typed.trim() === '' ? null : typed.trim())}
    />
  );
};

const two = (part: number) => String(part).padStart(2, '0');

/** The zone that is set stays on offer, even where this browser does not know it. */
function zones(current: string): string[] {
  return [...new Set([current, 'UTC', ...Intl.supportedValuesOf('timeZone')])];
}
