/** Numbers of figures (图12), counted anew in the finished document: the first figure is 1, and each bears its own number once. */
import type { Problem } from '../problem.ts';
import { collect, type Node, textOf } from './nodes.ts';
import { clip } from './text.ts';

const MARK = 'data-figure-number';

/** Ids of the document's figures in order, as often as they stand there: <figure id="figure:leading-firms">. */
export const figureOrder = (root: Node): string[] =>
  collect(root, (n) => n.name === 'figure' && /^figure:/.test(n.attribs?.id ?? '')).map((n) =>
    (n.attribs?.id ?? '').slice('figure:'.length),
  );

/** The number of a figure; undefined for one that does not stand in the document, or more than once. */
export function numberOf(order: readonly string[], id: string): number | undefined {
  const at = order.indexOf(id);
  return at < 0 || order.indexOf(id, at + 1) >= 0 ? undefined : at + 1;
}

/** Figures whose caption lacks their number, in a document that numbers its figures, or bears another's or several. */
export function figureNumberFindings(root: Node, product: string): Problem[] {
  const numbers = (node: Node) => collect(node, (n) => n.attribs?.[MARK] !== undefined);
  if (numbers(root).length === 0) return [];
  const figures = collect(root, (n) => n.name === 'figure' && /^figure:/.test(n.attribs?.id ?? ''));
  return figures.flatMap((figure): Problem[] => {
    const id = (figure.attribs?.id ?? '').slice('figure:'.length);
    const captions = collect(figure, (n) => n.name === 'figcaption');
    const own = captions.flatMap(numbers).map((n) => n.attribs?.[MARK]);
    if (own.length === 1 && own[0] === id) return [];
    const text = clip(captions.map((c) => textOf(c)).join(''));
    return [
      {
        code: 'P107',
        severity: 'error',
        message: {
          zh: `图的题目应有自己的图号，且只有一个：${text}`,
          en: `a figure's caption must bear its own number, once: ${text}`,
        },
        where: { product, text },
      },
    ];
  });
}
