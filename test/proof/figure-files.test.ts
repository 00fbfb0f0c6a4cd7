import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { beforeAll, describe, expect, it } from 'vitest';
import { CSV_COLUMNS, readCsv } from '../../scripts/figures/csv.ts';
import { drawFigure } from '../../scripts/figures/draw.ts';
import { figureFiles } from '../../scripts/figures/files.ts';
import { slidePlace } from '../../scripts/figures/places.ts';
import { cacheFolder } from '../../scripts/print/cache.ts';
import { outlineSvg } from '../../scripts/print/outline.ts';
import { pngChunks, pngSize, withChunks } from '../../scripts/print/png.ts';
import { proveFigureFile } from '../../scripts/proof/figure-files.ts';
import type { FinishedProduct } from '../../scripts/proof/proof.ts';
import { redrawFindings } from '../../scripts/proof/redraw.ts';
import { readReport } from '../../scripts/report/read.ts';
import type { FigureSpec, Report } from '../../scripts/report/report.ts';

let report: Report;
let spec: FigureSpec;
let files: ReturnType<typeof figureFiles>;
let outline: (svg: string) => Promise<string>;
beforeAll(async () => {
  report = await readReport('data/xinbei-2023');
  spec = report.figures.find((figure) => figure.id === 'growth-rates') as FigureSpec;
  files = figureFiles(report, spec);
  const { env, platform, arch } = process;
  const cache = await cacheFolder({ env, platform, arch, home: homedir() });
  outline = (svg) => outlineSvg(svg, cache);
});

const prove = async (path: string, content: string | Uint8Array, beside: FinishedProduct[] = []) => {
  const product = { path, content };
  const products = new Map([product, ...beside].map((p) => [p.path, p]));
  const { findings, entries } = await proveFigureFile(report, product, { outline, products });
  return { codes: findings.map((f) => f.code), entries, findings };
};

