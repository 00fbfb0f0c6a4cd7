/** Boxes, rules, outlines, groups, tables and frames of charts as PresentationML. */
import type { Box, PlacedShape, PlacedTable, PlacedText } from '../placed.ts';
import { columnStarts } from './room.ts';
import { bodyProperties, emu, escapeXml, paragraphs, solidFill, transform } from './text-xml.ts';

/** Hands out the ids of a slide's shapes, each once. */
export type NextId = () => number;

/** Of what says nothing: programs that read aloud pass over it. */
const DECORATIVE =
  '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>';

/** Name, unlike any other of its slide, and alternative text; null where it shows nothing that needs one. */
const properties = (id: number, name: string, alt: string | null): string =>
  alt === null
    ? `<p:cNvPr id="${id}" name="${name} ${id}">${DECORATIVE}</p:cNvPr>`
    : `<p:cNvPr id="${id}" name="${name} ${id}" descr="${escapeXml(alt)}"/>`;

/** A placeholder of the layout. */
export interface Holder {
  type: 'title' | 'ctrTitle' | 'subTitle' | 'body' | 'ftr' | 'sldNum';
  idx?: number;
}

export const holderXml = ({ type, idx }: Holder): string =>
  `<p:ph type="${type}"${idx === undefined ? '' : ` sz="quarter" idx="${idx}"`}/>`;

/** Texts in one box, a paragraph each. */
export function textShape(
  texts: readonly PlacedText[],
  at: Box,
  how: { id: number; name: string; holder?: Holder; link?: (slide: string) => string },
): string {
  const [first] = texts;
  const { holder } = how;
  const box = holder ? '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>' : '<p:cNvSpPr txBox="1"/>';
  const place = holder ? holderXml(holder) : '';
  return [
    `<p:sp><p:nvSpPr><p:cNvPr id="${how.id}" name="${how.name}${holder ? '' : ` ${how.id}`}"/>${box}<p:nvPr>${place}</p:nvPr></p:nvSpPr>`,
    `<p:spPr>${transform(at)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>${holder ? '' : '<a:noFill/>'}</p:spPr>`,
    `<p:txBody>${bodyProperties(first)}<a:lstStyle/>${paragraphs(texts, { link: how.link, field: holder?.type === 'sldNum', exact: texts.length > 1 })}</p:txBody></p:sp>`,
  ].join('');
}

const lineXml = (shape: PlacedShape): string =>
  shape.stroke
    ? `<a:ln w="${emu(shape.line)}">${solidFill(shape.stroke)}<a:prstDash val="${shape.dashed ? 'dash' : 'solid'}"/></a:ln>`
    : '<a:ln><a:noFill/></a:ln>';

/** A filled box, a rule, or an outline by its points. */
export function shapeXml(shape: PlacedShape, id: number, name: string): string {
  const fill = shape.fill ? solidFill(shape.fill) : '<a:noFill/>';
  const flat =
    shape.w === 0 || shape.h === 0 || (shape.paths?.length === 1 && shape.paths[0]?.points.length === 2);
  if (flat && !shape.fill) {
    const [from, to] = shape.paths?.[0]?.points ?? [];
    const flip = from && to && (to[0] - from[0]) * (to[1] - from[1]) < 0 ? ' flipV="1"' : '';
    return `<p:cxnSp><p:nvCxnSpPr>${properties(id, name, null)}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr>${transform(shape).replace('<a:xfrm', `<a:xfrm${flip}`)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>${lineXml(shape)}</p:spPr></p:cxnSp>`;
  }
  const geometry = shape.paths ? outline(shape) : '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>';
  return `<p:sp><p:nvSpPr>${properties(id, name, null)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>${transform(shape)}${geometry}${fill}${lineXml(shape)}</p:spPr></p:sp>`;
}

/** A rectangle where the points are one, else the points. */
function outline(shape: PlacedShape): string {
  const paths = shape.paths ?? [];
  const corners = paths.length === 1 && paths[0]?.closed ? paths[0].points : [];
  const near = (a: number, b: number) => Math.abs(a - b) < 0.05;
  const square =
    corners.length === 4 &&
    corners.every(
      ([x, y]) =>
        (near(x, shape.x) || near(x, shape.x + shape.w)) && (near(y, shape.y) || near(y, shape.y + shape.h)),
    );
  if (square) return '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>';
  const point = ([x, y]: [number, number]) => `<a:pt x="${emu(x - shape.x)}" y="${emu(y - shape.y)}"/>`;
  const lines = paths.map(({ points: [first, ...rest], closed }) =>
    first
      ? `<a:moveTo>${point(first)}</a:moveTo>${rest.map((p) => `<a:lnTo>${point(p)}</a:lnTo>`).join('')}${closed ? '<a:close/>' : ''}`
      : '',
  );
  return `<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="${emu(shape.w)}" h="${emu(shape.h)}"${shape.fill ? '' : ' fill="none"'}>${lines.join('')}</a:path></a:pathLst></a:custGeom>`;
}

