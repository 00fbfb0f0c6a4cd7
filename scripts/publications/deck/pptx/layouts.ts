/** Master and layouts: the placeholders where the slides have them, the navy panel, the faces and colours of the theme. */
import { COLOUR } from '../../../figures/colours.ts';
import type { Slide } from '../../../plan/deck-slide.ts';
import type { Box, PlacedSlide, PlacedText } from '../placed.ts';
import { type Holder, holderXml, shapeXml } from './shape-xml.ts';
import { runProperties, solidFill, transform } from './text-xml.ts';

/** Layouts in the order of their parts, with PowerPoint's name of their kind and what they are called. */
export const LAYOUTS = {
  cover: { type: 'title', name: '封面' },
  content: { type: 'titleOnly', name: '内容' },
  section: { type: 'secHead', name: '章节' },
  closing: { type: 'cust', name: '封底' },
} as const;
export type LayoutName = keyof typeof LAYOUTS;

export const layoutOf = (kind: Slide['kind']): LayoutName =>
  kind === 'title' ? 'cover' : kind === 'section' ? 'section' : kind === 'closing' ? 'closing' : 'content';

/** The theme's fonts: titles and numbers in the Song family, text in the Hei family that office machines have. */
export const FONTS = {
  title: { latin: 'Times New Roman', ea: '宋体' },
  text: { latin: '微软雅黑', ea: '微软雅黑' },
};

/** Colours of the theme, in its order: text and ground, then six of our own. */
export const SCHEME = {
  dk1: COLOUR.ink,
  lt1: '#FBF8F1',
  dk2: COLOUR.navy,
  lt2: COLOUR.navyTint,
  accent1: COLOUR.navy,
  accent2: COLOUR.red,
  accent3: COLOUR.gold,
  accent4: COLOUR.silver,
  accent5: COLOUR.sub,
  accent6: COLOUR.redTint,
  hlink: COLOUR.navy,
  folHlink: COLOUR.sub,
} as const;

/** Which placeholder a text stands in; null for a text box. `cover`: on the title slide. */
export function holderOf(text: PlacedText, layout: LayoutName): (Holder & { name: string }) | null {
  const { role, within } = text;
  if (role.startsWith('h1')) return { type: layout === 'cover' ? 'ctrTitle' : 'title', name: '标题' };
  if (role.startsWith('p.folio')) return { type: 'sldNum', idx: 12, name: '页码' };
  if (role.startsWith('span.deck-title')) return { type: 'ftr', idx: 11, name: '页脚' };
  if (within.startsWith('meeting')) return { type: 'subTitle', idx: 1, name: '副标题' };
  // Vertical text is upright in every program where its layout says so.
  if (text.vertical) return { type: 'body', idx: 15, name: role.startsWith('div.slip') ? '书签' : '竖排' };
  if (role.startsWith('p.sub')) return { type: 'body', idx: 13, name: '副题' };
  if (within.startsWith('source') || within.startsWith('imprint'))
    return { type: 'body', idx: 14, name: '注和资料来源' };
  return null;
}

const PROMPTS: Record<string, string> = {
  标题: '标题',
  副标题: '会议和日期',
  副题: '副题',
  注和资料来源: '注和资料来源',
  页脚: '页脚',
  书签: '书签',
  竖排: '竖排',
};

const NAMESPACES =
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"';

/** A part that holds a tree of shapes: slide, layout or master. */
export function treeXml(
  tag: 'p:sld' | 'p:sldLayout' | 'p:sldMaster',
  shapes: string,
  how: { ground?: string; name?: string; attributes?: string; after?: string },
): string {
  const ground = how.ground ? `<p:bg><p:bgPr>${solidFill(how.ground)}<a:effectLst/></p:bgPr></p:bg>` : '';
  const name = how.name ? ` name="${how.name}"` : '';
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<${tag} ${NAMESPACES}${how.attributes ?? ''}><p:cSld${name}>${ground}<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>${shapes}</p:spTree></p:cSld>${how.after ?? '<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>'}</${tag}>`;
}

/** A placeholder as layout and master have it: place, style, and what to click. */
function holderShape(holder: Holder & { name: string }, text: PlacedText, box: Box, id: number): string {
  const [run] = text.runs;
  if (!run) return '';
  const style = runProperties(run, 'a:defRPr');
  const align = { left: 'l', center: 'ctr', right: 'r' }[text.align];
  const prompt =
    holder.type === 'sldNum'
      ? '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="zh-CN"/><a:t>‹#›</a:t></a:fld>'
      : `<a:r><a:rPr lang="zh-CN"/><a:t>${PROMPTS[holder.name] ?? ''}</a:t></a:r>`;
  return `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${holder.name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>${holderXml(holder)}</p:nvPr></p:nvSpPr><p:spPr>${transform(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr vert="${text.vertical ? 'eaVert' : 'horz'}" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="${text.vertical ? 't' : 'ctr'}"><a:noAutofit/></a:bodyPr><a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="${align}"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>${style}</a:lvl1pPr></a:lstStyle><a:p>${prompt}<a:endParaRPr lang="zh-CN"/></a:p></p:txBody></p:sp>`;
}

/** Placeholders of a layout, placed as on the first slide that has each. */
function holdersOf(slides: readonly PlacedSlide[], layout: LayoutName): string[] {
  const seen = new Map<string, string>();
  for (const slide of slides)
    for (const item of slide.items) {
      const holder = item.is === 'text' ? holderOf(item, layout) : null;
      if (!holder || item.is !== 'text' || seen.has(holder.name)) continue;
      seen.set(holder.name, holderShape(holder, item, item, 10 + seen.size));
    }
  return [...seen.values()];
}

/** 草稿 on every slide, at the top as in the other publications. */
function draftMark(): string {
  const box = { x: 584, y: 10, w: 112, h: 30 };
  const style = { face: 'hei' as const, size: 20, weight: 400, colour: COLOUR.red };
  return `<p:sp><p:nvSpPr><p:cNvPr id="3" name="草稿"/><p:cNvSpPr txBox="1"/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>${transform(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>${solidFill(COLOUR.white)}<a:ln w="9525">${solidFill(COLOUR.red)}</a:ln></p:spPr><p:txBody><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/><a:lstStyle/><a:p><a:pPr algn="ctr"/><a:r>${runProperties(style)}<a:t>草稿</a:t></a:r></a:p></p:txBody></p:sp>`;
}

/** The layout part. `slides`: those that use it; `draft`: with the mark of a draft. */
export function layoutXml(
  layout: LayoutName,
  slides: readonly PlacedSlide[],
  how: { ground: string; draft: boolean },
): string {
  const panel = slides[0]?.items.find((i) => i.is === 'shape' && i.role.startsWith('div.panel'));
  const shapes = [
    panel?.is === 'shape' ? shapeXml(panel, 2, '版块') : '',
    how.draft ? draftMark() : '',
    ...holdersOf(slides, layout),
  ];
  const { type, name } = LAYOUTS[layout];
  return treeXml('p:sldLayout', shapes.join(''), {
    ground: how.ground,
    name,
    attributes: ` type="${type}" preserve="1" userDrawn="1"`,
  });
}

/** The master: what the layout of contents has. `after`: what follows its tree (colour map, layouts, text styles). */
export function masterXml(slides: readonly PlacedSlide[], ground: string, after: string): string {
  return treeXml('p:sldMaster', holdersOf(slides, 'content').join(''), { ground, after });
}
