import { Button, Checkbox, Divider, Flex, Heading, Select, Text, TextArea } from '@hubspot/ui-extensions';
import { fill } from '@liveprompt/kit';
import type { DealPipeline } from '#shared/options.ts';
import type { Settings } from '#shared/settings.ts';
import { useEditing } from '../edit/editing.ts';
import { RowComplaint } from '../parts/RowComplaint.tsx';
import { linesOf } from '../parts/lines.ts';
import { withSaved } from '../parts/withSaved.ts';

type StageRule = Settings['deals']['stage']['rules'][number];

/** Keywords that move a deal: pipeline and stage are picked, never typed. */
export const StageRules = ({ pipelines }: { pipelines: readonly DealPipeline[] }) => {
  const { draft, form, readOnly, set } = useEditing();
  const { rules, mode } = draft.deals.stage;
  const change = (changed: StageRule[]) => set('deals.stage.rules', changed);
  const words = form.texts['deals.stage.rules'];
  const { stages } = form.words;
  return (
    <Flex direction="column" gap="medium">
      <Divider />
      <Heading>{words?.label}</Heading>
      <Text variant="microcopy">{words?.sentence}</Text>
      {mode === 'off' && rules.length > 0 ? <Text>{stages.off}</Text> : null}
      {rules.length === 0 ? <Text>{stages.none}</Text> : null}
      {rules.map((rule, index) => (
        <Rule
          key={index}
          index={index}
          rule={rule}
          pipelines={pipelines}
          onChange={(changed) => change(rules.map((row, at) => (at === index ? changed : row)))}
          onRemove={() => change(rules.filter((_row, at) => at !== index))}
        />
      ))}
      {readOnly ? null : (
        <Flex direction="row">
          <Button size="small" onClick={() => change([...rules, newRule(pipelines)])}>
            {stages.add}
          </Button>
        </Flex>
      )}
    </Flex>
  );
};

interface RuleProps {
  index: number;
  rule: StageRule;
  pipelines: readonly DealPipeline[];
  onChange: (rule: StageRule) => void;
  onRemove: () => void;
}

const Rule = ({ index, rule, pipelines, onChange, onRemove }: RuleProps) => {
  const { form, readOnly } = useEditing();
  const { gone } = form.words.mapping;
  const words = (key: string) => form.texts[`deals.stage.rules.${key}`];
  const name = (key: string) => `deals.stage.rules.${index}.${key}`;
  const stages = pipelines.find(({ id }) => id === rule.pipeline)?.stages ?? [];
  return (
    <Flex direction="column" gap="extra-small">
      <Flex direction="row" gap="small" align="end" wrap="wrap">
        <TextArea
          name={name('keywords')}
          label={words('keywords')?.label ?? ''}
          tooltip={words('keywords')?.sentence}
          placeholder={form.words.onePerLine}
          rows={2}
          readOnly={readOnly}
          value={rule.keywords.join('\n')}
          onChange={(typed) => onChange({ ...rule, keywords: linesOf(typed) })}
        />
        <Select
          name={name('pipeline')}
          label={words('pipeline')?.label}
          readOnly={readOnly}
          options={withSaved(optionsOf(pipelines), rule.pipeline, gone)}
          value={rule.pipeline}
          onChange={(id) => {
            const pipeline = pipelines.find((one) => one.id === id);
            onChange({ ...rule, pipeline: String(id), stage: pipeline?.stages[0]?.id ?? '' });
          }}
        />
        <Select
          name={name('stage')}
          label={words('stage')?.label}
          readOnly={readOnly}
          options={withSaved(optionsOf(stages), rule.stage, gone)}
          value={rule.stage}
          onChange={(stage) => onChange({ ...rule, stage: String(stage) })}
        />
        <Checkbox
          name={name('allowBackwards')}
          description={words('allowBackwards')?.sentence}
          readOnly={readOnly}
          checked={rule.allowBackwards ?? false}
          onChange={(allowBackwards) => onChange({ ...rule, allowBackwards })}
        >
          {words('allowBackwards')?.label}
        </Checkbox>
        {readOnly ? null : (
          <Button variant="transparent" size="small" onClick={onRemove}>
            {fill(form.words.stages.remove, { row: index + 1 })}
          </Button>
        )}
      </Flex>
      <RowComplaint path={`deals.stage.rules.${index}`} />
    </Flex>
  );
};

const optionsOf = (items: readonly { id: string; label: string }[]) =>
  items.map(({ id, label }) => ({ value: id, label }));

function newRule(pipelines: readonly DealPipeline[]): StageRule {
  const [pipeline] = pipelines;
  return { keywords: [], pipeline: pipeline?.id ?? '', stage: pipeline?.stages[0]?.id ?? '' };
}
