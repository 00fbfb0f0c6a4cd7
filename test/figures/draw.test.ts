import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bestHeight, drawFigure, factsOf, minHeight } from '../../scripts/figures/draw.ts';
import type { DrawnFigure, Place } from '../../scripts/figures/figure.ts';
import { GEARS, sheetPlace, slidePlace, spreadPlace } from '../../scripts/figures/places.ts';
import { factForms } from '../../scripts/marks.ts';
import { readReport } from '../../scripts/report/read.ts';
import type { FigureSpec } from '../../scripts/report/report.ts';
import * as specs from './specs.ts';
import { assertWellFormed, factsIn, labelsIn, parse } from './svg.ts';

const { times } = specs;
const all = Object.values(specs).filter((s): s is FigureSpec => typeof s === 'object' && 'kind' in s);

function draw(spec: FigureSpec, place: Place = spreadPlace('spread')): DrawnFigure {
  const height = Math.max(place.height, minHeight(spec, place, times));
  return drawFigure(spec, { ...place, height }, times);
}

describe.each(all.map((s) => [s.id, s] as const))('%s', (_, spec) => {
  const places = [
    spreadPlace('spread'),
    slidePlace('slide', spec, 640),
    sheetPlace('sheet', 1, 'main', 260),
    sheetPlace('sheet', GEARS, 'main', 200),
  ];
  it.each(places.map((p) => [`${p.id} ${Math.round(p.type.label)}`, p] as const))(
    'reads back at %s',
    (__, place) => {
      const drawn = draw(spec, place);
      expect(drawn.problems).toEqual([]);
      const known = new Map(factsOf(spec).map((f) => [f.ref, f]));
      const printed = factsIn(drawn);
      expect(new Set(printed.map(([ref]) => ref))).toEqual(new Set(known.keys()));
      for (const [ref, text] of printed) {
        const fact = known.get(ref);
        expect(fact && factForms(fact), `${ref}: ${text}`).toContain(text);
      }
      assertWellFormed(drawn.svg);
      expect(drawn.svg).not.toMatch(
        /<(pattern|filter|style|image|foreignObject|script)\b|NaN|undefined|\bzr\d/,
      );
    },
  );

  it('leaves no numeral outside a mark', () => {
    const $ = parse(draw(spec));
    const marks = '[data-fact],[data-count],[data-label],[data-words],[data-src],[data-year],[data-scale]';
    $(marks).remove();
    // 目标, 年, *, 横轴未从原点起 and the words between marked texts in the description.
    expect($.root().text()).not.toMatch(/[0-9０-９Ⅰ-Ⅻ一二三四五六七八九十百千万亿两]/);
  });

  it('names every category, and describes itself', () => {
    const drawn = draw(spec);
    const $ = parse(drawn);
    const text = $('text').text();
    for (const row of spec.groups.flatMap((g) => g.rows)) {
      const name = row.label?.text ?? row.name?.text ?? row.value?.indicator?.short ?? row.value?.label ?? '';
      expect(text).toContain(name);
    }
    const ids = $('svg').attr('aria-labelledby')?.split(' ') ?? [];
    expect(ids).toEqual([`spread-${spec.id}-title`, `spread-${spec.id}-desc`]);
    expect($(`#${ids[0]}`).text()).toBe(spec.title.text);
    for (const fact of factsOf(spec)) expect($(`#${ids[1]}`).text()).toContain(fact.text);
    expect(drawn.alt).toContain(spec.title.text);
    expect(drawn.alt.endsWith('。')).toBe(true);
  });
});

