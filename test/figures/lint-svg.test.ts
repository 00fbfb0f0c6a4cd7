import { describe, expect, it } from 'vitest';
import { COLOUR } from '../../scripts/figures/colours.ts';
import { contrast } from '../../scripts/figures/contrast.ts';
import { drawFigure } from '../../scripts/figures/draw.ts';
import { lintSvg } from '../../scripts/figures/lint-svg.ts';
import { slidePlace, spreadPlace } from '../../scripts/figures/places.ts';
import { svgFile } from '../../scripts/figures/svg-file.ts';
import * as specs from './specs.ts';

const at = { product: 'figures/x.svg', name: { zh: '图 x（p）', en: 'figure x (p)' } };
const svg = (inside: string, width = 400) =>
  `<svg width="${width}" height="100" viewBox="0 0 ${width} 100">${inside}</svg>`;
const text = (
  words: string,
  x: number,
  y: number,
  part: { size?: number; fill?: string; mark?: string } = {},
) =>
  `<text font-family="'Baogao Hei'" font-weight="400" font-size="${part.size ?? 13}" fill="${part.fill ?? COLOUR.ink}"${part.mark ?? ''}><tspan x="${x}" y="${y}">${words}</tspan></text>`;
const bar = (fill: string, stroke = '') =>
  `<rect x="50" y="10" width="200" height="30" fill="${fill}"${stroke}/>`;
const found = (inside: string, width?: number) => lintSvg(svg(inside, width), at).map((p) => p.code);

