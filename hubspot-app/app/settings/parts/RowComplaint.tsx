import { Alert } from '@hubspot/ui-extensions';
import { useEditing } from '../edit/editing.ts';
import { issuesAt } from '../edit/paths.ts';
import { complaintAt } from './complaint.ts';

/** What the server refused in one row of a list, under the row. */
export const RowComplaint = ({ path }: { path: string }) => {
  const { issues, form } = useEditing();
  const found = issuesAt(issues, path);
  if (found.length === 0) return null;
  const field = (at: string) => form.texts[at.replace(/\.\d+/g, '')]?.label ?? at;
  return (
    <Alert title={form.words.rowRefused} variant="danger">
      {found.map((issue) => complaintAt(field(issue.path), issue.message)).join(' ')}
    </Alert>
  );
};
