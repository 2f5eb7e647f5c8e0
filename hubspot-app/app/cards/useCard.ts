import type { Problem } from '@liveprompt/kit';
import { useEffect, useState } from 'react';
import { fetchCard, type CardContent, type CardKind } from './api.ts';

export type CardLoad =
  | { status: 'loading' }
  | { status: 'failed'; problem: Problem }
  | { status: 'loaded'; content: CardContent; loadedAt: Date; more: 'idle' | 'loading' | Problem };

export interface UseCard {
  load: CardLoad;
  reload: () => void;
  showMore: () => void;
}

/** Loads a card once, again on request, and its further pages one after the other. */
export function useCard(kind: CardKind, objectId: number): UseCard {
  const [load, setLoad] = useState<CardLoad>({ status: 'loading' });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let current = true;
    void fetchCard(kind, objectId).then((answer) => {
      if (!current) return;
      setLoad(
        answer.ok
          ? { status: 'loaded', content: answer.body, loadedAt: new Date(), more: 'idle' }
          : { status: 'failed', problem: answer.problem },
      );
    });
    return () => {
      current = false;
    };
  }, [kind, objectId, attempt]);

  const reload = () => {
    setLoad({ status: 'loading' });
    setAttempt((count) => count + 1);
  };

  const showMore = () => {
    if (load.status !== 'loaded' || load.more === 'loading' || load.content.nextCursor === null) return;
    const { content } = load;
    setLoad({ ...load, more: 'loading' });
    void fetchCard(kind, objectId, load.content.nextCursor).then((answer) => {
      setLoad(
        answer.ok
          ? { ...load, content: appended(content, answer.body), more: 'idle' }
          : { ...load, more: answer.problem },
      );
    });
  };

  return { load, reload, showMore };
}

/**
 * A conversation or task that moved to the next page between two requests is shown once. An account that
 * was disconnected in between says so, instead of ending the list in silence.
 */
function appended(first: CardContent, next: CardContent): CardContent {
  if (next.state !== 'ready') return next;
  const shown = new Set([
    ...first.conversations.map(({ sessionId }) => sessionId),
    ...first.tasks.map(({ id }) => id),
  ]);
  return {
    ...first,
    conversations: [
      ...first.conversations,
      ...next.conversations.filter(({ sessionId }) => !shown.has(sessionId)),
    ],
    tasks: [...first.tasks, ...next.tasks.filter(({ id }) => !shown.has(id))],
    nextCursor: next.nextCursor,
  };
}
