/** Stands where the summary of a conversation stood whose content was removed after the time an admin has set. */
export const CONTENT_REMOVED =
  'What was said is not kept here any more: your settings remove it after a time. HubSpot keeps what was written to it.';
