import type { Block } from './blocks.ts';
import type { CardData, DealCardData } from './card.ts';
import type { ProposalState } from './proposal.ts';

/** Answer of `GET /hubspot/cards/…`: the data of contract §4, and the same in words. */
export type CardAnswer = (CardData | DealCardData) & { view: CardView };

/** A sidebar is narrow and long, a tab shows more at once. */
export type CardPlace = 'sidebar' | 'tab';

/** A card as a person reads it: `view` of every answer for a card, so that the card itself only draws. */
export interface CardView {
  /** There is nothing to show: why, and the next click. null: there is. */
  quiet: CardQuiet | null;
  words: CardWords;
  /** The record over its last conversations: score, facts, what came up. Empty on any page but the first. */
  record: Block[];
  proposals: ProposalView[];
  conversations: ConversationView[];
  /** So many conversations are open from the start. */
  openCount: number;
  /** What can be chosen to see conversations of one kind; empty where there is nothing to choose. */
  kinds: { value: string; label: string }[];
  /** Stands where no conversation is left to show. */
  none: string;
  tasks: TaskView[];
}

export interface CardQuiet {
  title: string;
  message: string;
  image: 'meetings' | 'integrations' | 'lock';
  /** Where the next click leads, when it leads outside HubSpot. */
  action: { label: string; url: string } | null;
}

export interface ConversationView {
  sessionId: string;
  title: string;
  /** Title and day, for the folded one. */
  line: string;
  blocks: Block[];
  /** The meeting or call in HubSpot. */
  activity: { label: string; url: string } | null;
  /** The full summary at liveprompt. */
  url: string;
  /** The record it was linked to: on a ticket, the ticket's contact. */
  record: { type: string; id: string };
  /** Asked in "Wrong record?". */
  question: string;
}

export interface TaskView {
  id: string;
  subject: string;
  done: boolean;
  dueAt: string | null;
  /** Below the subject while it is open, and once it is done. */
  open: string;
  closed: string;
  /** Empty: it is not. */
  overdue: string;
}

export interface ProposalView {
  id: string;
  blocks: Block[];
  state: ProposalState;
  /** What each state says, and what can be pressed in it. */
  states: Record<ProposalState, ProposalStateView>;
}

export interface ProposalStateView {
  /** Empty: the buttons say it all. */
  text: string;
  acts: { verb: 'approve' | 'reject' | 'undo'; label: string; variant: 'primary' | 'secondary' }[];
}

/** Labels, and what is said when something that was pressed worked or did not. */
export interface CardWords {
  conversations: string;
  filter: string;
  more: string;
  moreFailed: string;
  tasks: string;
  noTasks: string;
  allTasks: string;
  taskFailed: string;
  proposals: string;
  unchanged: string;
  summary: string;
  summaryLoading: string;
  summaryFailed: string;
  summaryMore: string;
  atLiveprompt: string;
  resync: string;
  resynced: string;
  wrong: string;
  cancel: string;
  tryAgain: string;
  unlink: WrongRecordWords;
  move: WrongRecordWords;
  looking: string;
  suggestions: string;
  choose: string;
  recordId: string;
  recordIdHelp: string;
  recordIdMissing: string;
}

export interface WrongRecordWords {
  choice: string;
  help: string;
  confirm: string;
  done: string;
}
