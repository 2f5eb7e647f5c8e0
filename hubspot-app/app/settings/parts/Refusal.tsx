import { Alert, List, Text } from '@hubspot/ui-extensions';
import { useEditing } from '../edit/editing.ts';
import { complaintAt } from './complaint.ts';

/** Why it was not saved; what a section hides is named here too. */
export const Refusal = () => {
  const { form, issues, problem } = useEditing();
  if (!problem) return null;
  const invalid = problem.kind === 'invalid' && issues.length > 0;
  return (
    <Alert title={invalid ? form.words.save.invalid : form.words.save.failed} variant="danger">
      {invalid ? (
        <List variant="unordered-styled">
          {issues.map(({ path, message }) => (
            <Text key={path}>
              {complaintAt(form.texts[path.replace(/\.\d+/g, '')]?.label ?? path, message)}
            </Text>
          ))}
        </List>
      ) : (
        problem.message
      )}
    </Alert>
  );
};
