import { LoadingSpinner, useExtensionActions, useExtensionContext } from '@hubspot/ui-extensions';
import { createViewer, ProblemState } from '@liveprompt/kit';
import { CardSessionContext, type CardSession } from '../session.ts';
import type { CardName } from '#shared/card.ts';
import { texts } from '../texts.ts';
import { useCard } from '../useCard.ts';
import { NothingYet } from './NothingYet.tsx';
import { ReadyCard } from './ReadyCard.tsx';

/** The whole card of one record, on its sidebar or its tab; the kinds of record differ by what the server knows. */
export const RecordCard = ({ card }: { card: CardName }) => {
  const { crm, user, portal, ...context } = useExtensionContext<'crm.record.sidebar'>();
  const actions = useExtensionActions<'crm.record.sidebar'>();
  const { load, reload, showMore, showKind, change, takeOff } = useCard(card, crm.objectId);

  if (load.status === 'loading') return <LoadingSpinner label={texts.loading} showLabel layout="centered" />;
  if (load.status === 'failed') {
    return (
      <ProblemState
        problem={load.problem}
        onRetry={reload}
        title={texts.error.title}
        deniedTitle={texts.denied.title}
      />
    );
  }

  const { content, pages, loadedAt } = load;
  if (content.state !== 'ready') {
    return <NothingYet card={card} state={content.state} content={content} onRetry={reload} />;
  }
  const session: CardSession = {
    card,
    viewer: createViewer(user.locale ?? user.language, portal.timezone, loadedAt),
    // One bundle serves every place (hubspot-platform.md §3.1), so its type knows only the first.
    isWide: (context.location as string) === 'crm.record.tab',
    change,
    takeOff,
    tell: (type, message) => actions.addAlert({ type, message }),
    closeOverlay: (id) => actions.closeOverlay(id),
    refreshRecord: () => actions.refreshObjectProperties(),
  };
  return (
    <CardSessionContext.Provider value={session}>
      <ReadyCard content={content} pages={pages} onShowMore={showMore} onShowKind={showKind} />
    </CardSessionContext.Provider>
  );
};
