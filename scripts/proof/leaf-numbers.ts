/** The numbers on the leaf of an imposed booklet, worked out anew: a closed list of keys. */
import type { Imposition } from '../print/imposition.ts';
import { FOLDED, nameOf, PAPERS } from '../print/sheet-order.ts';

/** What may stand for a key (data-leaf); undefined when there is no such number. */
export function leafNumber({ paper, plan, names }: Imposition, key: string): string[] | undefined {
  const [what, place, side, half] = key.split(':');
  const sheet = Number(place);
  switch (what) {
    case 'paper':
      return [paper];
    case 'folded':
      return [FOLDED[paper]];
    case 'sheets':
      return [String(Math.ceil(plan.pages / 4))];
    case 'pages':
      return [String(plan.pages)];
    case 'blanks':
      return [String(Math.ceil(plan.pages / 4) * 4 - plan.pages)];
    case 'first':
      return ['3'];
    case 'last':
      return [String(2 + 2 * Math.ceil(plan.pages / 4))];
    case 'staples':
      return ['两', 'two'];
    case 'staple': {
      // 70 mm of the 297 of A4 (GB/T 9704-2012).
      const exact = (PAPERS[paper][1] * 70) / 297;
      return [String(Math.round(exact / 5) * 5)];
    }
    case 'step':
      return [1, 2, 3, 4].includes(sheet) ? [String(sheet)] : undefined;
    case 'sheet':
      return sheet >= 1 && sheet <= plan.sheets ? [String(sheet)] : undefined;
    case 'page': {
      const found = plan.sides.find((s) => s.sheet === sheet && s.side === side);
      if (!found || (half !== 'left' && half !== 'right')) return undefined;
      return ['zh', 'en'].map((lang) => nameOf(found[half], names, lang));
    }
    default:
      return undefined;
  }
}
