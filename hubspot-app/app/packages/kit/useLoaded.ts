import { useEffect, useState } from 'react';
import { callApi, type ApiCall } from './callApi.ts';
import type { Problem } from './problem.ts';

export type Loaded<T> =
  | { status: 'loading' }
  | { status: 'failed'; problem: Problem }
  | { status: 'loaded'; body: T; loadedAt: Date };

export interface UseLoaded<T> {
  state: Loaded<T>;
  /** Asks again, as if the page was opened anew. */
  reload: () => void;
  /** Shows what is known without asking: a write answered with the new state. */
  replace: (body: T) => void;
}

/**
 * Loads an address once, again when it changes and on request; an answer that comes too late is dropped.
 * `call` must be one constant: an object made anew with every picture would ask with every picture.
 */
export function useLoaded<T>(path: `/${string}`, call: ApiCall<T>): UseLoaded<T> {
  const [known, setKnown] = useState<{ path: string; state: Loaded<T> }>({
    path,
    state: { status: 'loading' },
  });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let current = true;
    void callApi(path, call).then((answer) => {
      if (!current) return;
      const state: Loaded<T> = answer.ok
        ? { status: 'loaded', body: answer.body, loadedAt: new Date() }
        : { status: 'failed', problem: answer.problem };
      setKnown({ path, state });
    });
    return () => {
      current = false;
    };
  }, [path, call, attempt]);

  return {
    state: known.path === path ? known.state : { status: 'loading' },
    reload: () => {
      setKnown({ path, state: { status: 'loading' } });
      setAttempt((count) => count + 1);
    },
    replace: (body) => setKnown({ path, state: { status: 'loaded', body, loadedAt: new Date() } }),
  };
}
