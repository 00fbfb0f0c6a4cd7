import path from 'node:path';
import { type CheerioAPI, load } from 'cheerio';
import JSZip from 'jszip';
import { beforeAll, describe, expect, it } from 'vitest';
import { advance, squeezes } from '../../../scripts/figures/measure.ts';
import type { Box, PlacedTable, PlacedText } from '../../../scripts/publications/deck/placed.ts';
import {
  anchored,
  columnStarts,
  inLines,
  lineWidth,
  movedOn,
  roomy,
} from '../../../scripts/publications/deck/pptx/room.ts';
import { readReport } from '../../../scripts/report/read.ts';
import { makePresentation } from './presentation.ts';

const EMU = 9525;
/** Wider than the shipped faces: what an office machine may have. */
const WIDER = 1.12;

const text = (words: string, at: Partial<PlacedText> = {}): PlacedText => ({
  ...{ is: 'text', role: 'p', within: '', x: 100, y: 100, w: 260, h: 37, lines: 1, top: 98, leading: 40 },
  ...{ pitch: 0, align: 'left', vertical: false, nowrap: true },
  runs: [{ text: words, face: 'hei', size: 26, weight: 400, colour: 'rgb(0, 0, 0)', spacing: 0 }],
  ...at,
});
const slide = { width: 1280, height: 720 };

describe('room for other fonts', () => {
  it('reckons full-width marks as whole squares and each line by itself', () => {
    expect(lineWidth(text('“甲”、'))).toBe(4 * 26);
    const [run] = text('').runs;
    if (!run) throw new Error('no run');
    const two = [
      { ...run, text: '一二三' },
      { ...run, text: '四五', break: true },
    ];
    expect(lineWidth(text('', { lines: 2, runs: two }))).toBe(3 * 26);
  });

  it('widens a box away from the edge its text is set to, as far as its neighbours', () => {
    const tight = text('十个汉字正好十个汉字');
    const box: Box = { x: 100, y: 98, w: 260, h: 40 };
    expect(roomy(box, [tight], [], slide)).toEqual({ ...box, w: 260 * WIDER });
    expect(roomy(box, [tight], [{ x: 370, y: 90, w: 50, h: 60 }], slide)).toEqual({ ...box, w: 270 });
    // Below it is no neighbour.
    expect(roomy(box, [tight], [{ x: 370, y: 138, w: 50, h: 60 }], slide).w).toBeCloseTo(260 * WIDER);
    const right = roomy(box, [{ ...tight, align: 'right' }], [], slide);
    expect(right.x + right.w).toBeCloseTo(360);
    expect(right.w).toBeCloseTo(260 * WIDER);
    // On a panel it stays there.
    expect(roomy(box, [tight], [{ x: 90, y: 0, w: 290, h: 720 }], slide).w).toBeCloseTo(272);
  });

  it('gives a column room from the one before it', () => {
    const cell = (x: number, w: number, words: string) => ({ x, y: 0, w, h: 40, texts: [text(words)] });
    const table: PlacedTable = {
      ...{ is: 'table', role: '', x: 0, y: 0, w: 600, h: 40 },
      rows: [
        {
          ...{ x: 0, y: 0, w: 600, h: 40, top: null, bottom: null, inset: null, head: false },
          cells: [cell(0, 340, '甲乙'), cell(340, 260, '十个汉字正好十个汉字')],
        },
      ],
    };
    expect(columnStarts(table)[1]).toBeCloseTo(340 - 260 * 0.12);
    const first = table.rows[0]?.cells[0];
    if (first) first.texts = [text('十二个汉字这里有十二个字')];
    expect(columnStarts(table)[1]).toBe(340);
  });

  it('moves a rule and what follows it on', () => {
    const rule = {
      ...{ is: 'shape' as const, role: 'span.place', paths: null, fill: null, stroke: 'black', line: 1 },
      ...{ dashed: false, x: 380, y: 98, w: 0, h: 40 },
    };
    const [, moved, after] = movedOn([text('十个汉字正好十个汉字'), rule, text('主要指标', { x: 400 })]);
    expect(moved?.x).toBeGreaterThanOrEqual(100 + 260 * WIDER);
    expect((after?.x ?? 0) - (moved?.x ?? 0)).toBe(20);
  });

  it('moves a rule inside a text by the gap around it', () => {
    const rule = {
      ...{ is: 'shape' as const, role: 'apart', paths: null, fill: null, stroke: 'black', line: 1 },
      ...{ dashed: false, x: 240, y: 98, w: 0, h: 20 },
    };
    const [run] = text('产业与项目').runs;
    if (!run) throw new Error('no run');
    const runs = [run, { ...run, text: '\u3000', tab: 256 }, { ...run, text: '目标' }];
    const [moved, after] = movedOn([rule, text('', { w: 1000, runs })]);
    const by = 100 + 5 * 26 * WIDER + 4 - 240;
    expect(moved?.x).toBeCloseTo(240 + by);
    expect(after?.is === 'text' && lineWidth({ ...after, runs: after.runs.slice(0, 2) })).toBeCloseTo(
      156 + by,
    );
  });

  it('makes one text of the pieces of one line and keeps them centred in their box', () => {
    const pieces = [
      text('提质增效', { w: 104 }),
      text('超一万亩', { x: 213, w: 104 }),
      text('别处', { x: 400, w: 52 }),
    ];
    const joined = inLines(pieces);
    expect(joined).toHaveLength(2);
    expect(joined[0]?.is === 'text' && joined[0].runs.map((r) => r.text)).toEqual([
      '提质增效',
      ' ',
      '超一万亩',
    ]);
    expect(joined[0]?.is === 'text' && lineWidth(joined[0])).toBeCloseTo(217);
    const box = {
      ...{ is: 'shape' as const, role: 'drawn', paths: null, fill: 'white', stroke: null, line: 0 },
      ...{ dashed: false, x: 50, y: 90, w: 204, h: 60 },
    };
    const [, inside] = anchored([box, text('提质增效', { w: 104 })]);
    expect(inside?.is === 'text' && inside.align).toBe('center');
  });
});

