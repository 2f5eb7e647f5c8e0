import type { Viewer } from '@liveprompt/kit';
import { createContext, useContext } from 'react';
import type { SettingsWords } from '#shared/settingsWords.ts';
import type { SettingsForm } from '#shared/settingsForm.ts';
import type { Draft } from './useDraft.ts';

/** What every field needs: the words, the values, and whether this person may change them. */
export interface Editing extends Draft {
  form: SettingsForm;
  readOnly: boolean;
  viewer: Viewer;
}

export const EditingContext = createContext<Editing | null>(null);

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (!editing) throw new Error('A field of the settings page stands outside of it');
  return editing;
}

/** The sentences that are not about one option. */
export const useWords = (): SettingsWords => useEditing().form.words;
