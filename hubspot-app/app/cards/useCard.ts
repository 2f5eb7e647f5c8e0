import type { Problem } from '@liveprompt/kit';
import { useEffect, useState } from 'react';
import type { CardView, TaskView } from '#shared/cardView.ts';
import { fetchCard } from './api.ts';

/** A card with all its pages so far. */
export interface Shown {
  view: CardView;
  nextCursor: string | null;
  /** `''`: conversations of every kind. */
  kind: string;
  /** `more`: the next page is under way, `kind`: another kind is; a problem: it did not come. */
  pending: 'more' | 'kind' | Problem | null;
}

export interface UseCard {
  /** null: loading. */
  shown: Shown | Problem | null;
  reload: () => void;
  showMore: () => void;
  showKind: (kind: string) => void;
  /** Shows at once what a person changed; what the server says replaces it with the next load. */
  change: (change: (view: CardView) => Partial<CardView>) => void;
}

/** Loads a card once, again on request, and the further conversations page by page. */
export function useCard(path: string): UseCard {
  const [shown, setShown] = useState<Shown | Problem | null>(null);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let current = true;
    void fetchCard(path).then((answer) => {
      if (!current) return;
      if (!answer.ok) return setShown(answer.problem);
      const { view, nextCursor } = answer.body;
      setShown({ view: ordered(view), nextCursor, kind: '', pending: null });
    });
    return () => {
      current = false;
    };
  }, [path, attempt]);

  const update = (next: (now: Shown) => Partial<Shown>) =>
    setShown((now) => (isShown(now) ? { ...now, ...next(now) } : now));

  const ask = (kind: string, cursor: string | null) => {
    if (!isShown(shown) || isUnderWay(shown.pending)) return;
    update(() => ({ pending: cursor ? 'more' : 'kind' }));
    const more = `${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}${kind ? `&kind=${kind}` : ''}`;
    void fetchCard(path, more).then((answer) =>
      update((now) => {
        if (!answer.ok) return { pending: answer.problem };
        const { view, nextCursor } = answer.body;
        // An account that was disconnected in between says so, instead of ending the list in silence.
        if (view.quiet) return { view };
        return { view: joinedViews(now.view, view, cursor !== null), nextCursor, kind, pending: null };
      }),
    );
  };

  return {
    shown,
    reload: () => {
      setShown(null);
      setAttempt((count) => count + 1);
    },
    showMore: () => isShown(shown) && ask(shown.kind, shown.nextCursor),
    showKind: (kind) => ask(kind, null),
    change: (change) => update(({ view }) => ({ view: { ...view, ...change(view) } })),
  };
}

export function isShown(shown: Shown | Problem | null): shown is Shown {
  return shown !== null && 'view' in shown;
}

function isUnderWay(pending: Shown['pending']): boolean {
  return typeof pending === 'string';
}

/** A conversation that moved to the next page between two requests is shown once. */
function joinedViews(now: CardView, next: CardView, isMore: boolean): CardView {
  return ordered({
    ...now,
    none: next.none,
    conversations: isMore ? united(now.conversations, next.conversations, 'sessionId') : next.conversations,
    tasks: united(now.tasks, next.tasks, 'id'),
  });
}

function united<K extends string, T extends Record<K, string>>(now: T[], next: T[], key: K): T[] {
  return [...now, ...next.filter((one) => !now.some((known) => known[key] === one[key]))];
}

/**
 * Tasks come a page of conversations at a time, so their order is made here: what is due soonest comes first.
 * A task that is completed here keeps its place until another page comes.
 */
function ordered(view: CardView): CardView {
  const due = ({ done, dueAt }: TaskView) => (done ? Infinity : Date.parse(dueAt ?? '') || 1e15);
  return { ...view, tasks: [...view.tasks].sort((left, right) => due(left) - due(right) || 0) };
}