describe('lines of deck.pptx', () => {
  const slides: CheerioAPI[] = [];
  let ends: number[][] = [];
  beforeAll(async () => {
    const root = path.resolve(import.meta.dirname, '..', '..', '..');
    const made = await makePresentation(await readReport(path.join(root, 'data', 'xinbei-2023')));
    const zip = await JSZip.loadAsync(made.bytes);
    ends = made.placed.map(({ items }) => [
      1280,
      ...items.flatMap((i) => (i.is === 'shape' && i.role.startsWith('div.panel') ? [i.x] : [])),
    ]);
    for (let i = 1; i <= made.slides.length; i++)
      slides.push(load((await zip.file(`ppt/slides/slide${i}.xml`)?.async('string')) ?? '', { xml: true }));
  });

  type Node = ReturnType<CheerioAPI>;
  const number = (node: Node, name: string) => Number(node.attr(name)) / EMU;
  const boxOf = (xfrm: Node): Box => ({
    x: number(xfrm.children('a\\:off'), 'x'),
    y: number(xfrm.children('a\\:off'), 'y'),
    w: number(xfrm.children('a\\:ext'), 'cx'),
    h: number(xfrm.children('a\\:ext'), 'cy'),
  });
  /** Lines of a body of text with their widths, measured from its XML. */
  const linesOf = ($: CheerioAPI, body: Node): { width: number; words: string }[] => {
    const lines = [{ width: 0, words: '' }];
    for (const p of body.children('a\\:p').toArray()) {
      lines.push({ width: 0, words: '' });
      for (const piece of $(p).children('a\\:r, a\\:fld, a\\:br').toArray()) {
        const properties = $(piece).children('a\\:rPr');
        if ($(piece).is('a\\:br')) lines.push({ width: 0, words: '' });
        const line = lines.at(-1);
        const words = $(piece).children('a\\:t').text();
        if (!line || words === '') continue;
        const size = Number(properties.attr('sz')) / 75;
        const family = properties.children('a\\:ea').attr('typeface') === '+mn-ea' ? 'hei' : 'song';
        const weight = properties.attr('b') === '1' ? 700 : 400;
        const spacing = (Number(properties.attr('spc') ?? 0) / 75) * [...words].length;
        line.words += words;
        line.width +=
          advance(words, { family, weight }, size) + (squeezes(words).length * size) / 2 + spacing;
      }
    }
    return lines;
  };
  const shapesOf = ($: CheerioAPI) =>
    $('p\\:spTree')
      .children('p\\:sp')
      .toArray()
      .map((e) => $(e))
      .filter((sp) => sp.find('a\\:t').length > 0 && sp.find('a\\:bodyPr').attr('vert') !== 'eaVert')
      .map((sp) => ({ sp, box: boxOf(sp.children('p\\:spPr').children('a\\:xfrm')) }));
  const framesOf = ($: CheerioAPI) =>
    $('p\\:graphicFrame > p\\:xfrm, p\\:spTree > p\\:grpSp > p\\:grpSpPr > a\\:xfrm')
      .toArray()
      .map((e) => boxOf($(e)));
  const meet = (a: Box, b: Box) =>
    a.x + a.w > b.x + 1 && b.x + b.w > a.x + 1 && a.y + a.h > b.y + 1 && b.y + b.h > a.y + 1;

  it('hold text 12 % wider, or their boxes end at the slide or its panel', () => {
    const short: string[] = [];
    let lines = 0;
    for (const [i, $] of slides.entries())
      for (const { sp, box } of shapesOf($)) {
        const found = linesOf($, sp.children('p\\:txBody'));
        // Notes run on from line to line.
        if (sp.find('p\\:cNvPr').attr('name') === '注和资料来源') continue;
        for (const { width, words } of found) {
          lines += 1;
          const atEdge = ends[i]?.some((end) => end - box.x - box.w >= 0 && end - box.x - box.w < 9);
          if (width * WIDER > box.w + 1 && !(atEdge && width * 1.05 < box.w)) short.push(`${i + 1} ${words}`);
        }
      }
    expect(lines).toBeGreaterThan(300);
    expect(short).toEqual([]);
  });

  it('have boxes that do not overlap', () => {
    const over: string[] = [];
    for (const [i, $] of slides.entries()) {
      const boxes = shapesOf($);
      for (const [a, one] of boxes.entries()) {
        for (const other of boxes.slice(a + 1))
          if (meet(one.box, other.box)) over.push(`${i + 1} ${one.sp.text()} / ${other.sp.text()}`);
        for (const frame of framesOf($))
          if (meet(one.box, frame)) over.push(`${i + 1} ${one.sp.text()} / frame`);
      }
    }
    expect(over).toEqual([]);
  });

  it('of tables hold 12 % more, except where the column before has none to give', () => {
    const short: string[] = [];
    for (const [i, $] of slides.entries())
      for (const table of $('a\\:tbl').toArray()) {
        const columns = $(table)
          .find('a\\:gridCol')
          .toArray()
          .map((c) => number($(c), 'w'));
        for (const row of $(table).find('a\\:tr').toArray())
          for (const [c, cell] of $(row).children('a\\:tc').toArray().entries()) {
            if ($(cell).attr('hMerge')) continue;
            const width = columns
              .slice(c, c + Number($(cell).attr('gridSpan') ?? 1))
              .reduce((sum, w) => sum + w, 0);
            for (const line of linesOf($, $(cell).children('a\\:txBody')))
              if (line.width * WIDER > width + 1)
                short.push(`${i + 1} ${Math.floor((width / line.width - 1) * 100)}% ${line.words}`);
          }
      }
    // Full to the edge in the browser too; hanzi are a square each in every font, so that only digits and letters can make them wider.
    expect(short).toMatchInlineSnapshot(`
      [
        "2 8% 实际利用外资总量保持全市第一，进出口总额同比增长10.1%",
        "5 6% 与地区生产总值增幅基本同步",
        "25 1% 2023年“网格党群直通站”建设覆盖率",
        "30 6% 坚持谋实招、务实功、求实效，创造性推动重大决策、重大任务落细落实",
        "30 9% 依法接受人大法律监督、工作监督，自觉接受政协协商议政、民主监督",
        "31 6% 土地节约集约利用程度不够高，亩均产出贡献与先进开发区相比差距明显",
        "31 9% 城市能级、建设品质和管理能力有待提升，教育、医疗等公共服务水平",
      ]
    `);
  });
});
