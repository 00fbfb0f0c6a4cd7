/** Reads the drawings of a laid-out deck in the page: outlines by their points, texts line by line. */
import type { Box, PlacedDrawing, PlacedRun, PlacedShape } from './placed.ts';

/** What stands in every drawing, px of its slide. Runs in the page: plain DOM, no references to the outside. */
export function placedDrawings(): PlacedDrawing['items'][] {
  const clear = (colour: string) => colour === 'none' || colour === 'transparent' || /, 0\)$/.test(colour);

  /** Lines of a text; a tspan on another baseline begins one. */
  const textsOf = (el: SVGTextElement, boxOf: (r: DOMRect) => Box): PlacedDrawing['items'] => {
    const lines: { y: number; runs: PlacedRun[]; area: Box }[] = [];
    const spans = [...el.querySelectorAll('tspan')];
    for (const span of spans.length > 0 ? spans : [el]) {
      const css = getComputedStyle(span);
      const family = css.fontFamily.split(',')[0] ?? '';
      const range = document.createRange();
      range.selectNodeContents(span);
      const area = boxOf(range.getBoundingClientRect());
      const run: PlacedRun = {
        text: span.textContent ?? '',
        face: /song/i.test(family) ? 'song' : /kai/i.test(family) ? 'kai' : 'hei',
        size: Number.parseFloat(css.fontSize),
        weight: Number(css.fontWeight),
        colour: css.fill,
        spacing: 0,
      };
      const y = Number(span.getAttribute('y'));
      const last = lines.at(-1);
      if (!last || Math.abs(last.y - y) > 2) lines.push({ y, runs: [run], area });
      else {
        const [x, top] = [Math.min(last.area.x, area.x), Math.min(last.area.y, area.y)];
        const right = Math.max(last.area.x + last.area.w, area.x + area.w);
        const bottom = Math.max(last.area.y + last.area.h, area.y + area.h);
        last.area = { x, y: top, w: right - x, h: bottom - top };
        last.runs.push(run);
      }
    }
    return lines.map(({ runs, area }) => ({
      is: 'text',
      role: 'text',
      within: '',
      ...area,
      runs,
      lines: 1,
      top: area.y,
      leading: area.h,
      pitch: 0,
      align: 'left',
      vertical: false,
      nowrap: true,
    }));
  };

  type Paths = NonNullable<PlacedShape['paths']>;
  /** Corners of a path of straight lines. */
  const cornersOf = (d: string, place: (x: number, y: number) => [number, number]): Paths => {
    const paths: Paths = [];
    let [x, y] = [0, 0];
    for (const [, letter = '', numbers = ''] of d.matchAll(/([MLHVZ])([^MLHVZ]*)/gi)) {
      const kind = letter.toUpperCase();
      const from = letter !== kind;
      const last = paths.at(-1);
      if (kind === 'Z' && last) last.closed = true;
      const n = [...numbers.matchAll(/-?(?:\d*\.)?\d+(?:e-?\d+)?/g)].map(Number);
      const step = kind === 'H' || kind === 'V' ? 1 : 2;
      for (let i = 0; i < n.length; i += step) {
        const [a = 0, b = 0] = [n[i], n[i + 1]];
        if (kind === 'H') x = from ? x + a : a;
        else if (kind === 'V') y = from ? y + a : a;
        else [x, y] = from ? [x + a, y + b] : [a, b];
        if (kind === 'M' && i === 0) paths.push({ points: [], closed: false });
        paths.at(-1)?.points.push(place(x, y));
      }
    }
    return paths;
  };

  /** Corners of an element that has them; null for what is round. */
  const straight = (
    el: SVGGeometryElement,
    place: (x: number, y: number) => [number, number],
  ): Paths | null => {
    if (el instanceof SVGRectElement) {
      const [x, y, w, h, rx, ry] = [el.x, el.y, el.width, el.height, el.rx, el.ry].map(
        (l) => l.baseVal.value,
      );
      if (x === undefined || y === undefined || w === undefined || h === undefined || rx || ry) return null;
      return [{ points: [place(x, y), place(x + w, y), place(x + w, y + h), place(x, y + h)], closed: true }];
    }
    if (el instanceof SVGPolygonElement || el instanceof SVGPolylineElement)
      return [
        { points: [...el.points].map((p) => place(p.x, p.y)), closed: el instanceof SVGPolygonElement },
      ];
    return null;
  };

  /** Straight lines by their corners; whatever is round by points along it. */
  const shapeOf = (el: SVGGeometryElement, frame: DOMRect): PlacedShape | null => {
    const css = getComputedStyle(el);
    const matrix = el.getScreenCTM();
    const fill = clear(css.fill) ? null : css.fill;
    const line = clear(css.stroke) ? 0 : Number.parseFloat(css.strokeWidth);
    if (!matrix || (!fill && !line)) return null;
    const place = (x: number, y: number): [number, number] => {
      const p = new DOMPoint(x, y).matrixTransform(matrix);
      return [p.x - frame.left, p.y - frame.top];
    };
    const d = el instanceof SVGPathElement ? (el.getAttribute('d') ?? '') : null;
    let paths: Paths;
    const corners = straight(el, place);
    if (corners) paths = corners;
    else if (d !== null && !/[acqst]/i.test(d)) paths = cornersOf(d, place);
    else {
      const count = el instanceof SVGLineElement ? 1 : 48;
      const length = el.getTotalLength();
      const points = Array.from({ length: count + 1 }, (_, i) => {
        const p = el.getPointAtLength((length * i) / count);
        return place(p.x, p.y);
      });
      paths = [{ points, closed: fill !== null && !(el instanceof SVGLineElement) }];
    }
    const [xs, ys] = [0, 1].map((axis) => paths.flatMap((p) => p.points.map((point) => point[axis] ?? 0)));
    if (!xs || !ys || xs.length === 0) return null;
    const [x, y] = [Math.min(...xs), Math.min(...ys)];
    return {
      is: 'shape',
      role: 'drawn',
      x,
      y,
      w: Math.max(...xs) - x,
      h: Math.max(...ys) - y,
      paths,
      fill,
      stroke: line > 0 ? css.stroke : null,
      line: line * Math.hypot(matrix.a, matrix.b),
      dashed: !clear(css.strokeDasharray),
    };
  };

  return [...document.querySelectorAll<SVGSVGElement>('.marpit > section svg')].map((svg) => {
    const frame = svg.closest('section')?.getBoundingClientRect() ?? new DOMRect();
    const boxOf = (r: DOMRect): Box => ({
      x: r.left - frame.left,
      y: r.top - frame.top,
      w: r.width,
      h: r.height,
    });
    const drawn = svg.querySelectorAll('path, rect, line, circle, ellipse, polyline, polygon, text');
    return [...drawn].flatMap((el): PlacedDrawing['items'] => {
      if (el.closest('defs')) return [];
      if (el instanceof SVGTextElement) return textsOf(el, boxOf);
      const shape = el instanceof SVGGeometryElement ? shapeOf(el, frame) : null;
      return shape ? [shape] : [];
    });
  });
}
