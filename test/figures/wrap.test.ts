import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { create } from 'fontkit';
import { describe, expect, it } from 'vitest';
import { advance, advanceInFont, type Face } from '../../scripts/figures/measure.ts';
import { filled, pieces, wrap } from '../../scripts/figures/wrap.ts';

const hei: Face = { family: 'hei', weight: 400 };

describe('advances', () => {
  it('are those of the fonts we ship', () => {
    const root = join(
      createRequire(import.meta.url).resolve('@expo-google-fonts/noto-serif-sc/package.json'),
      '..',
    );
    const file = join(root, '700Bold/NotoSerifSC_700Bold.ttf');
    expect(existsSync(file)).toBe(true);
    const font = create(readFileSync(file));
    if (!('layout' in font)) throw new Error('a collection');
    for (const text of ['30.8%', '12%左右', '突破600亿元', '2～3家', '−14.3%']) {
      const wanted = font.layout(text, { kern: false }, 'hani', 'ZHS ').advanceWidth / font.unitsPerEm;
      expect(advance(text, { family: 'song', weight: 700 }, 1), text).toBeCloseTo(wanted, 2);
    }
  });
  it('are one em for hanzi, and known to the chart library', () => {
    expect(advance('地区生产总值', hei, 10)).toBe(60);
    expect(advanceInFont('国', "700 20px 'Baogao Hei'")).toBe(20);
    expect(advanceInFont('12%', "700 20px 'Baogao Hei'")).toBe(
      advance('12%', { family: 'hei', weight: 700 }, 20),
    );
  });
});

describe('wrapping', () => {
  const texts = [
    '主导产业占规上工业产值比重',
    '构建辐射全区的“15分钟便民利企服务圈”',
    '总投资超1亿美元或10亿元以上（含增资）的重大产业项目、优质外资项目',
    '全力推进常泰过江通道、腾龙大道等重大交通基础设施建设',
  ];
  it('loses nothing, keeps to the width and to 避头尾', () => {
    for (const text of texts)
      for (let em = 6; em < 20; em++) {
        const lines = wrap(text, hei, 10, em * 10);
        expect(lines.join('')).toBe(text);
        for (const [i, line] of lines.entries()) {
          expect(advance(line, hei, 10), `${em} ${line}`).toBeLessThanOrEqual(em * 10 + 10);
          if (i > 0) expect(line).not.toMatch(/^[，。、；：？！”’）》]/);
          if (i < lines.length - 1) expect(line).not.toMatch(/[“‘（《]$/);
        }
      }
  });
  it('never parts a number from its unit', () => {
    expect(pieces('便民15分钟圈超600亿元').join('|')).toMatch(/15分钟/);
    expect(pieces('突破3.45万人')).toContain('3.45万人');
  });

  it.each([
    ['全力推进常泰过江通道、腾龙大道等重大交通基础设施建设', ['腾龙大道']],
    ['系统布局龙江路北延快速化改造和春江路、薛冶路等一批重点骨干路网', ['春江路', '薛冶路']],
    ['合全药业研发中心、美敦力康辉科技园等项目完成主体施工', ['美敦力康辉科技园']],
    ['加快启动中瑞园区二期项目建设', ['中瑞园区']],
    ['全力推进常泰过江通道、腾龙大道等', ['常泰过江通道']],
    ['全面落实中央八项规定精神', ['中央八项规定']],
    ['锤炼优良作风，求真务实功', ['务实功']],
    ['新增高品质、高利用率产业载体', ['高品质', '高利用率']],
    ['新增工信部制造业单项冠军企业', ['制造业', '单项冠军']],
    ['合全药业研发中心等项目完成施工', ['合全药业研发中心']],
    ['孟河镇、罗溪镇经济发达镇改革', ['孟河镇', '罗溪镇']],
  ])('keeps the names of %s whole where the line holds them', (text, names) => {
    for (let em = 9; em < 20; em++) {
      const lines = wrap(text, hei, 10, em * 10);
      for (const name of names)
        expect(
          lines.some((l) => l.includes(name)),
          `${em} ${lines.join('|')}`,
        ).toBe(true);
    }
  });
  it('parts a name that no line holds before its ending', () => {
    expect(wrap('美敦力康辉科技园等项目', hei, 10, 60).join('|')).toMatch(/美敦力康辉\|科技园/);
  });

  it('keeps a quoted name whole where the line holds it, and parts it between words where not', () => {
    const text = '构建辐射全区的“15分钟便民利企服务圈”';
    for (let em = 13; em < 20; em++)
      expect(wrap(text, hei, 10, em * 10).join('|')).toContain('“15分钟便民利企服务圈”');
    expect(wrap(text, hei, 10, 80).join('|')).toMatch(/便民\|?利企\|?服务圈”/);
  });

  it('keeps short quotations and grades whole, and fills the width where asked', () => {
    expect(pieces('新增百亿级企业')).toContain('百亿级');
    expect(pieces('国家级专精特新“小巨人企业”数')).toContain('“小巨人企业”');
    const text = '完成数对照底线目标，不是预测升降；表述相近，口径不尽相同，单位见图，合计不求和。';
    const lines = filled(text, hei, 10, 200);
    expect(lines.join('')).toBe(text);
    expect(advance(lines[0] ?? '', hei, 10)).toBeGreaterThan(160);
    expect(advance(lines.at(-1) ?? '', hei, 10)).toBeGreaterThanOrEqual(30);
  });
});
