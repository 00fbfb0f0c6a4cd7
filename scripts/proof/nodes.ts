/** The nodes of a parsed document, as the proof walks them. */

export interface Node {
  type: string;
  name?: string;
  data?: string;
  attribs?: Record<string, string>;
  children?: Node[];
  parent?: Node | null;
}

/** All nodes below (and with) a node that are wanted, in document order. */
export function collect(node: Node, wanted: (node: Node) => boolean): Node[] {
  return [
    ...(wanted(node) ? [node] : []),
    ...(node.children ?? []).flatMap((child) => collect(child, wanted)),
  ];
}

/** The text of a node, without comments and what is to be skipped. */
export function textOf(node: Node, skip: (node: Node) => boolean = () => false): string {
  if (node.type === 'text') return node.data ?? '';
  if (node.type === 'comment' || skip(node)) return '';
  return (node.children ?? []).map((child) => textOf(child, skip)).join('');
}

/** Slides are the outermost sections that hold others or none; a data-slide-no wins. Documents without slides have no pages here. */
export function pageFinder(root: Node): (node: Node) => number | undefined {
  const slides = collect(
    root,
    (n) => n.attribs?.['data-marpit-svg'] !== undefined || n.attribs?.['data-page-no'] !== undefined,
  );
  return (node) => {
    for (let at: Node | null | undefined = node; at; at = at.parent) {
      const i = slides.indexOf(at);
      if (i >= 0) return i + 1;
    }
    return undefined;
  };
}
