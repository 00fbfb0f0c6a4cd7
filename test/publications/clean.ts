/** What makes a booklet unclean, read from its PDF (and, for what is cut off, measured in the page). */
import type { Press } from '../../scripts/print/press.ts';
import type { BookletFormat } from '../../scripts/publications/booklet/format.ts';
import { painted } from '../print/inked.ts';
import type { Made } from './laid-out.ts';
import { elementsOf, structureOf } from './structure.ts';

const points = (mm: number) => (mm * 72) / 25.4;

/** Lines of a page in the type of the text: baselines from the top, pt above the foot of the page, with what stands in them. */
export function textLines(
  { pdf }: Made,
  number: number,
  { scale, trim, margins, grid }: BookletFormat,
): { y: number; items: Made['pdf']['pages'][number]['items'] }[] {
  const top = points(trim.height - margins.top) + 1;
  const foot = top - grid.lines * 29.53 * scale - 2;
  const lines: { y: number; items: Made['pdf']['pages'][number]['items'] }[] = [];
  const items = (pdf.pages[number - 1]?.items ?? []).filter(
    (i) => Math.abs(i.size / scale - 15.75) < 0.3 && i.y < top && i.y > foot,
  );
  for (const item of items.sort((a, b) => b.y - a.y || a.x - b.x)) {
    const line = lines.find(({ y }) => Math.abs(y - item.y) < 3);
    if (line) line.items.push(item);
    else lines.push({ y: item.y, items: [item] });
  }
  return lines;
}

/** Every fault of a booklet, in words; a clean one has none. */
export async function faultsOf(made: Made, format: BookletFormat, press: Press): Promise<string[]> {
  const { booklet, pdf, bytes } = made;
  const faults = booklet.problems.filter((p) => p.severity === 'error').map((p) => p.message.en);
  const { trim, margins, area, scales, type, front } = format;
  const { pages: contents } = await painted(bytes);

  const blankPages = new Set(
    booklet.layout.blocks.flatMap((b) =>
      b.blank && !booklet.furniture.folio(b.first - 1) ? [b.first - 1] : [],
    ),
  );
  for (const [i, page] of pdf.pages.entries()) {
    const number = i + 1;
    const say = (what: string) => faults.push(`page ${number}: ${what}`);
    for (const { x, y, width, text } of page.items)
      if (x < 0 || x + width > points(trim.width) || y < 0 || y > points(trim.height))
        say(`outside the page: ${text}`);
    if (blankPages.has(number)) {
      if (page.items.length > 0) say(`a blank page says ${page.text}`);
      if (/^(?:.*\s)?(?:Tj|TJ|f\*?|S|s|B\*?|sh|Do)$/m.test(contents[i] ?? ''))
        say('a blank page is painted on');
      continue;
    }
    const heads = page.items
      .filter(({ y, size }) => y > points(trim.height - margins.top) + 4 && Math.abs(size - type.head) < 0.4)
      .sort((a, b) => a.x - b.x);
    for (const [k, head] of heads.entries()) {
      const next = heads[k + 1];
      if (next && next.x < head.x + head.width - 0.5) say(`running heads overlap: ${head.text} ${next.text}`);
    }
  }

  for (const block of booklet.layout.blocks) {
    if (block.kind === 'opener' && (block.first % 2 !== 0 || block.first !== block.last))
      faults.push(`${block.id} is not one left-hand page`);
    if (block.kind === 'text' && block.first % 2 === 0 && front > 0)
      faults.push(`${block.id} begins on the left`);
    for (let number = block.first; number < block.last; number += 1) {
      const page = pdf.pages[number - 1];
      if (block.kind === 'text') {
        const lines = textLines(made, number, format);
        if (lines.length < format.grid.lines / 3)
          faults.push(`page ${number}: ${lines.length} lines of text`);
      } else {
        const top = points(trim.height - margins.top);
        const height = points(area.height * scales.area);
        const lowest = Math.min(...(page?.items ?? []).flatMap(({ y }) => (y > top - height - 8 ? [y] : [])));
        if (top - lowest < height / 3) faults.push(`page ${number} of ${block.id} is less than a third full`);
      }
    }
  }

  const { root } = await structureOf(bytes);
  for (const figure of elementsOf(root, /^Figure$/)) {
    const on = new Set(elementsOf(figure).flatMap(({ pages }) => [...pages]));
    if (on.size !== 1) faults.push(`a figure stands on ${on.size} pages: ${figure.alt?.slice(0, 30)}`);
  }

  // A page as wide as the print lays it out before it is scaled.
  const view = {
    width: Math.ceil((trim.width / 25.4 / format.scale) * 96),
    height: Math.ceil((trim.height / 25.4 / format.scale) * 96),
  };
  const [over] = await press.measure(
    { name: 'booklet', html: booklet.html, faces: booklet.faces, view },
    [0],
    () => {
      const found: string[] = [];
      for (const box of document.querySelectorAll<HTMLElement>(
        '.sheet,.figure,.entries,.opener,.opener-row,.opener-top,.cell,.rate,.toc',
      )) {
        if (box.scrollHeight > box.clientHeight + 1.5 || box.scrollWidth > box.clientWidth + 1.5)
          found.push(`${box.className} ${box.id} ${box.textContent?.slice(0, 30)} is cut off`);
      }
      return found;
    },
  );
  return [...faults, ...(over ?? [])];
}
