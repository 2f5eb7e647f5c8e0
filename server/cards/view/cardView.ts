import {
  CONVERSATION_KINDS,
  type CardData,
  type CardName,
  type ConversationKind,
  type DealCardData,
} from '../../../shared/card.ts';
import type { CardPlace, CardQuiet, CardView } from '../../../shared/cardView.ts';
import type { Reader } from '../../text/reader.ts';
import { conversationView } from './conversationView.ts';
import { proposalView } from './proposalView.ts';
import { recordBlocks } from './recordBlocks.ts';
import { taskView } from './taskView.ts';
import { texts, wordsOf } from './words.ts';

export interface CardReading {
  card: CardName;
  place: CardPlace;
  /** null: conversations of every kind. */
  kind: ConversationKind | null;
  /** Score, facts and insights are the record's: they come with its first page, unfiltered. */
  firstPage: boolean;
  reader: Reader;
  now: Date;
}

/** On a tab there is room for three. */
const OPEN = { sidebar: 1, tab: 3 } as const satisfies Record<CardPlace, number>;

/** A card's data as a person reads it. Pure. */
export function cardView(
  data: CardData & Partial<Pick<DealCardData, 'deal'>>,
  reading: CardReading,
): CardView {
  const { card, place, kind, firstPage, reader, now } = reading;
  const isWide = place === 'tab';
  const quiet = quietOf(data, card);
  return {
    quiet,
    words: wordsOf(card),
    record: firstPage && !quiet ? recordBlocks(data, reader, isWide) : [],
    proposals: data.proposals.map((proposal, index) => proposalView(proposal, reader, index === 0)),
    conversations: data.conversations.map((one) => conversationView(one, reader, isWide)),
    openCount: OPEN[place],
    kinds: firstPage ? kindsOf(data) : [],
    none: kind ? texts.conversations.noneOfKind(texts.conversations.kinds[kind]) : texts.quiet.empty.title,
    tasks: data.tasks.map((task) => taskView(task, reader, now)),
  };
}

/** Only where there is something to choose: conversations of several kinds, or more than are shown. */
function kindsOf({ conversations, nextCursor }: CardData): CardView['kinds'] {
  const shown = new Set(conversations.map(({ kind }) => kind));
  if (shown.size < 2 && nextCursor === null) return [];
  const { all, kinds } = texts.conversations;
  return [{ value: '', label: all }, ...CONVERSATION_KINDS.map((value) => ({ value, label: kinds[value] }))];
}

const IMAGES = {
  empty: 'meetings',
  not_connected: 'integrations',
  reconnect_required: 'lock',
  permission_missing: 'lock',
} as const;

/** A record without conversations, or an account that cannot show any: why, and the next click. */
function quietOf({ state, message, actionUrl }: CardData, card: CardName): CardQuiet | null {
  if (state === 'ready') return null;
  const { title, action } = texts.quiet[state];
  return {
    title,
    message: message ?? texts.empty[card],
    image: IMAGES[state],
    action: actionUrl && action ? { label: action, url: actionUrl } : null,
  };
}
