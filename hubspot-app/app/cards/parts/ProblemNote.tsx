import { Alert } from '@hubspot/ui-extensions';
import type { Problem } from '@liveprompt/kit';

/** Something a person pressed did not work; what is on the card is still right. */
export const ProblemNote = ({ title, problem }: { title: string; problem: Problem | null }) =>
  problem === null ? null : (
    <Alert title={title} variant="warning">
      {problem.message}
    </Alert>
  );
