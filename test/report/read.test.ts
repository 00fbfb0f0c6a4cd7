import { describe, expect, it } from 'vitest';
import { printProblem } from '../../scripts/problem-print.ts';
import type { Fact } from '../../scripts/report/report.ts';
import { uncoveredNumbers } from '../../scripts/report/uncovered.ts';
import { changed, errorsOf, folderOf, readFolder } from './folder.ts';

const xinbei = folderOf('data/xinbei-2023');
const text = new TextDecoder().decode(xinbei['report.txt'] as Uint8Array);

describe('facts of Xinbei 2023', async () => {
  const { report } = await readFolder(xinbei);
  const fact = (ref: string) => report.facts.get(ref) as Fact;

  it.each([
    ['gdp', '预计超1900亿元', 1900, 'expected'],
    ['gdp.change', '同比增长5%左右', 5, 'expected'],
    ['dominant-share', '78%', 78, 'reported'],
    ['dominant-share.change', '同比提升7.3个百分点', 7.3, 'reported'],
    ['zone-rank.rank', '攀升至全国第21位', 21, 'reported'],
    ['sta-sales', '首破百亿元', 100, 'lower-bound'],
    ['qflp-funds', '两支', 2, 'reported'],
    ['gdp-target', '增长5.5%左右', 5.5, 'target'],
    ['fund-scale', '突破100亿元', 100, 'target-lower-bound'],
    ['tier-10b', '10家以上', 10, 'plan-lower-bound'],
    ['micro-grid', '50至100户', 50, 'reported'],
    ['finance-balance', '突破10000亿元', 10000, 'lower-bound'],
  ])('%s prints %s', (ref, printed, value, encoding) => {
    expect(fact(ref)).toMatchObject({ text: printed, value, encoding });
  });

  it('every number stands where its fact says', () => {
    for (const f of report.facts.values()) {
      expect(f.text).toBe(f.before + f.number + f.unit + f.after);
      if (f.offset === undefined) continue;
      const printed = f.kind === 'words' ? f.before : f.number;
      expect(text.slice(f.offset, f.offset + printed.length), f.ref).toBe(printed);
    }
  });

  it('a term is used wherever its quoted core stands', () => {
    const term = report.glossary?.terms.find((t) => t.term.text.includes('“1115”'));
    expect(term?.uses.map((u) => u.text)).toEqual(['“1115”大企业集团', '“1115”']);
  });

  it('a decline is negative for drawing, its printed number is not', () => {
    const declines = [...report.facts.values()].filter((f) => f.value < 0);
    expect(declines.length).toBeGreaterThan(0);
    for (const f of declines) expect(f.text).not.toMatch(/[-−]/);
  });

  it('every measured number of the text is an indicator', () => {
    expect(uncoveredNumbers(report).map((n) => n.around)).toEqual([]);
  });

  it('a number that no indicator states is told', async () => {
    const without = await readFolder({ 'report.txt': text });
    const bare = uncoveredNumbers(without.report).map((n) => n.text);
    expect(bare.length).toBeGreaterThan(150);
    expect(bare).toContain('132.5');
  });

  it('is frozen and has its topics, figures and derived values', () => {
    expect(Object.isFrozen(report)).toBe(true);
    expect(report.topics.length).toBe(8);
    expect(report.derived.get('hightech-before')?.fact).toMatchObject({ text: '840家', quote: '1060 − 220' });
    for (const topic of report.topics)
      for (const subject of topic.subjects)
        for (const span of [...subject.done, ...subject.todo])
          expect(text.slice(span.start, span.end)).toBe(span.text);
  });
});

describe('derived values', () => {
  it.each([
    ['a growth rate', 'gdp - gdp.change', 'D211'],
    ['units that differ', 'hightech-total - gdp', 'D213'],
    ['a product', 'hightech-total * hightech-net', 'D212'],
    ['an unknown term', 'hightech-total - nothing-such-as-this', 'D203'],
  ])('%s is refused', async (_, formula, code) => {
    const bad = changed(xinbei, 'figures.yaml', [
      'formula: hightech-total - hightech-net',
      `formula: ${formula}`,
    ]);
    expect((await errorsOf(bad)).map((p) => p.code)).toContain(code);
  });
});

