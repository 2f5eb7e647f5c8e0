import { LoadingSpinner } from '@hubspot/ui-extensions';
import { ProblemState, type UseLoaded } from '@liveprompt/kit';
import type { ReactNode } from 'react';

interface AwaitProps<T> {
  loaded: UseLoaded<T>;
  words: { loading: string; failed: string };
  children: (body: T, loadedAt: Date) => ReactNode;
}

/** Loading, failed with its next click, or the page itself. */
export function Await<T>({ loaded: { state, reload }, words, children }: AwaitProps<T>) {
  if (state.status === 'loading') return <LoadingSpinner label={words.loading} showLabel layout="centered" />;
  if (state.status === 'failed') {
    return <ProblemState problem={state.problem} title={words.failed} onRetry={reload} />;
  }
  return <>{children(state.body, state.loadedAt)}</>;
}
