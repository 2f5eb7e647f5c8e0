import { useCallback, useEffect, useRef, useState } from 'react';

export interface Polled<T> {
  value: T | undefined;
  /** What went wrong the last time; undefined once it works again. */
  problem: string | undefined;
  refresh(): Promise<void>;
}

/** How often the page looks by itself, so that changes made elsewhere appear too. */
const EVERY_MS = 1_500;

/**
 * Asks again and again. Answers the same object while nothing has changed, so that nothing is drawn anew.
 * @param key a change of it asks at once, and an answer for an earlier key is thrown away.
 */
export function usePolled<T>(ask: () => Promise<T>, key: string): Polled<T> {
  const [state, setState] = useState<{ key: string; text: string; value: T }>();
  const [problem, setProblem] = useState<string>();
  const current = useRef({ ask, key });
  current.current = { ask, key };

  const refresh = useCallback(async () => {
    const asked = current.current;
    try {
      const value = await asked.ask();
      if (current.current.key !== asked.key) return;
      const text = JSON.stringify(value);
      setState((known) =>
        known?.key === asked.key && known.text === text ? known : { key: asked.key, text, value },
      );
      setProblem(undefined);
    } catch (error) {
      if (current.current.key === asked.key)
        setProblem(error instanceof Error ? error.message : String(error));
    }
  }, []);

  useEffect(() => {
    void refresh();
    const timer = setInterval(() => void refresh(), EVERY_MS);
    return () => clearInterval(timer);
  }, [key, refresh]);

  return { value: state?.key === key ? state.value : undefined, problem, refresh };
}