describe('drawing', () => {
  it('gives the same bytes twice and in any order, and no id twice in two places', () => {
    const once = all.map((s) => draw(s).svg);
    const again = all.toReversed().map((s) => draw(s).svg);
    expect(again.toReversed()).toEqual(once);
    const ids = all
      .flatMap((s) => [draw(s).svg, draw(s, slidePlace('slide', s, 640)).svg])
      .flatMap((svg) => [...svg.matchAll(/ id="([^"]+)"/g)].map((m) => m[1]));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('does not keep its process alive', () => {
    const script = `
      import { drawFigure } from './scripts/figures/draw.ts';
      import { spreadPlace } from './scripts/figures/places.ts';
      import * as specs from './test/figures/specs.ts';
      process.stdout.write(drawFigure(specs.firms, spreadPlace('p'), specs.times).svg.slice(0, 4));`;
    const args = ['--import', 'tsx', '--input-type=module', '-e', script];
    expect(execFileSync(process.execPath, args, { timeout: 20_000, encoding: 'utf8' })).toBe('<svg');
  });

  it('stars what is worked out, outside the number, and lists it', () => {
    const drawn = draw(specs.rises);
    expect(drawn.derived).toEqual(['hightech-before', 'share-before', 'firms-before']);
    const $ = parse(drawn);
    const after = $('text[data-fact="share-before"]').next();
    expect([after.text(), after.attr('data-fact')]).toEqual(['*', undefined]);
    // 2021 may not be printed: it is neither the report's year nor the one it reviews.
    expect($('svg > g > text').text()).toContain('上年');
    expect($('svg > g > text').text()).not.toContain('2021');
  });

  it('marks the digits of years alone', () => {
    const $ = parse(draw(specs.targets));
    const years = $('[data-year]').toArray();
    expect(years.map((y) => [$(y).attr('data-year'), $(y).text()])).toEqual([
      ['review-year', '2022'],
      ['year', '2023'],
    ]);
  });

  it('puts a name beside a second number that measures something else', () => {
    expect(labelsIn(draw(specs.firms))).toContainEqual(['byd-output', '总产量']);
    // One name for both years, the target's id first.
    expect(labelsIn(draw(specs.targets))).toContainEqual(['gdp-target gdp', '地区生产总值']);
  });

  it('never drops a long name: it wraps', () => {
    const long = '新增工业和信息化部制造业单项冠军企业与国家级专精特新“小巨人”企业合计';
    const value = specs.fact('long', long, { number: '18', unit: '家' });
    const row = specs.firms.groups[0]?.rows[0];
    const drawn = draw(specs.spec('long', 'bar', [{ value }, ...(row ? [row] : [])]));
    expect(labelsIn(drawn)[0]).toEqual(['long', long]);
    expect(drawn.problems.filter((p) => p.code !== 'F02')).toEqual([]);
  });

  it('escapes hostile words', () => {
    const evil = `<b>"'&</svg>]]><script>{{x}}\u0000\u000b`;
    const value = specs.fact('evil', evil, { before: evil, number: '5', unit: evil });
    for (const kind of ['bar', 'key-figures', 'target-board', 'tiers'] as const) {
      const drawn = drawFigure(
        specs.spec('evil', kind, [{ value }, { value }], evil),
        { ...spreadPlace('p'), width: 2400, height: 400 },
        times,
      );
      assertWellFormed(drawn.svg);
      expect(factsIn(drawn)[0]?.[1]).toBe(
        value.text.replaceAll('\u0000', '\ufffd').replaceAll('\u000b', '\ufffd'),
      );
    }
  });

  it('gives heights that suffice', () => {
    for (const s of all) {
      const place = sheetPlace('s', 4, 'main', 10);
      const least = minHeight(s, place, times);
      expect(Number.isFinite(least), s.id).toBe(true);
      expect(drawFigure(s, { ...place, height: least }, times).problems, s.id).toEqual([]);
      expect(bestHeight(s, place, times)).toBeGreaterThanOrEqual(least);
    }
  });
});

describe.runIf(existsSync('data/xinbei-2023/figures.yaml'))('the figures of Xinbei', () => {
  it('stand on a spread and on a slide without a fault', async () => {
    const report = await readReport('data/xinbei-2023');
    const years = { year: report.profile.year, reviewYear: report.profile.reviewYear };
    expect(report.figures.length).toBeGreaterThanOrEqual(15);
    for (const s of report.figures)
      for (const place of [spreadPlace('spread'), slidePlace('slide', s)]) {
        const height = Math.max(place.height, minHeight(s, place, years));
        expect(drawFigure(s, { ...place, height }, years).problems, s.id).toEqual([]);
        // A slide has no more height to give.
        if (place.id === 'slide') expect(height, s.id).toBe(place.height);
      }
  });
});