describe('a report alone', async () => {
  const { report } = await readFolder(folderOf('test/input/invented'));

  it('reads without YAML', () => {
    expect(report.has).toEqual({ report: false, indicators: false, figures: false });
    expect([report.topics.length, report.indicators.size, report.figures.length]).toEqual([0, 0, 0]);
    expect(report.profile).toMatchObject({
      region: '明川县',
      level: 'county',
      year: 2024,
      reviewYear: 2023,
      date: '2024-01-18',
    });
  });

  it('says null where the text says nothing', async () => {
    const { report: bare } = await readFolder({ 'report.txt': '一、工作回顾\n工作平稳推进。' });
    expect(bare.profile).toMatchObject({ region: null, level: null, year: null, meeting: null, date: null });
  });
});

describe('files', () => {
  const gbk = new Uint8Array([
    0xd2, 0xbb, 0xa1, 0xa2, 0xbb, 0xd8, 0xb9, 0xcb, 0x0a, 0xc6, 0xbd, 0xce, 0xc8, 0xa1, 0xa3,
  ]);

  it.each([
    ['missing', {}, 'D001'],
    ['empty', { 'report.txt': '' }, 'D002'],
    ['blank', { 'report.txt': '\ufeff \n\u3000\n' }, 'D002'],
    ['without headings', { 'report.txt': '各位代表：\n现在报告工作。\n' }, 'D004'],
    ['binary', { 'report.txt': new Uint8Array([0xff, 0xff, 0x80, 0x00]) }, 'D003'],
  ])('%s', async (_, folder, code) => {
    const errors = await errorsOf(folder);
    expect(errors.map((p) => p.code)).toEqual([code]);
    expect(errors[0]?.at?.file).toMatch(/report\.txt$/);
  });

  it('GB 18030 is read with a warning', async () => {
    const { report, warnings } = await readFolder({ 'report.txt': gbk });
    expect(report.text).toBe('一、回顾\n平稳。');
    expect(warnings.map((w) => w.code)).toEqual(['D003']);
  });

  it('BOM and CRLF change nothing but offsets', async () => {
    const windows = `\ufeff${text.replace(/\r?\n/g, '\r\n')}`;
    const { report } = await readFolder({ ...xinbei, 'report.txt': windows });
    const { report: plain } = await readFolder(xinbei);
    expect(report.text.charCodeAt(0)).not.toBe(0xfeff);
    expect([...report.headings.keys()]).toEqual([...plain.headings.keys()]);
    expect([...report.facts.values()].map((f) => f.text)).toEqual(
      [...plain.facts.values()].map((f) => f.text),
    );
  });

  it('YAML with CRLF tells the right line', async () => {
    const bad = changed(xinbei, 'indicators.yaml', ['  value: 132.5', '  value: 133.5']);
    const lf = (await errorsOf(bad))[0]?.at;
    const crlf = (
      await errorsOf({ ...bad, 'indicators.yaml': String(bad['indicators.yaml']).replace(/\n/g, '\r\n') })
    )[0]?.at;
    expect(lf?.lineText).toBe('  value: 133.5');
    expect(crlf).toEqual(lf);
  });
});

describe('problems as printed', () => {
  it('place, code, frame with marks, hint', async () => {
    const bad = changed(xinbei, 'indicators.yaml', ['  value: 132.5', '  value: 133.5']);
    const [problem] = await errorsOf(bad);
    if (!problem) throw new Error('no problem');
    const lines = printProblem(problem, 'zh').split('\n');
    expect(lines[0]).toMatch(/indicators\.yaml:\d+:\d+ D302 .*133\.5/);
    expect(lines[1]).toContain('value: 133.5');
    expect(lines[2]?.indexOf('^')).toBe(lines[1]?.indexOf('133.5'));
    expect(lines[2]?.trim()).toBe('^^^^^');
    expect(lines[3]).toContain('提示：');
    expect(printProblem(problem, 'en')).toContain('hint: ');
    expect(printProblem(problem, 'en', true)).toContain('\u001b[');
  });
});
