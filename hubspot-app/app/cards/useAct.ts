import type { ApiAnswer, Problem } from '@liveprompt/kit';
import { useState } from 'react';

export interface UseAct {
  busy: boolean;
  problem: Problem | null;
  run: <T>(call: () => Promise<ApiAnswer<T>>, onDone: (body: T) => void) => void;
}

/** One thing a person can press: a second press while the first is under way does nothing. */
export function useAct(): UseAct {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  return {
    busy,
    problem,
    run: (call, onDone) => {
      if (busy) return;
      setBusy(true);
      setProblem(null);
      void call().then((answer) => {
        setBusy(false);
        if (answer.ok) onDone(answer.body);
        else setProblem(answer.problem);
      });
    },
  };
}
