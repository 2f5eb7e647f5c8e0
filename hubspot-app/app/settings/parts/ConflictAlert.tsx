import { Alert, Button, Flex, List, Text } from '@hubspot/ui-extensions';
import { fill, formatDateTime } from '@liveprompt/kit';
import { useEditing } from '../edit/editing.ts';
import { valueAt } from '../edit/paths.ts';
import type { Conflict } from '../edit/useDraft.ts';

/** Somebody saved in between: who, what, and which of the two a person wants. Nothing was overwritten. */
export const ConflictAlert = ({ conflict }: { conflict: Conflict }) => {
  const { draft, form, saved, changed, viewer, takeTheirs, keepMine } = useEditing();
  const words = form.words.conflict;
  const say = (value: unknown, path: string): string => {
    if (typeof value === 'boolean') return value ? words.on : words.off;
    if (Array.isArray(value))
      return value.length === 1 ? words.entry : fill(words.entries, { count: value.length });
    return form.texts[path]?.choices?.[String(value ?? '')] ?? String(value ?? words.nothing);
  };
  return (
    <Alert
      title={fill(conflict.at ? words.titleAt : words.title, {
        who: conflict.who ?? words.somebody,
        when: formatDateTime(conflict.at ?? '', viewer),
      })}
      variant="warning"
    >
      <Flex direction="column" gap="small">
        <List variant="unordered-styled">
          {conflict.changed.map((path) => (
            <Text key={path}>
              {fill(changed.includes(path) ? words.changeToo : words.change, {
                label: form.texts[path]?.label ?? path,
                from: say(valueAt(saved, path), path),
                to: say(valueAt(conflict.theirs, path), path),
                mine: say(valueAt(draft, path), path),
              })}
            </Text>
          ))}
        </List>
        <Flex direction="row" gap="small" wrap="wrap">
          <Button onClick={keepMine}>{words.keepMine}</Button>
          <Button variant="transparent" onClick={takeTheirs}>
            {words.takeTheirs}
          </Button>
        </Flex>
      </Flex>
    </Alert>
  );
};
