import type { Following } from '../../demo.types.ts';
import type { Change } from '../api.ts';

/** What can still happen to a call that is over: it comes twice, it is corrected, it is deleted. */
export function Changes(props: {
  busy: string | null;
  following: Following;
  onChange(change: Change): void;
}) {
  const { busy, following } = props;
  const button = (change: Change, label: string, title: string, off = false) => (
    <button
      className="quiet"
      disabled={busy !== null || off}
      title={title}
      onClick={() => props.onChange(change)}
    >
      {label}
    </button>
  );
  return (
    <div className="changes" role="group" aria-label="Change this call">
      {button('again', 'Send the same again', 'The same webhook once more: nothing must be written twice')}
      {button(
        'edit',
        'Edit it',
        'A newer version: new title and next step, one action item less',
        following.deleted,
      )}
      {button('delete', 'Delete it', 'Deleted at liveprompt: what we made leaves HubSpot', following.deleted)}
    </div>
  );
}
