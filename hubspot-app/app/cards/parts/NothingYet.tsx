import { QuietState } from '@liveprompt/kit';
import type { CardName, CardState } from '#shared/card.ts';
import type { CardContent } from '../api.ts';
import { texts } from '../texts.ts';

type QuietStateName = Exclude<CardState, 'ready'>;

const IMAGES = {
  empty: 'meetings',
  not_connected: 'integrations',
  reconnect_required: 'lock',
  permission_missing: 'lock',
} as const;

interface NothingYetProps {
  card: CardName;
  state: QuietStateName;
  content: CardContent;
  onRetry: () => void;
}

/** A record without conversations, or an account that cannot show any. */
export const NothingYet = ({ card, state, content, onRetry }: NothingYetProps) => {
  const words = state === 'empty' ? texts.messages.empty[card] : texts.messages[state];
  return (
    <QuietState
      title={texts.states[state]}
      message={content.message || words}
      image={IMAGES[state]}
      action={content.actionUrl ? { label: texts.actions[state], url: content.actionUrl } : undefined}
      onRetry={onRetry}
    />
  );
};
