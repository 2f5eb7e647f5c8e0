import type { DealPipeline, HubSpotOptions, MappableObject } from './options.ts';
import type { SettingText } from './settingsTexts.ts';
import type { SettingsWords } from './settingsWords.ts';

/**
 * Body of `GET …/settings/form`: the words of the settings page. They come from here and not with the
 * page's bundle, which may weigh 20 kB at most, and are the same words that the API reference shows.
 */
export interface SettingsForm {
  /** By path of the settings document. */
  texts: Record<string, SettingText>;
  words: SettingsWords;
  /** What stops working without a permission, by scope. */
  scopes: Record<string, string>;
  /** Permissions that switch something on and that nobody has to give. */
  optionalScopes: string[];
}

/**
 * Body of `GET …/settings/choices`: what the pickers offer, read live. `GET …/options` holds every option
 * of every property, which in a large portal is more than the 1 MB that HubSpot lets a page receive
 * (hubspot-platform.md §3.6); here a property says which fields fit into it instead.
 */
export interface SettingsChoices {
  pipelines: DealPipeline[];
  fields: { path: string; label: string }[];
  properties: Record<MappableObject, PropertyChoice[]>;
  limitations: HubSpotOptions['limitations'];
}

export interface PropertyChoice {
  name: string;
  label: string;
  /** Positions in `fields`; null: every field fits. */
  fits: number[] | null;
}
