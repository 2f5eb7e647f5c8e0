import { Form, LoadingButton, Select, Tab, Tabs, Toggle, type SelectProps } from '@hubspot/ui-extensions';
import type { Scenario } from '../../fixtures/scenario.types.ts';
import { textOf } from '../textOf.ts';
import { renderSettings, type Rendered } from './renderSettings.tsx';

/** The page in a state, past its loading, with one section opened. */
export async function opened(name: string, section?: string, answer?: Scenario['answer']) {
  const shown = renderSettings(name, answer);
  await shown.renderer.waitFor(() => shown.renderer.find(Tabs));
  if (section !== undefined) {
    shown.renderer.find(Tabs).trigger('onSelectedChange', section as never);
    await shown.renderer.waitFor(() =>
      expect(shown.renderer.find(Tab, { tabId: section }).childNodes.length).toBeGreaterThan(0),
    );
  }
  return shown;
}

/** The control of one option. */
export const toggle = (renderer: Rendered, name: string) => renderer.find(Toggle, { name });
export const select = (renderer: Rendered, name: string) => renderer.find(Select, { name });
export const offered = ({ options }: SelectProps) => options.map(({ label }) => label);

export const press = (renderer: Rendered, label: string) => {
  const button = renderer.find(LoadingButton, ({ text }) => text === label);
  if (button.props.type === 'submit') renderer.find(Form).trigger('onSubmit', {} as never);
  else button.trigger('onClick');
};

/** What a person does to a control; the SDK's types for it take the handler's type for its argument's. */
export const change = (node: { trigger: (event: never, value: never) => void }, value: unknown) => {
  node.trigger('onChange' as never, value as never);
};

export const says = (renderer: Rendered, words: string | RegExp) =>
  renderer.waitFor(() => expect(textOf(renderer)).toMatch(words));
