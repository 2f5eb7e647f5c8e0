import type { Decision, ProposalDocument } from './proposal.ts';

/** The sentences people read when a decision could not be carried out, each with the next click. */
export function changedMessage({ what, kind }: ProposalDocument, shown: string): string {
  const now =
    kind === 'stage' ? '' : shown === '' ? ', where it is empty now' : ` to "${shown.slice(0, 200)}"`;
  return `${what} was changed in HubSpot${now} after this was proposed, so nothing was written. Sync the conversation again to get a proposal against the new value.`;
}

export function undoChangedMessage({ what, currentLabel, current }: ProposalDocument): string {
  const before = currentLabel ?? current;
  return `${what} was changed in HubSpot after this was written, so it was not set back. ${
    before === '' ? 'Empty it in HubSpot' : `Set it to "${before.slice(0, 200)}" in HubSpot`
  } if you still want that.`;
}

export function goneMessage({ objectType, what }: ProposalDocument): string {
  return `The ${objectType} was deleted or merged in HubSpot, so ${what} was not written. Nothing is left to do.`;
}

/** Why a decision comes too late. */
export function decidedMessage(document: ProposalDocument, decision: Decision): string {
  const { state, decidedBy } = document;
  const by = decidedBy === null ? '' : decidedBy === 'system' ? ' by your own rule' : ` by ${decidedBy}`;
  switch (state) {
    case 'approved':
      return decision === 'undo'
        ? 'This was approved more than 30 days ago and can no longer be taken back here. Change the value in HubSpot.'
        : `This was approved${by} already. Take it back with Undo if that was wrong.`;
    case 'rejected':
      return `This was rejected${by} already. Change the value in HubSpot if you want it after all.`;
    case 'undone':
      return `This was taken back${by} already. Change the value in HubSpot if you want it after all.`;
    case 'open':
      return decision === 'undo'
        ? 'This is not approved, so there is nothing to take back.'
        : 'Someone else is deciding on this just now. Look again in a minute.';
    case 'stale':
      return 'This no longer waits for a decision. Sync the conversation again to get a new proposal.';
  }
}