describe('the drawing of a figure', () => {
  it('is sound as made, its faces aside', async () => {
    const withFaces = files.svg.replace('<!--fonts-->', '<style>@font-face{}</style>');
    expect((await prove('figures/growth-rates.svg', withFaces)).codes).toEqual([]);
  });

  it.each([
    ['a longer bar', (svg: string) => svg.replace(/l359\.8 0/, 'l380 0')],
    ['another colour', (svg: string) => svg.replace('fill="#172B4D"', 'fill="#B3191F"')],
    ['a bar that is gone', (svg: string) => svg.replace(/<path d="M164\.5 7[^>]*><\/path>/, '')],
    ['a style of its own', (svg: string) => svg.replace('<defs>', '<style>path{display:none}</style><defs>')],
  ])('with %s is refused', async (_, change) => {
    const changed = change(files.svg);
    expect(changed).not.toBe(files.svg);
    const { codes, findings } = await prove('figures/growth-rates.svg', changed);
    expect(codes).toContain('P402');
    expect(findings[0]?.where?.product).toBe('figures/growth-rates.svg');
  });

  it('with other faces in it is refused: the same codes could show other digits', async () => {
    const typeset = async (svg: string) =>
      svg.replace('<!--fonts-->', '<style>@font-face{src:url("data:,a")}</style>');
    const product = { path: 'figures/growth-rates.svg', content: await typeset(files.svg) };
    const proved = async (content: string) =>
      (await proveFigureFile(report, { ...product, content }, { typeset, products: new Map() })).findings;
    expect(await proved(product.content)).toEqual([]);
    expect((await proved(product.content.replace('data:,a', 'data:,b'))).map((f) => f.code)).toEqual([
      'P402',
    ]);
  });

  it('of no figure in the data is refused', async () => {
    expect((await prove('figures/other.svg', files.svg)).codes).toEqual(['P401']);
  });

  it('with its text as paths says nothing in fonts, and is proved too', async () => {
    const outlined = await outline(files.svg);
    expect(outlined).not.toMatch(/<text|<tspan|font-family="/);
    expect(outlined).toContain('<desc');
    expect((await prove('figures/growth-rates.outline.svg', outlined)).codes).toEqual([]);
    const other = await outline(files.svg.replace(/(<tspan[^>]*>)30\.8/, '$138.0'));
    expect(other).not.toBe(outlined);
    expect((await prove('figures/growth-rates.outline.svg', other)).codes).toEqual(['P402']);
  });
});

describe('the data of a figure', () => {
  it('stand in a table that spreadsheets read: one fact a line, words above and below', async () => {
    expect(files.csv.startsWith('\ufeff标题,')).toBe(true);
    expect(files.csv.split('\r\n').length).toBeGreaterThan(15);
    const lines = readCsv(files.csv);
    const head = lines.findIndex((line) => line[0] === CSV_COLUMNS[0]);
    const facts = lines.slice(head + 1).filter((line) => line.length === CSV_COLUMNS.length);
    expect(facts.length).toBe(spec.groups.flatMap((g) => g.rows).length * 2);
    expect(lines.at(-1)?.[0]).toBe('资料来源');
    const { codes, entries } = await prove('figures/growth-rates.csv', files.csv);
    expect(codes).toEqual([]);
    expect(entries.length).toBe(facts.length);
    for (const entry of entries)
      expect(
        report.text.slice(entry.offset).startsWith(report.facts.get(entry.ref ?? '')?.number ?? '?'),
      ).toBe(true);
  });

  it.each([
    ['another value', /4750亿元,4750/, '4750亿元,4570'],
    ['another text', /同比增长30\.8%,30\.8/, '同比增长38.0%,30.8'],
    ['a dropped qualifier', /突破3400亿元/, '3400亿元'],
    ['another unit', /,亿元,/, ',万元,'],
    ['another year', /,2022,报告数/, ',2023,报告数'],
    ['a target made of a result', /报告数/, '目标'],
    ['another name', /,地区生产总值,/, ',规上工业总产值,'],
    ['another fact', /invoiced-sales\.change/, 'gdp.change'],
    ['another title', /均为正增长/, '全部领先'],
    ['a further line', /\r\n\r\n注/, '\r\n,人口,88万人,88,,万人,2022,报告数,,\r\n\r\n注'],
    ['a line less', /,进出口总额,1200亿元[^\n]*\n/, ''],
  ])('with %s are refused', async (_, from, to) => {
    const changed = files.csv.replace(from, to);
    expect(changed).not.toBe(files.csv);
    expect((await prove('figures/growth-rates.csv', changed)).codes).toContain('P403');
  });

  it('that are no table are a finding, not a crash', async () => {
    expect((await prove('figures/growth-rates.csv', `${files.csv}"x`)).codes).toEqual(['P403']);
  });

  it('hold no formula a spreadsheet would run', () => {
    const words = { address: 'x', runs: [], text: '=HYPERLINK("http://x")' };
    const csv = figureFiles(report, { ...spec, note: words }).csv;
    expect(csv).toContain(`注,"'=HYPERLINK(""http://x"")"`);
  });
});

describe('the picture of a figure', () => {
  // A picture of 1 × 1 px made by hand, its size then set in the header.
  const pixel = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );

  it('says of which drawing it was taken and how large it is on paper', () => {
    const png = withChunks(pixel, { texts: { Source: 'abc' }, perInch: 192 });
    expect(pngSize(png)).toEqual({ width: 1, height: 1 });
    const chunks = pngChunks(png);
    expect(chunks.map((c) => c.type)).toEqual(['IHDR', 'pHYs', 'tEXt', 'IDAT', 'IEND']);
    expect(chunks[1]?.data.readUInt32BE(0)).toBe(7559);
    const broken = Buffer.from(png);
    broken[60] = (broken[60] ?? 0) ^ 1;
    expect(() => pngChunks(broken)).toThrow();
  });

  it('of another drawing, of another size or broken is refused', async () => {
    const svg = { path: 'figures/growth-rates.svg', content: files.svg };
    const digest = createHash('sha256').update(files.svg).digest('hex');
    const codes = async (png: Uint8Array) =>
      (await prove('figures/growth-rates.png', png, [svg])).findings.map((f) => f.message.en);
    expect((await codes(withChunks(pixel, { texts: { Source: digest }, perInch: 192 }))).join()).toContain(
      '1 × 1',
    );
    expect(
      (await codes(withChunks(pixel, { texts: { Source: 'f'.repeat(64) }, perInch: 192 }))).join(),
    ).toContain('beside');
    const animated = withChunks(pixel, { texts: { Source: digest }, perInch: 192 });
    animated.set(Buffer.from('acTL'), Buffer.from(animated).indexOf('pHYs'));
    expect((await codes(animated)).join()).toContain('broken');
    expect((await codes(pixel.subarray(0, 40))).join()).toContain('broken');
    expect((await codes(Buffer.from('GIF89a'))).join()).toContain('broken');
  });
});

describe('a drawing inside a page', () => {
  const inPage = async (svg: string) =>
    (await redrawFindings(`<html><body><p>一</p>${svg}</body></html>`, 'deck/deck.html', report, false)).map(
      (f) => f.code,
    );
  let svg: string;
  beforeAll(() => {
    const times = { year: report.profile.year, reviewYear: report.profile.reviewYear };
    svg = drawFigure(spec, slidePlace('slide-growth', spec), times).svg;
  });

  it('is drawn anew for its place', async () => expect(await inPage(svg)).toEqual([]));

  it.each([
    ['another length', (s: string) => s.replace(/(<path d="M[\d.]+ [\d.]+l)([\d.]+)/, '$1999')],
    ['a place of another size', (s: string) => s.replace(/(height&[#\w]+;):\d+/, '$1:430')],
    ['a place that hides its small print', (s: string) => s.replace(/(small&[#\w]+;):[\d.]+/, '$1:0.01')],
    ['no place', (s: string) => s.replace(/ data-place="[^"]*"/, '')],
    [
      'the name of another figure',
      (s: string) => s.replaceAll('slide-growth-growth-rates', 'slide-growth-standards'),
    ],
    [
      'a shape over it',
      (s: string) => s.replace('</svg>', '<rect width="500" height="500" fill="#fff"/></svg>'),
    ],
  ])('with %s is refused', async (_, change) => {
    expect(change(svg)).not.toBe(svg);
    expect(await inPage(change(svg))).toContain('P402');
  });

  it('beside it that is no figure is refused', async () => {
    expect(await inPage(`${svg}<svg><path d="M0 0L9 9"/></svg>`)).toEqual(['P402']);
  });
});
