/** Text as DrawingML: paragraphs of runs in the faces of the theme, sizes as they fitted in the browser. */
import type { Box, PlacedRun, PlacedText } from '../placed.ts';

/** EMU in a px of the slide: 1280 px are 13.333 in. */
const EMU = 9525;
export const emu = (px: number): number => Math.round(px * EMU);
/** px to hundredths of a point. */
export const points = (px: number): number => Math.round(px * 75);

/** Characters that XML keeps for itself; control characters, which it forbids, go. */
export const escapeXml = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c);

/** Colours of the theme by their value: who changes the theme changes them everywhere. */
export const THEME_COLOURS: Readonly<Record<string, string>> = {
  '1F2328': 'tx1',
  FBF8F1: 'bg1',
  '172B4D': 'tx2',
  E3E8F0: 'bg2',
  B3191F: 'accent2',
  B98518: 'accent3',
  C3C8CF: 'accent4',
  '595F69': 'accent5',
  F7E4E2: 'accent6',
};

/** rgb(23, 43, 77) or #172B4D as a solid fill. */
export function solidFill(colour: string): string {
  const parts = colour.match(/[\d.]+/g) ?? [];
  const hex = colour.startsWith('#')
    ? colour.slice(1).toUpperCase()
    : parts
        .slice(0, 3)
        .map((n) => Math.round(Number(n)).toString(16).padStart(2, '0'))
        .join('')
        .toUpperCase();
  const theme = THEME_COLOURS[hex];
  return `<a:solidFill>${theme ? `<a:schemeClr val="${theme}"/>` : `<a:srgbClr val="${hex}"/>`}</a:solidFill>`;
}

/** The faces: titles and numbers in the theme's major, text in its minor font. */
const FACES = {
  song: '<a:latin typeface="+mj-lt"/><a:ea typeface="+mj-ea"/>',
  hei: '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/>',
  kai: '<a:latin typeface="楷体"/><a:ea typeface="楷体"/>',
} as const;

export interface RunStyle {
  face: keyof typeof FACES;
  size: number;
  weight: number;
  colour: string;
  spacing?: number;
  /** Relationship of the slide it leads to. */
  link?: string | undefined;
}

/** Properties of a run; `tag`: rPr, endParaRPr or defRPr. */
export function runProperties(style: RunStyle, tag = 'a:rPr'): string {
  const spacing = style.spacing ? ` spc="${points(style.spacing)}"` : '';
  // Hei 500 is between the two weights office fonts have; Kai has one, which bold would smear.
  const bold = style.weight >= 600 && style.face !== 'kai' ? ' b="1"' : ' b="0"';
  const link = style.link
    ? `<a:hlinkClick r:id="${style.link}" action="ppaction://hlinksldjump"><a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst></a:hlinkClick>`
    : '';
  return `<${tag} lang="zh-CN" altLang="en-US" sz="${points(style.size)}"${bold}${spacing} dirty="0">${solidFill(style.colour)}${FACES[style.face]}${link}</${tag}>`;
}

/** Neighbours of one style are one run. */
function joined(runs: readonly PlacedRun[]): PlacedRun[] {
  const list: PlacedRun[] = [];
  const key = ({ text: _text, break: _break, ...style }: PlacedRun) => JSON.stringify(style);
  for (const run of runs) {
    const last = list.at(-1);
    if (last && !run.break && key(last) === key(run)) last.text += run.text;
    else list.push({ ...run });
  }
  return list;
}

/** Gap in px between a large number and the small words beside it: spread over its characters, so that the text itself has no blank. */
const GAP = 2;

/** Runs as they are written: neighbours of one style joined, a number set apart from the small words after it. */
export function spaced(placed: readonly PlacedRun[]): PlacedRun[] {
  const runs = joined(placed);
  const large = Math.max(...runs.map((r) => r.size));
  return runs.map((run, i) => {
    const next = runs[i + 1];
    const apart = next && !next.break && Math.abs(next.size - run.size) > large * 0.3;
    return apart ? { ...run, spacing: run.spacing + GAP } : run;
  });
}

/**
 * Paragraphs of placed texts. `link`: relationship of a slide by its id. `field`: the text is the slide's own number. `exact`: lines as
 * high as in the browser, whatever the font.
 */
export function paragraphs(
  texts: readonly PlacedText[],
  options: { link?: ((slide: string) => string) | undefined; field?: boolean; exact?: boolean } = {},
): string {
  return texts
    .map((text) => {
      const runs = spaced(text.runs);
      const pitch = text.lines > 1 ? text.pitch : options.exact ? text.leading : 0;
      const spacing = pitch > 0 ? `<a:lnSpc><a:spcPts val="${points(pitch)}"/></a:lnSpc>` : '';
      const align = { left: 'l', center: 'ctr', right: 'r' }[text.align];
      const body = runs.map((run) => {
        const style: RunStyle = { ...run, link: run.slide ? options.link?.(run.slide) : undefined };
        const said = `<a:t>${escapeXml(run.text)}</a:t>`;
        const line = run.break ? `<a:br>${runProperties({ ...style, link: undefined })}</a:br>` : '';
        return options.field
          ? `<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">${runProperties(style)}${said}</a:fld>`
          : `${line}<a:r>${runProperties(style)}${said}</a:r>`;
      });
      const last = runs.at(-1);
      return `<a:p><a:pPr marL="0" indent="0" algn="${align}">${spacing}<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/></a:pPr>${body.join('')}${last ? runProperties(last, 'a:endParaRPr') : ''}</a:p>`;
    })
    .join('');
}

/** How text stands in its box: no insets, no shrinking (the sizes are those that fit). */
export function bodyProperties(text: PlacedText | undefined): string {
  const vert = text?.vertical ? ' vert="eaVert"' : '';
  const wrap = text?.nowrap || text?.vertical ? 'none' : 'square';
  return `<a:bodyPr${vert} wrap="${wrap}" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="${text?.vertical ? 't' : 'ctr'}"><a:noAutofit/></a:bodyPr>`;
}

/** Place and size of something. */
export const transform = (box: Box, tag = 'a:xfrm'): string =>
  `<${tag}><a:off x="${emu(box.x)}" y="${emu(box.y)}"/><a:ext cx="${emu(Math.max(0, box.w))}" cy="${emu(Math.max(0, box.h))}"/></${tag}>`;

/** The box of several. */
export function around(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((b) => b.x));
  const y = Math.min(...boxes.map((b) => b.y));
  return {
    x,
    y,
    w: Math.max(...boxes.map((b) => b.x + b.w)) - x,
    h: Math.max(...boxes.map((b) => b.y + b.h)) - y,
  };
}
