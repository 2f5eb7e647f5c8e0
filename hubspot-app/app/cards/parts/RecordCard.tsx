import { LoadingSpinner, useExtensionActions, useExtensionContext } from '@hubspot/ui-extensions';
import { ProblemState, QuietState } from '@liveprompt/kit';
import type { CardName } from '#shared/card.ts';
import { CardSessionContext } from '../session.ts';
import { texts } from '../texts.ts';
import { isShown, useCard } from '../useCard.ts';
import { ReadyCard } from './ReadyCard.tsx';

/** The whole card of one record, on its sidebar or its tab; the kinds of record differ by what the server knows. */
export const RecordCard = ({ card }: { card: CardName }) => {
  const { crm, user, portal, ...context } = useExtensionContext<'crm.record.sidebar'>();
  const actions = useExtensionActions<'crm.record.sidebar'>();
  // One bundle serves every place (hubspot-platform.md §3.1), so its type knows only the first.
  const isWide = (context.location as string) === 'crm.record.tab';
  const locale = encodeURIComponent(user.locale ?? user.language ?? '');
  const reading = `&locale=${locale}&timeZone=${encodeURIComponent(portal.timezone ?? '')}`;
  const loaded = useCard(`${card}?objectId=${crm.objectId}&place=${isWide ? 'tab' : 'sidebar'}${reading}`);
  const { shown, reload, change } = loaded;

  if (shown === null) return <LoadingSpinner label={texts.loading} showLabel layout="centered" />;
  if (!isShown(shown)) {
    return <ProblemState problem={shown} onRetry={reload} title={texts.failed} deniedTitle={texts.denied} />;
  }
  const { quiet, words } = shown.view;
  if (quiet) return <QuietState {...quiet} onRetry={reload} />;
  return (
    <CardSessionContext.Provider
      value={{
        words,
        isWide,
        reading,
        change,
        tell: (message) => actions.addAlert({ type: 'success', message }),
        closeOverlay: actions.closeOverlay,
        refreshRecord: actions.refreshObjectProperties,
      }}
    >
      <ReadyCard {...loaded} shown={shown} />
    </CardSessionContext.Provider>
  );
};
