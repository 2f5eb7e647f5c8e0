import { Button, Checkbox, Divider, Flex, Heading, Select, Text, TextArea } from '@hubspot/ui-extensions';
import type { DealPipeline } from '#shared/options.ts';
import type { Settings } from '#shared/settings.ts';
import { useEditing } from '../edit/editing.ts';
import { RowComplaint } from '../parts/RowComplaint.tsx';
import { linesOf } from '../parts/lines.ts';
import { texts } from '../texts.ts';

type StageRule = Settings['deals']['stage']['rules'][number];

/** Keywords that move a deal: pipeline and stage are picked, never typed. */
export const StageRules = ({ pipelines }: { pipelines: readonly DealPipeline[] }) => {
  const { draft, form, readOnly, set } = useEditing();
  const { rules, mode } = draft.deals.stage;
  const change = (changed: StageRule[]) => set('deals.stage.rules', changed);
  const words = form.texts['deals.stage.rules'];
  return (
    <Flex direction="column" gap="medium">
      <Divider />
      <Heading>{words?.label}</Heading>
      <Text variant="microcopy">{words?.sentence}</Text>
      {mode === 'off' && rules.length > 0 ? <Text>{texts.stages.off}</Text> : null}
      {rules.length === 0 ? <Text>{texts.stages.none}</Text> : null}
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
            {texts.stages.add}
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
          placeholder={texts.onePerLine}
          rows={2}
          readOnly={readOnly}
          value={rule.keywords.join('\n')}
          onChange={(typed) => onChange({ ...rule, keywords: linesOf(typed) })}
        />
        <Select
          name={name('pipeline')}
          label={words('pipeline')?.label}
          readOnly={readOnly}
          options={known(pipelines, rule.pipeline)}
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
          options={known(stages, rule.stage)}
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
            {texts.stages.remove(index + 1)}
          </Button>
        )}
      </Flex>
      <RowComplaint path={`deals.stage.rules.${index}`} />
    </Flex>
  );
};

/** What is saved stays on offer when HubSpot does not know it any more. */
function known(items: readonly { id: string; label: string }[], current: string) {
  const options = items.map(({ id, label }) => ({ value: id, label }));
  return current === '' || options.some(({ value }) => value === current)
    ? options
    : [{ value: current, label: texts.mapping.gone(current) }, ...options];
}

function newRule(pipelines: readonly DealPipeline[]): StageRule {
  const [pipeline] = pipelines;
  return { keywords: [], pipeline: pipeline?.id ?? '', stage: pipeline?.stages[0]?.id ?? '' };
}
