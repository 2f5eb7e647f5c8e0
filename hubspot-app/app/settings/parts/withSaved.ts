import { fill } from '@liveprompt/kit';

interface Option {
  value: string;
  label: string;
}

/** What is saved stays on offer where HubSpot does not know it any more: the row then says why it fails. */
export function withSaved(options: Option[], saved: string, gone: string): Option[] {
  return saved === '' || options.some(({ value }) => value === saved)
    ? options
    : [{ value: saved, label: fill(gone, { name: saved }) }, ...options];
}
