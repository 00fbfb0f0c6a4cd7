/**
 * How a presentation is set: what has the right text and still does not show it. A slide or a shape that is hidden, words too small to read, turned,
 * struck through or beside the slide, a plate over them, what comes from elsewhere. Colours and places are compared only where the edition is made anew.
 */
import type { CheerioAPI } from 'cheerio';
import type { ReadPptx } from './pptx-parts.ts';

/** Smallest text of a slide, hundredths of a point: labels of drawings. */
const SMALLEST = 800;
/** The one face beside those of the theme. */
const KAI = '楷体';
/** Share of a text that a later shape may cover. */
const COVERED = 0.5;

/** What no part of ours has: pictures, what plays, what a program may show instead, an axis that does not count evenly. */
const STRANGE =
  'p\\:pic, a\\:blip, p\\:oleObj, p\\:contentPart, mc\\:AlternateContent, p\\:timing, p\\:transition, c\\:logBase, a\\:rPr a\\:alpha, c\\:userShapes';

interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** Faults with the slide (from 1) they are on; null: of the whole file. */
export function settingFaults(read: ReadPptx): { page: number | null; zh: string; en: string }[] {
  const faults: { page: number | null; zh: string; en: string }[] = [];
  const size = read.rest.get('ppt/presentation.xml')?.('p\\:sldSz');
  const slide = { w: Number(size?.attr('cx')), h: Number(size?.attr('cy')) };
  for (const [i, { $, notes, charts }] of read.slides.entries()) {
    const tell = (zh: string, en: string) => faults.push({ page: i + 1, zh, en });
    for (const part of [$, notes, ...charts.map((chart) => chart.$)]) partFaults(part, tell);
    textFaults($, SMALLEST, tell);
    textFaults(notes, SMALLEST, tell);
    placeFaults($, slide, tell);
    for (const { $: chart } of charts)
      if (
        chart('c\\:dLbl > c\\:delete, c\\:dLbls > c\\:delete').length > 0 ||
        chart('c\\:valAx c\\:orientation').attr('val') !== 'minMax'
      )
        tell('图表的标签被删或数值轴倒置', 'a label of a chart is taken away, or its axis runs backwards');
  }
  for (const [name, $] of read.rest) {
    const tell = (zh: string, en: string) =>
      faults.push({ page: null, zh: `${name}：${zh}`, en: `${name}: ${en}` });
    partFaults($, tell);
    if ($('Relationship[TargetMode="External"]').length > 0)
      tell('引用文件之外的内容', 'shows what is not in the file');
  }
  return faults;
}

type Tell = (zh: string, en: string) => void;

function partFaults($: CheerioAPI, tell: Tell): void {
  if ($('[hidden], [show]').length > 0) tell('有隐藏的内容', 'something is hidden');
  $(STRANGE).each((_, e) => tell(`不该有 ${e.name}`, `${e.name} has no place there`));
}

function textFaults($: CheerioAPI, smallest: number, tell: Tell): void {
  $('a\\:rPr').each((_, e) => {
    const { strike, baseline, cap, sz } = e.attribs;
    if (strike !== undefined || baseline !== undefined || cap !== undefined)
      tell('文字被划去、抬高或改成大写', 'words are struck through, raised or made capitals');
    if (sz !== undefined && Number(sz) < smallest)
      tell(`文字只有 ${Number(sz) / 100} 磅`, `words of ${Number(sz) / 100} pt`);
  });
  $('a\\:rPr > a\\:latin, a\\:rPr > a\\:ea').each((_, e) => {
    const face = $(e).attr('typeface') ?? '';
    if (!face.startsWith('+') && face !== KAI)
      tell(`字体不是主题的：${face}`, `a face is not the theme's: ${face}`);
  });
}

/** Shapes in the order they are painted: texts stand upright on the slide, and nothing filled comes over them. */
function placeFaults($: CheerioAPI, slide: { w: number; h: number }, tell: Tell): void {
  // A group takes its shapes where they stand.
  $('p\\:grpSpPr > a\\:xfrm').each((_, e) => {
    const at = (name: string) => JSON.stringify($(e).children(`a\\:${name}`).attr());
    if (at('off') !== at('chOff') || at('ext') !== at('chExt') || Object.keys(e.attribs).length > 0)
      tell('一组图形被移动、缩放或翻转', 'a group is moved, stretched or turned');
  });
  const texts: Box[] = [];
  $('p\\:sp').each((_, e) => {
    const frame = $(e).find('a\\:xfrm').first();
    const box = boxOf(frame.children('a\\:off').attr() ?? {}, frame.children('a\\:ext').attr() ?? {});
    if ($(e).find('a\\:t').length > 0) {
      const on = box.x >= 0 && box.y >= 0 && box.x < slide.w && box.y < slide.h && box.w > 0 && box.h > 0;
      const turned = ['rot', 'flipH', 'flipV'].some((name) => frame.attr(name) !== undefined);
      if (frame.length > 0 && (!on || turned))
        tell('文字不在幻灯片上或被翻转', 'words stand beside the slide or are turned');
      texts.push(box);
    } else if ($(e).children('p\\:spPr').children('a\\:solidFill, a\\:gradFill, a\\:pattFill').length > 0)
      for (const text of texts)
        if (covered(text, box) > COVERED * text.w * text.h) tell('文字被图形盖住', 'a shape lies over words');
  });
}

const boxOf = (off: Record<string, string | undefined>, ext: Record<string, string | undefined>): Box => ({
  x: Number(off.x),
  y: Number(off.y),
  w: Number(ext.cx),
  h: Number(ext.cy),
});

function covered(text: Box, over: Box): number {
  const w = Math.min(text.x + text.w, over.x + over.w) - Math.max(text.x, over.x);
  const h = Math.min(text.y + text.h, over.y + over.h) - Math.max(text.y, over.y);
  return Math.max(0, w) * Math.max(0, h);
}
