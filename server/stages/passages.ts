import type { Session } from '../../shared/session.ts';
import type { Passage } from './keywords.ts';

/** Where keywords are searched (contract §3), in the order in which people would look. */
export function passagesOf({ title, summary, action_items }: Session): Passage[] {
  return [
    { name: 'title', text: title ?? '' },
    { name: 'brief', text: summary.brief },
    { name: 'summary', text: withoutMarkup(summary.body_markdown ?? '') },
    ...each('key points', summary.key_points),
    ...each('next steps', summary.next_steps),
    ...each(
      'action items',
      action_items?.map((item) => item.title),
    ),
  ];
}

function each(name: string, texts: readonly string[] = []): Passage[] {
  return texts.map((text) => ({ name, text }));
}

/** "send the **contract**" says "send the contract"; link targets are not words that were said. */
function withoutMarkup(markdown: string): string {
  return markdown
    .replace(/\]\([^()\s]*\)/g, ']')
    .replace(/\*+|~~|`|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, '');
}
