/**
 * What our cards and pages draw without knowing what it is about. The server words it in the reader's language
 * of dates and numbers, the UI has one small part for each type.
 */
export type Block =
  TextBlock | ListBlock | FactsBlock | FoldBlock | GroupBlock | TagBlock | ScoreBlock | BarBlock | LineBlock;

/** `quote` is a quotation in running text, `said` a small one below what it belongs to, `note` small print. */
export interface TextBlock {
  type: 'title' | 'heading' | 'paragraph' | 'quote' | 'said' | 'note';
  text: string;
}

export interface ListBlock {
  type: 'list';
  ordered: boolean;
  items: (string | Block[])[];
}

export interface FactsBlock {
  type: 'facts';
  items: { label: string; blocks: Block[] }[];
}

/** One click opens it. */
export interface FoldBlock {
  type: 'fold';
  title: string;
  open: boolean;
  blocks: Block[];
}

/** Belongs together: `flush` without any space between. */
export interface GroupBlock {
  type: 'group';
  gap: 'flush' | 'small';
  blocks: Block[];
}

export interface TagBlock {
  type: 'tag';
  tone: 'success' | 'default' | 'danger';
  text: string;
}

/** A figure of 0–100 with its name, and how it moved. */
export interface ScoreBlock {
  type: 'score';
  value: number;
  title: string;
  /** null: without an arrow. */
  trend: 'up' | 'down' | null;
  text: string;
}

/** So much of so much. */
export interface BarBlock {
  type: 'bar';
  title: string;
  value: number;
  max: number;
  text: string;
}

/** A line for the eye; whoever cannot see it needs the same values in a text beside it. */
export interface LineBlock {
  type: 'line';
  title: string;
  x: string;
  y: string;
  points: { x: string; y: number }[];
}
