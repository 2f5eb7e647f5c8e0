import type { ConversationDocument, PageStart } from './conversations.ts';

/** Where the next page of a card starts; undefined when the text was not made by us. */
export function readPageStart(cursor: string): PageStart | undefined {
  const [at = '', sessionId = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split(/ (.*)/s);
  return /^\d{1,15}$/.test(at) && sessionId ? { startedAt: new Date(Number(at)), sessionId } : undefined;
}

export function writePageStart({ startedAt, sessionId }: ConversationDocument): string {
  return Buffer.from(`${startedAt.getTime()} ${sessionId}`).toString('base64url');
}
