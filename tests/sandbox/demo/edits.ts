import type { Session } from '../../../shared/session.ts';

/**
 * What a seller does when they correct a call at liveprompt: another title, another next step, and the
 * first action item struck out. The version grows, as with every change (contract §2).
 */
export function editedSession(session: Session): Session {
  const version = session.version + 1;
  const title = (session.title ?? '').replace(/ \(corrected.*\)$/, '');
  return {
    ...session,
    version,
    title: `${title} (corrected${version > 2 ? ` ${version - 1}` : ''})`,
    action_items: session.action_items?.slice(1) ?? [],
    summary: { ...session.summary, next_steps: ['Call back on Thursday with the corrected plan'] },
  };
}

/** Body of `session.deleted`: only what is gone and which version said so. */
export const deletion = ({ id, organization_id, version }: Session) => ({
  session: { id, organization_id, version: version + 1 },
});
