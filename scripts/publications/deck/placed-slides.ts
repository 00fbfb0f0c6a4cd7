/** Reads a laid-out deck in the page: blocks of text with their runs and lines, grounds and rules, tables. */
import type { Box, Placed, PlacedRun, PlacedShape, PlacedSlide, PlacedTable, PlacedText } from './placed.ts';

/** Every slide of the deck. Runs in the page: plain DOM, no references to the outside. */
export function placedSlides(): PlacedSlide[] {
  const TABLES = 'div.rows, div.numbers, div.worded, div.points';
  const clear = (colour: string) => colour === 'transparent' || /, 0\)$/.test(colour);
  const slides: PlacedSlide[] = [];
  for (const section of document.querySelectorAll<HTMLElement>('.marpit > section')) {
    const frame = section.getBoundingClientRect();
    const boxOf = (r: DOMRect): Box => ({
      x: r.left - frame.left,
      y: r.top - frame.top,
      w: r.width,
      h: r.height,
    });
    const roleOf = (el: Element) => [el.tagName.toLowerCase(), ...el.classList].join('.');
    const inline = (el: Element) =>
      getComputedStyle(el).display.startsWith('inline') || el.matches('.line, wbr');
    const apart = (el: Element) => getComputedStyle(el).position === 'absolute';
    /** Text stands in this element itself, not in blocks inside it. */
    const flat = new Map<Element, boolean>();
    const flows = (el: Element): boolean => {
      const known = flat.get(el);
      if (known !== undefined) return known;
      const answer = [...el.children].every(
        (e) => e.textContent === '' || ((apart(e) || inline(e)) && flows(e)),
      );
      flat.set(el, answer);
      return answer;
    };
    const isBlock = (el: Element): boolean => el !== section && el.textContent?.trim() !== '' && flows(el);

    const styleOf = (el: Element): Omit<PlacedRun, 'text'> => {
      const css = getComputedStyle(el);
      const link = el.closest('a[href^="#"]')?.getAttribute('href');
      return {
        face: /song/i.test(css.fontFamily.split(',')[0] ?? '')
          ? 'song'
          : /kai/i.test(css.fontFamily.split(',')[0] ?? '')
            ? 'kai'
            : 'hei',
        size: Number.parseFloat(css.fontSize),
        weight: Number(css.fontWeight),
        colour: el instanceof SVGElement ? css.fill : css.color,
        spacing: Number.parseFloat(css.letterSpacing) || 0,
        ...(link ? { slide: link.slice(1) } : {}),
      };
    };

    /** The blocks of text in an element, and rules between their words, in order. */
    const textsOf = (block: Element): Placed[] => {
      const css = getComputedStyle(block);
      const vertical = css.writingMode.startsWith('vertical');
      const found: Placed[] = [];
      let runs: PlacedRun[] = [];
      const range = document.createRange();
      let area: DOMRect | null = null;
      const starts: number[] = [];
      const join = (r: DOMRect) => {
        const a = area;
        if (!a) area = r;
        else {
          const [x, y] = [Math.min(a.left, r.left), Math.min(a.top, r.top)];
          area = new DOMRect(x, y, Math.max(a.right, r.right) - x, Math.max(a.bottom, r.bottom) - y);
        }
      };
      let edge: { far: number; along: number } | null = null;
      const nowrap = css.whiteSpace.includes('nowrap');
      const running = block.matches('.source p');
      const rects: DOMRect[] = [];
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        if (walker.currentNode.textContent?.trim() === '') continue;
        range.selectNodeContents(walker.currentNode);
        rects.push(...range.getClientRects());
      }
      // Of one line where every piece lies for the most part beside the largest.
      const [near, far] = vertical ? (['left', 'right'] as const) : (['top', 'bottom'] as const);
      const largest = rects.reduce(
        (a, b) => (b[far] - b[near] > a[far] - a[near] ? b : a),
        rects[0] ?? new DOMRect(),
      );
      const single = rects.every(
        (r) => Math.min(r[far], largest[far]) - Math.max(r[near], largest[near]) >= (r[far] - r[near]) / 2,
      );
      const addText = (node: Text) => {
        const text = node.data.replaceAll(/\s+/g, ' ').replaceAll('\u200b', '');
        if (text.trim() === '' || !node.parentElement) return;
        const style = styleOf(node.parentElement);
        if (single) {
          range.selectNodeContents(node);
          join(range.getBoundingClientRect());
          runs.push({ ...style, text });
          starts[0] = 0;
          return;
        }
        let piece = '';
        let fresh = false;
        const flush = () => {
          if (piece !== '') runs.push({ ...style, text: piece, ...(fresh ? { break: true } : {}) });
          [piece, fresh] = ['', false];
        };
        let at = 0;
        for (const char of node.data) {
          range.setStart(node, at);
          range.setEnd(node, at + char.length);
          at += char.length;
          if (char.trim() === '') {
            if (piece !== '' && !piece.endsWith(' ')) piece += ' ';
            continue;
          }
          const r = range.getBoundingClientRect();
          if (r.width === 0 && r.height === 0) continue;
          join(r);
          // Along the line text goes on; where it falls back, a line begins.
          const along = vertical ? r.top : r.left;
          const far = vertical ? -r.right : r.bottom;
          if (edge && along < edge.along - 1 && far > edge.far + 2) {
            flush();
            fresh = !running && runs.length > 0;
            starts.push(far);
          } else if (!edge) starts.push(far);
          edge = { along, far: Math.max(edge && !fresh && piece !== '' ? edge.far : far, far) };
          piece += char;
        }
        flush();
      };
      const emit = () => {
        if (runs.length === 0 || !area) return;
        const own = boxOf(block.getBoundingClientRect());
        const text = boxOf(area);
        const [first = 0, ...rest] = starts;
        const pad = (side: string) => Number.parseFloat(css.getPropertyValue(`padding-${side}`)) || 0;
        // As wide as its text: nothing says where a longer one would break.
        const tight = starts.length === 1 && text.w >= own.w - 1;
        const atEdge = tight && !vertical && own.x + own.w > frame.width * 0.9;
        const wide = vertical ? text.x : own.x + pad('left');
        found.push({
          is: 'text',
          role: roleOf(block),
          within: block.closest('.source, .meeting, .imprint')?.classList[0] ?? '',
          x: wide,
          y: vertical ? own.y + pad('top') : text.y,
          w: vertical ? text.w : Math.max(text.w, own.w - pad('left') - pad('right')),
          h: vertical ? Math.max(text.h, own.h - pad('top') - pad('bottom')) : text.h,
          runs,
          lines: starts.length,
          top: own.y + pad('top'),
          leading: (own.h - pad('top') - pad('bottom')) / Math.max(1, starts.length),
          pitch: rest.length > 0 ? Math.abs((rest.at(-1) ?? 0) - first) / rest.length : 0,
          align:
            atEdge || css.textAlign === 'right' || css.textAlign === 'end'
              ? 'right'
              : css.textAlign === 'center'
                ? 'center'
                : 'left',
          vertical,
          nowrap: nowrap || tight,
        });
        [runs, area, edge] = [[], null, null];
        starts.length = 0;
      };
      const walk = (node: Node) => {
        if (node instanceof Text) addText(node);
        else if (node instanceof HTMLElement) {
          if (node !== block && apart(node)) {
            emit();
            found.push(...textsOf(node));
          } else if (node.matches('.apart')) {
            const r = boxOf(node.getBoundingClientRect());
            const before = runs.at(-1);
            const { break: _break, ...style } = before ?? { break: undefined };
            const margin = Number.parseFloat(getComputedStyle(node).marginRight) || 0;
            if (before) runs.push({ ...before, ...style, text: '\u3000', tab: r.x + r.w + margin });
            found.push({
              is: 'shape',
              role: 'apart',
              x: r.x,
              y: r.y,
              w: 0,
              h: r.h,
              paths: null,
              fill: null,
              stroke: getComputedStyle(node).borderLeftColor,
              line: 1,
              dashed: false,
            });
          } else node.childNodes.forEach(walk);
        }
      };
      walk(block);
      emit();
      return found;
    };

    /** What an element shows without text: its ground and its rules. */
    const groundOf = (el: Element): PlacedShape[] => {
      const css = getComputedStyle(el);
      const box = boxOf(el.getBoundingClientRect());
      const list: PlacedShape[] = [];
      const sides = ['top', 'right', 'bottom', 'left'].map((side) => ({
        side,
        width:
          css.getPropertyValue(`border-${side}-style`) === 'none'
            ? 0
            : Number.parseFloat(css.getPropertyValue(`border-${side}-width`)),
        colour: css.getPropertyValue(`border-${side}-color`),
      }));
      const all = sides.every((s) => s.width > 0);
      const fill = clear(css.backgroundColor) ? null : css.backgroundColor;
      const common = { is: 'shape' as const, role: roleOf(el), paths: null, dashed: false };
      if ((fill || all) && box.w > 0 && box.h > 0)
        list.push({
          ...common,
          ...box,
          fill,
          stroke: all ? (sides[0]?.colour ?? null) : null,
          line: all ? (sides[0]?.width ?? 0) : 0,
        });
      if (!all)
        for (const { side, width, colour } of sides) {
          if (width === 0 || clear(colour)) continue;
          const flat = side === 'top' || side === 'bottom';
          list.push({
            ...common,
            x: side === 'right' ? box.x + box.w : box.x,
            y: side === 'bottom' ? box.y + box.h - width / 2 : side === 'top' ? box.y + width / 2 : box.y,
            w: flat ? box.w : 0,
            h: flat ? 0 : box.h,
            fill: null,
            stroke: colour,
            line: width,
          });
        }
      const mark = getComputedStyle(el, '::before');
      if (mark.content !== 'none' && !clear(mark.backgroundColor)) {
        const px = (name: string) => Number.parseFloat(mark.getPropertyValue(name)) || 0;
        list.push({
          ...common,
          role: 'mark',
          x: box.x + px('left'),
          y: box.y + px('top'),
          w: px('width'),
          h: px('height'),
          fill: mark.backgroundColor,
          stroke: null,
          line: 0,
        });
      }
      return list;
    };

    const tableOf = (el: HTMLElement): PlacedTable => ({
      is: 'table',
      role: roleOf(el),
      ...boxOf(el.getBoundingClientRect()),
      rows: [...el.children].map((row) => {
        const css = getComputedStyle(row);
        const rule = (side: string) => {
          const colour = css.getPropertyValue(`border-${side}-color`);
          return css.getPropertyValue(`border-${side}-style`) === 'none' || clear(colour) ? null : colour;
        };
        const mark = getComputedStyle(row, '::before');
        const drawn = mark.content !== 'none' && mark.borderTopStyle !== 'none';
        const cells = css.display === 'grid' ? [...row.children] : [row];
        return {
          ...boxOf(row.getBoundingClientRect()),
          top: rule('top'),
          bottom: rule('bottom'),
          head: row.matches('.head'),
          inset:
            drawn && !clear(mark.borderTopColor)
              ? {
                  x: boxOf(row.getBoundingClientRect()).x + (Number.parseFloat(mark.left) || 0),
                  colour: mark.borderTopColor,
                }
              : null,
          cells: cells.map((cell) => ({
            ...boxOf(cell.getBoundingClientRect()),
            texts: visit(cell).filter((item): item is PlacedText => item.is === 'text'),
          })),
        };
      }),
    });

    function visit(el: Element): Placed[] {
      const block = el as HTMLElement;
      // Its shapes are read by placedDrawings.
      if (el instanceof SVGSVGElement)
        return [{ is: 'drawing', ...boxOf(el.getBoundingClientRect()), items: [] }];
      if (getComputedStyle(block).display === 'none' || block.tagName === 'ASIDE') return [];
      const ground = block === section ? [] : groundOf(block);
      if (block.matches(TABLES)) {
        const table = tableOf(block);
        const [first] = table.rows;
        const css = getComputedStyle(block);
        if (first && first.top === null && css.borderTopStyle !== 'none') first.top = css.borderTopColor;
        return [table];
      }
      if (isBlock(block)) return [...ground, ...textsOf(block)];
      return [...ground, ...[...block.children].flatMap(visit)];
    }
    slides.push({
      id: section.id,
      background: getComputedStyle(section).backgroundColor,
      items: visit(section),
    });
  }
  return slides;
}
