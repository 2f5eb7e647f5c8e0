import type { Problem } from '@liveprompt/kit';
import { useEffect, useState } from 'react';
import type { CardConversation, CardName } from '#shared/card.ts';
import { fetchCard, type CardContent, type KindFilter } from './api.ts';

/** The conversations in sight: of every kind or of one, and how far they go back. */
export interface ConversationPages {
  kind: KindFilter;
  conversations: CardConversation[];
  nextCursor: string | null;
  /** `more`: the next page is under way, `kind`: another kind is. */
  pending: 'none' | 'more' | 'kind' | Problem;
}

export type CardLoad =
  | { status: 'loading' }
  | { status: 'failed'; problem: Problem }
  | { status: 'loaded'; content: CardContent; pages: ConversationPages; loadedAt: Date };

export interface UseCard {
  load: CardLoad;
  reload: () => void;
  showMore: () => void;
  showKind: (kind: KindFilter) => void;
  /** Shows at once what a person changed; what the server says replaces it with the next load. */
  change: (change: (content: CardContent) => CardContent) => void;
  /** A conversation left this record. */
  takeOff: (sessionId: string) => void;
}

/** Loads a card once, again on request, and the further conversations page by page. */
export function useCard(card: CardName, objectId: number): UseCard {
  const [load, setLoad] = useState<CardLoad>({ status: 'loading' });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let current = true;
    void fetchCard(card, objectId).then((answer) => {
      if (!current) return;
      setLoad(
        answer.ok
          ? {
              status: 'loaded',
              content: answer.body,
              pages: firstPages(answer.body, ''),
              loadedAt: new Date(),
            }
          : { status: 'failed', problem: answer.problem },
      );
    });
    return () => {
      current = false;
    };
  }, [card, objectId, attempt]);

  const update = (next: (loaded: Extract<CardLoad, { status: 'loaded' }>) => CardLoad) =>
    setLoad((now) => (now.status === 'loaded' ? next(now) : now));

  const ask = (kind: KindFilter, cursor: string | undefined) => {
    const pending = cursor === undefined ? 'kind' : 'more';
    update((now) => ({ ...now, pages: { ...now.pages, pending } }));
    void fetchCard(card, objectId, { cursor, kind }).then((answer) =>
      update((now) => {
        if (!answer.ok) return { ...now, pages: { ...now.pages, pending: answer.problem } };
        // An account that was disconnected in between says so, instead of ending the list in silence.
        if (answer.body.state !== 'ready') return { ...now, content: answer.body };
        const pages =
          cursor === undefined ? firstPages(answer.body, kind) : furtherPages(now.pages, answer.body);
        return { ...now, pages, content: withTasks(now.content, answer.body) };
      }),
    );
  };

  const isBusy = load.status !== 'loaded' || load.pages.pending === 'more' || load.pages.pending === 'kind';
  return {
    load,
    reload: () => {
      setLoad({ status: 'loading' });
      setAttempt((count) => count + 1);
    },
    showMore: () => {
      if (!isBusy && load.pages.nextCursor !== null) ask(load.pages.kind, load.pages.nextCursor);
    },
    showKind: (kind) => {
      if (!isBusy && (kind !== load.pages.kind || typeof load.pages.pending === 'object'))
        ask(kind, undefined);
    },
    change: (change) => update((now) => ({ ...now, content: change(now.content) })),
    takeOff: (sessionId) =>
      update((now) => ({
        ...now,
        pages: {
          ...now.pages,
          conversations: now.pages.conversations.filter((one) => one.sessionId !== sessionId),
        },
      })),
  };
}

function firstPages({ conversations, nextCursor }: CardContent, kind: KindFilter): ConversationPages {
  return { kind, conversations, nextCursor, pending: 'none' };
}

/** A conversation that moved to the next page between two requests is shown once. */
function furtherPages(now: ConversationPages, next: CardContent): ConversationPages {
  const shown = new Set(now.conversations.map(({ sessionId }) => sessionId));
  const added = next.conversations.filter(({ sessionId }) => !shown.has(sessionId));
  return {
    ...now,
    conversations: [...now.conversations, ...added],
    nextCursor: next.nextCursor,
    pending: 'none',
  };
}

function withTasks(content: CardContent, next: CardContent): CardContent {
  const shown = new Set(content.tasks.map(({ id }) => id));
  return { ...content, tasks: [...content.tasks, ...next.tasks.filter(({ id }) => !shown.has(id))] };
}
