interface AnyNode {
  childNodes?: unknown[];
  text?: string | null;
  nodeType: string;
  props?: object;
}

const SPOKEN = ['title', 'label', 'valueDescription', 'screenReaderText', 'number'];

/** Some versions of ICU put a narrow no-break space before AM and PM; a person reads a space. */
export function plain(text: string): string {
  return text.replaceAll('\u202f', ' ');
}

/** All text of what is rendered as a person reads it, in order. */
export function textOf(renderer: { getRootNode: () => unknown }): string {
  const words: string[] = [];
  const visit = (node: AnyNode): void => {
    if (node.nodeType === 'text' && node.text) words.push(node.text);
    for (const key of SPOKEN) {
      const value = (node.props as Record<string, unknown> | undefined)?.[key];
      if (typeof value === 'string') words.push(value);
    }
    for (const child of node.childNodes ?? []) visit(child as AnyNode);
  };
  visit(renderer.getRootNode() as AnyNode);
  return plain(words.join('\n'));
}
