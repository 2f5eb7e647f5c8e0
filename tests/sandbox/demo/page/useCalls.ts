import { useCallback, useEffect, useRef, useState } from 'react';
import type { Delivery, Following } from '../demo.types.ts';
import { api, type Change } from './api.ts';

export interface CallsState {
  /** What was pressed, until its outcome is known: the key of a sample, or a change. */
  busy: string | null;
  /** What was pressed last. */
  pressed: string | null;
  delivery: Delivery | null;
  following: Following | null;
  problem: string | null;
  endCall(sample: string): void;
  change(change: Change): void;
  reset(): void;
}

const FOLLOW_EVERY_MS = 150;

/** Ends calls and follows each one until HubSpot holds it. */
export function useCalls(
  lastSessionId: string | null | undefined,
  onEnd: (result: Following) => void,
): CallsState {
  const [busy, setBusy] = useState<string | null>(null);
  const [pressed, setPressed] = useState<string | null>(null);
  const [delivery, setDelivery] = useState<Delivery | null>(null);
  const [following, setFollowing] = useState<Following | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const ended = useRef(onEnd);
  ended.current = onEnd;

  const followToEnd = useCallback(async (sessionId: string) => {
    for (;;) {
      const now = await api.follow(sessionId);
      setFollowing(now);
      if (now.done) return now;
      await new Promise((resolve) => setTimeout(resolve, FOLLOW_EVERY_MS));
    }
  }, []);

  const run = useCallback(
    async (name: string, send: () => Promise<Delivery>) => {
      setBusy(name);
      setPressed(name);
      setProblem(null);
      try {
        const answer = await send();
        setDelivery(answer);
        if (answer.sessionId === null) setFollowing(null);
        else ended.current(await followToEnd(answer.sessionId));
      } catch (error) {
        setProblem(error instanceof Error ? error.message : String(error));
      }
      setBusy(null);
    },
    [followToEnd],
  );

  // What was played before the page was opened.
  useEffect(() => {
    if (lastSessionId) api.follow(lastSessionId).then(setFollowing, () => undefined);
  }, [lastSessionId === undefined]);

  return {
    busy,
    pressed,
    delivery,
    following,
    problem,
    endCall: (sample) => void run(sample, () => api.endCall(sample)),
    change: (change) => {
      if (following) void run(change, () => api.change(following.sessionId, change));
    },
    reset: () => {
      setDelivery(null);
      setFollowing(null);
      setPressed(null);
    },
  };
}