describe('the linter of finished SVG', () => {
  it('finds no fault where there is none', () => {
    expect(
      found(text('天合光能', 0, 20) + text('另一行', 0, 60) + bar(COLOUR.navy).replace('50', '90')),
    ).toEqual([]);
  });
  it('names figure, place and words', () => {
    const [fault] = lintSvg(svg(text('小字', 0, 20, { size: 9 })), at);
    expect(fault).toMatchObject({ code: 'F05', severity: 'error', where: { product: 'figures/x.svg' } });
    expect(fault?.message.zh).toBe('图 x（p）：字太小（9 px，至少 10.9 px）：“小字”');
  });
  it('finds text over text, wherever groups move it', () => {
    expect(found(text('天合光能', 0, 20) + text('压住', 30, 24))).toEqual(['F04']);
    const moved = `<g transform="translate(30 0)">${text('压住', 0, 24)}</g>`;
    expect(found(text('天合光能', 0, 20) + moved)).toEqual(['F04']);
    const nested = `<svg x="30" y="0" width="100" height="50">${text('压住', 0, 24)}</svg>`;
    expect(found(text('天合光能', 0, 20) + nested)).toEqual(['F04']);
    expect(found(text('天合光能', 0, 20) + nested.replace('x="30"', 'x="90"'))).toEqual([]);
  });
  it('finds text that is cut off', () => {
    expect(found(text('出界', 390, 60))).toEqual(['F03']);
    expect(found(text('出界', 0, 110))).toEqual(['F03']);
    expect(found(text('出界', -9, 60))).toEqual(['F03']);
  });
  it('finds text that is too small: 8.2 pt on paper, 16 px on slides, 20 px their names and numbers', () => {
    expect(found(text('小字', 0, 60, { size: 10.9 }))).toEqual(['F05']);
    expect(found(text('小字', 0, 60, { size: 10.94 }))).toEqual([]);
    expect(found(text('小字', 0, 60, { size: 15 }), 1120)).toEqual(['F05']);
    expect(found(text('小字', 0, 60, { size: 16 }), 1120)).toEqual([]);
    expect(found(text('小字', 0, 60, { size: 19, mark: ' data-fact="a"' }), 1120)).toEqual(['F05']);
    expect(found(text('小字', 0, 60, { size: 20, mark: ' data-label="a"' }), 1120)).toEqual([]);
  });
  it('finds text of too little contrast', () => {
    expect(found(text('金字', 0, 20, { fill: COLOUR.gold }))).toEqual(['F11']);
    // On a ground of its own the ground counts.
    const ground = `<rect x="0" y="0" width="400" height="100" fill="${COLOUR.navy}"/>`;
    expect(found(ground + text('深字', 0, 20))).toEqual(['F11']);
    expect(found(ground + text('浅字', 0, 20, { fill: '#FFFFFF' }))).toEqual([]);
  });
  it('finds text over a mark of too little contrast', () => {
    expect(found(bar(COLOUR.navy) + text('压住条', 60, 30))).toEqual(['F12']);
    expect(found(bar(COLOUR.navy) + text('反白', 60, 30, { fill: '#FFFFFF' }))).toEqual(['F11']);
    expect(found(bar(COLOUR.navyTint, ` stroke="${COLOUR.navy}"`) + text('浅底', 60, 30))).toEqual([]);
  });
  it('finds a line or an outline through text', () => {
    const rule = `<line x1="0" y1="16" x2="400" y2="16" stroke="${COLOUR.grid}" stroke-width="1"/>`;
    expect(found(rule + text('划掉', 60, 20))).toEqual(['F12']);
    expect(found(rule.replaceAll('"16"', '"24"') + text('在线上', 60, 20))).toEqual([]);
    const slanted = `<path d="M0 0L400 100" fill="none" stroke="${COLOUR.navy}"/>`;
    expect(found(slanted + text('斜线', 190, 55))).toEqual(['F12']);
    expect(found(slanted + text('斜线', 190, 90))).toEqual([]);
    const outlined = bar(COLOUR.navyTint, ` stroke="${COLOUR.navy}"`);
    expect(found(outlined + text('半在条内', 20, 30))).toEqual(['F12']);
  });
  it('finds marks of too little contrast with what they stand on; tints count by their outline', () => {
    expect(found(bar(COLOUR.navyTint))).toEqual(['F11']);
    expect(found(bar(COLOUR.navyTint, ` stroke="${COLOUR.navy}"`))).toEqual([]);
    expect(found(bar(COLOUR.navyTint, ` stroke="${COLOUR.navy}" stroke-width="0"`))).toEqual(['F11']);
    expect(found(bar(COLOUR.silver))).toEqual(['F11']);
    expect(found(bar(COLOUR.gold))).toEqual([]);
    const point = (fill: string) => `<circle cx="100" cy="25" r="5" fill="${fill}"/>`;
    expect(found(bar(COLOUR.navy) + point(COLOUR.ink))).toEqual(['F11']);
    expect(found(bar(COLOUR.navy) + point(COLOUR.white))).toEqual([]);
    // Hairlines and connectors carry nothing of their own; another faint line does.
    expect(found(`<path d="M0 50L90 50" fill="none" stroke="${COLOUR.silver}"/>`)).toEqual([]);
    expect(found('<path d="M0 50L90 50" fill="none" stroke="#EEEEEE"/>')).toEqual(['F11']);
    expect(found(`<rect x="0" y="0" width="9" height="9" fill="${COLOUR.navyTint}" data-decor=""/>`)).toEqual(
      [],
    );
  });
  it('finds marks of one form that greyscale makes alike', () => {
    const disc = (x: number, fill: string, stroke: string) =>
      `<circle cx="${x}" cy="25" r="9" fill="${fill}" stroke="${stroke}" stroke-width="2"/>`;
    const hollow = disc(100, COLOUR.white, COLOUR.navy);
    expect(found(hollow + disc(200, COLOUR.navyTint, COLOUR.navy))).toEqual(['F16']);
    expect(found(hollow + disc(200, COLOUR.navy, COLOUR.navy))).toEqual([]);
    // Tints with outlines of 20 steps between them, and another form in the same colour.
    expect(found(disc(100, COLOUR.redTint, COLOUR.red) + disc(200, COLOUR.navyTint, COLOUR.navy))).toEqual(
      [],
    );
    expect(
      found(
        hollow +
          `<path d="M200 20L206 26L200 32L194 26Z" fill="${COLOUR.navyTint}" stroke="${COLOUR.navy}"/>`,
      ),
    ).toEqual([]);
    // Red beside an ink of its lightness.
    expect(found(`${bar(COLOUR.red)}<rect x="300" y="5" width="9" height="30" fill="#5F5F5F"/>`)).toEqual([
      'F16',
    ]);
    // A core makes another form of it.
    const core = `<circle cx="200" cy="25" r="3" fill="${COLOUR.navy}"/>`;
    expect(found(hollow + disc(200, COLOUR.navyTint, COLOUR.navy) + core)).toEqual([]);
    // A frame means nothing.
    expect(
      found(
        `<rect x="0" y="0" width="90" height="9" fill="#FFFFFF" stroke="${COLOUR.axis}"/>` +
          bar(COLOUR.redTint, ` stroke="${COLOUR.red}"`),
      ),
    ).toEqual([]);
  });
  it('reads paths moved by the chart library', () => {
    const mark = `<path d="M1 0A1 1 0 1 1 1 -0.1A1 1 0 0 1 1 0" transform="matrix(30,0,0,30,100,50)" fill="${COLOUR.navy}"/>`;
    expect(found(mark + text('左', 72, 54))).toEqual(['F12']);
    expect(found(mark + text('外', 40, 54))).toEqual([]);
    const relative = `<path d="M60 10l100 0l0 20l-100 0Z" fill="${COLOUR.navy}"/>`;
    expect(found(relative + text('中', 100, 25))).toEqual(['F12']);
    expect(found(relative + text('外', 180, 25))).toEqual([]);
  });
  it.each([
    'pattern',
    'filter',
    'image',
    'foreignObject',
    'linearGradient',
    'radialGradient',
    'mask',
    'script',
    'style',
  ])('finds <%s>', (name) => {
    expect(found(`<${name} id="a"></${name}>`)).toEqual(['F08']);
  });
  it('finds what is fetched from elsewhere, and lets fonts and its own parts be', () => {
    expect(found('<use href="https://example.org/a.svg#b"/>')).toEqual(['F08']);
    expect(
      found('<defs><style>@font-face{font-family:A;src:url(data:font/woff2;base64,AA)}</style></defs>'),
    ).toEqual([]);
    expect(found("<style>@font-face{font-family:A}:root{--kai:'A'}</style>")).toEqual([]);
    expect(found('<style>@font-face{font-family:A}text{fill:red}</style>')).toEqual(['F08']);
    expect(found('<clipPath id="c"></clipPath><g clip-path="url(#c)"></g>')).toEqual([]);
  });
  it('finds broken attributes', () => {
    for (const broken of ['MNaN 0', 'undefined', '[object Object]', 'Infinity'])
      expect(found(`<path d="${broken}"/>`), broken).toContain('F09');
  });
  it('finds an id used twice and one that is missing', () => {
    expect(found('<g id="a"></g><g id="a"></g>')).toEqual(['F15']);
    expect(found('<g clip-path="url(#gone)"></g>')).toEqual(['F15']);
    expect(found('<g aria-labelledby="gone"></g>')).toEqual(['F15']);
  });
  it('finds nothing in the figures of the tests, in their files neither', () => {
    for (const spec of [specs.firms, specs.growthRank, specs.targets, specs.shares, specs.ladder]) {
      for (const place of [spreadPlace('a'), slidePlace('b', spec, 640)])
        expect(lintSvg(drawFigure(spec, place, specs.times).svg, at), spec.id).toEqual([]);
      const file = svgFile(spec, specs.times, { runs: [{ text: '资料来源：某区政府工作报告' }] });
      expect(lintSvg(file.svg, at), spec.id).toEqual([]);
    }
  });
});

describe('contrast', () => {
  it('is that of WCAG', () => {
    expect(contrast('#000', '#FFFFFF')).toBeCloseTo(21, 5);
    expect(contrast(COLOUR.red, COLOUR.white)).toBeCloseTo(6.83, 2);
    expect(contrast(COLOUR.white, COLOUR.gold)).toBeCloseTo(3.27, 2);
  });
});
