import * as sdk from '@hubspot/ui-extensions';
import * as pages from '@hubspot/ui-extensions/pages';
import { cardScenarios } from '../../fixtures/cards/scenarios.ts';
import { components } from '../../sandbox/preview/host/components/registry.ts';
import { CARDS, type CardName } from '../../../shared/card.ts';
import { answerOf, NOW, renderCard } from './renderCard.tsx';

interface AnyNode {
  name?: string;
  childNodes?: AnyNode[];
}

function namesIn(node: AnyNode, names: Set<string>): void {
  if (node.name !== undefined) names.add(node.name);
  for (const child of node.childNodes ?? []) namesIn(child, names);
}

/** Components that every state of a card uses, by the SDK's names. */
async function usedBy(kind: CardName): Promise<Set<string>> {
  const names = new Set<string>();
  for (const state of Object.keys(cardScenarios(kind, NOW))) {
    const { renderer } = await renderCard(kind, answerOf(kind, state));
    if (state !== 'loading') {
      await renderer.waitFor(() => expect(renderer.maybeFind(sdk.LoadingSpinner)).toBeNull());
    }
    namesIn(renderer.getRootNode() as AnyNode, names);
  }
  return names;
}

test.each(CARDS)('the %s card uses what the SDK and the preview know', async (kind) => {
  const used = await usedBy(kind);
  expect(used.size).toBeGreaterThan(15);
  expect([...used].filter((name) => !(name in sdk))).toEqual([]);
  expect([...used].filter((name) => !(name in components))).toEqual([]);
});

test('every component of the preview is one of the SDK', () => {
  const known = { ...sdk, ...pages };
  // These the SDK exports inside another, like `Dropdown.ButtonItem`.
  const inner =
    /^(Dropdown|PageHeader|PageBreadcrumbs)(ButtonItem|PrimaryAction|SecondaryActions|PageLink|Link|Current)$/;
  const unknown = Object.keys(components).filter((name) => !(name in known) && !inner.test(name));
  expect(unknown).toEqual([]);
});