/** Several as one group. `alt`: what it shows, for those who cannot see it; null where it says nothing. */
export function group(
  parts: readonly string[],
  box: Box,
  how: { id: number; name: string; alt: string | null },
): string {
  const place = transform(box);
  const child = place
    .replace('<a:off', '<a:chOff')
    .replace('<a:ext', '<a:chExt')
    .replace(/<\/?a:xfrm>/g, '');
  return `<p:grpSp><p:nvGrpSpPr>${properties(how.id, how.name, how.alt)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>${place.replace('</a:xfrm>', `${child}</a:xfrm>`)}</p:grpSpPr>${parts.join('')}</p:grpSp>`;
}

const RULE = 9525;

/** A native table: columns where its cells begin, rows as high as they were laid out. */
export function tableXml(
  table: PlacedTable,
  how: { id: number; name: string; alt: string; link?: (slide: string) => string },
): string {
  const starts = columnStarts(table);
  // A cell is of the last column that begins where it does, or before.
  const column = (x: number) => starts.findLastIndex((start) => start < x + 1);
  const right = table.x + table.w;
  const grid = starts.map((x, i) => `<a:gridCol w="${emu((starts[i + 1] ?? right) - x)}"/>`).join('');
  const edge = (tag: string, colour: string | null) =>
    colour
      ? `<a:${tag} w="${RULE}">${solidFill(colour)}</a:${tag}>`
      : `<a:${tag} w="0"><a:noFill/></a:${tag}>`;
  const rows = table.rows.map((row, r) => {
    const below = row.bottom ?? table.rows[r + 1]?.top ?? null;
    const above = row.top ?? table.rows[r - 1]?.bottom ?? null;
    /** What a row's own rule leaves free, the rule that begins further in takes. */
    const inset = (of: PlacedTable['rows'][number] | undefined, x: number) =>
      of?.inset && x >= of.inset.x - 1 ? of.inset.colour : null;
    const cells = row.cells.map((cell, c) => {
      const from = column(cell.x);
      const next = row.cells[c + 1];
      const span = (next ? column(next.x) : starts.length) - from;
      // In the middle of its row as CSS sets its lines, else as far below the row's top.
      const first = cell.texts[0]?.top ?? row.y;
      const last = Math.max(...cell.texts.map((t) => t.top + t.leading * t.lines));
      const centred = Math.abs(first + last - row.y * 2 - row.h) < 6;
      const middle = cell.texts.length === 0 || centred || first - row.y < 2;
      const top = middle ? 0 : emu(Math.max(0, first - row.y));
      const text =
        cell.texts.length > 0
          ? paragraphs(cell.texts, { link: how.link, exact: cell.texts.length > 1 })
          : '<a:p><a:endParaRPr lang="zh-CN" sz="800" dirty="0"/></a:p>';
      const merged =
        '<a:tc hMerge="1"><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="zh-CN" sz="800"/></a:p></a:txBody><a:tcPr/></a:tc>';
      return `<a:tc${span > 1 ? ` gridSpan="${span}"` : ''}><a:txBody><a:bodyPr/><a:lstStyle/>${text}</a:txBody><a:tcPr marL="0" marR="0" marT="${top}" marB="0" anchor="${middle ? 'ctr' : 't'}">${edge('lnL', null)}${edge('lnR', null)}${edge('lnT', above ?? inset(row, cell.x))}${edge('lnB', below ?? inset(table.rows[r + 1], cell.x))}<a:noFill/></a:tcPr></a:tc>${merged.repeat(Math.max(0, span - 1))}`;
    });
    return `<a:tr h="${emu(row.h)}">${cells.join('')}</a:tr>`;
  });
  return frame(
    table,
    how.id,
    how.name,
    `<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr${table.rows[0]?.head ? ' firstRow="1"' : ''}/><a:tblGrid>${grid}</a:tblGrid>${rows.join('')}</a:tbl></a:graphicData>`,
    how.alt,
  );
}

/** A chart's frame. `relationship`: the chart part. */
export const chartFrame = (box: Box, id: number, relationship: string, alt: string): string =>
  frame(
    box,
    id,
    '图表',
    `<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="${relationship}"/></a:graphicData>`,
    alt,
  );

function frame(box: Box, id: number, name: string, data: string, alt: string): string {
  return `<p:graphicFrame><p:nvGraphicFramePr>${properties(id, name, alt)}<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>${transform(box, 'p:xfrm')}<a:graphic>${data}</a:graphic></p:graphicFrame>`;
}
