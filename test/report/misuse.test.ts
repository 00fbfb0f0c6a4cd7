/** True numbers put to a false use: what an editor may get wrong without any digit being wrong. Each must be refused. */
import { describe, expect, it } from 'vitest';
import { changed, errorsOf, folderOf } from './folder.ts';

const good = folderOf('data/xinbei-2023');
const file = (name: string): string => Buffer.from(good[name] ?? '').toString('utf8');

/** The block of an entry with an id, changed. */
const within = (name: string, id: string, from: string | RegExp, to: string): [string, string, string] => {
  const block = new RegExp(`- id: ${id}\\n(?:[ ]+.*\\n)+`).exec(file(name))?.[0] ?? '';
  expect(block, id).not.toBe('');
  const after = block.replace(from, to);
  expect(after, `${id}: ${String(from)}`).not.toBe(block);
  return [name, block, after];
};
/** The first topic's lead, replaced. */
const lead = (side: 'done' | 'todo', words: string): [string, string, string] =>
  within('report.yaml', 'industry', new RegExp(`${side}: .*`), `${side}: ${JSON.stringify(words)}`);
const refused = async (...changes: [string, string, string][]) => {
  let data = good;
  for (const [name, from, to] of changes) data = changed(data, name, [from, to]);
  return (await errorsOf(data)).map((p) => p.code);
};

describe('leads', () => {
  it.each([
    ['a number in words', '地区生产总值达两千亿元'],
    ['a share in words', '主导产业占比达百分之六十'],
    ['a fraction in words', '主导产业占比达三分之二'],
    ['people in words', '新增就业五百万人'],
    ['a length in words', '新建道路三百公里'],
    ['an approximate count', '引进十余项工程'],
    ['a count with 多', '完成四十多项工程'],
    ['a multiple', '进出口增长一倍'],
    ['a doubling', '工业产值成倍增长'],
    ['a half', '过半企业盈利'],
    ['a rank the report does not give', '外资总量全市第三'],
    ['an invented superlative', '外资总量居全国首位'],
    ['an old numeral', '新签廿个大项目'],
    ['formal numerals', '新签叁拾个大项目'],
    ['superscript digits', '新签⁹⁹个大项目'],
    ['digits of another script', '新签٣٤个大项目'],
    ['mathematical digits', '新签𝟗𝟗个大项目'],
    ['a fraction sign', '新签项目占比½'],
    ['a circled digit', '新签①个大项目'],
    ['the tail of a Latin name', '装机容量7MW'],
    ['Roman numerals in letters', '位列第XII名'],
    ['a cut quotation', '一般公共预算收入“900亿元”'],
    ['a digit in quotation marks', '“9”成农田达标'],
    ['one formal numeral', '新签叁项大项目'],
    ['a numeral of speech', '新签仨大项目'],
    ['two in one character', '俩项目竣工'],
    ['a share without a number', '大半企业盈利'],
    ['half of them', '半数以上企业盈利'],
    ['a tenth', '增长一成'],
    ['twice', '实现双倍增长'],
    ['nothing as a number', '投资零增长'],
    ['tens of hundreds of millions', '产值几十亿'],
    ['a per cent sign after words', '增长五％'],
    ['the length of a number', '实现个位数增长'],
    ['a number in English', '增长 five percent'],
  ])('%s is refused: %s', async (_, words) => {
    expect(
      (await refused(lead('done', words))).filter((code) => /^D20[29]$/.test(code)).length,
    ).toBeGreaterThan(0);
  });

  it.each([
    ['another name', '一般公共预算收入达{gdp}', 'D206'],
    ['another name in short', '财政收入{gdp}', 'D206'],
    ['another name after a colon', '一般公共预算收入：{gdp}', 'D206'],
    ['another name by reference', '{budget-revenue.name}达{gdp}', 'D206'],
    ['another name behind it', '{trade}的一般公共预算收入', 'D206'],
    ['a sibling', '高企达{gazelles}', 'D206'],
    ['a verb that contradicts', '火灾起数增加{fires-q4}', 'D207'],
    ['a verb twice', '进出口总额同比下降{trade.change}', 'D207'],
    ['a qualifier of the editor', '地区生产总值不足{gdp}', 'D207'],
    ['a suffix of the editor', '进出口总额{trade}以上', 'D207'],
    ['a unit of the editor', '进出口总额{trade}万', 'D207'],
    ['a fall', '主导产业占比跌至{dominant-share}', 'D207'],
    ['a target as done', '新增学位{school-places-target}', 'D208'],
    ['a qualifier of the editor behind it', '地区生产总值{gdp}不到', 'D207'],
    ['a result of last year as of this year', '今年进出口总额{trade}', 'D208'],
    ['a target of this year as of last year', '去年力争新增学位{school-places-target}', 'D208'],
  ])('%s: %s', async (_, words, code) => {
    expect(await refused(lead('done', words))).toContain(code);
  });

  it('a result as a task, and under the wrong year', async () => {
    expect(await refused(lead('todo', '{year}年进出口总额{trade}'))).toContain('D208');
  });
});

describe('characters that turn a line round', () => {
  it('are refused in the report and in the YAML, also as an escape', async () => {
    expect(await refused(lead('done', '产值\u202e{gdp}'))).toContain('D106');
    expect(
      await refused(within('report.yaml', 'industry', /done: .*/, String.raw`done: "产值\u2067{gdp}"`)),
    ).toContain('D106');
    const text = file('report.txt');
    expect(await refused(['report.txt', text.slice(0, 40), `${text.slice(0, 40)}\u202e`])).toContain('D106');
  });
});

describe('fragments', () => {
  it.each([
    ['a number without its first digit', '900亿元，同比增长5%左右'],
    ['a number without its qualifier', '1900亿元，同比增长5%左右'],
    ['a number without its unit', '引进总投资超1亿美元或10亿元以上重大产业项目1'],
    ['a number without its suffix', '新增公共停车泊位2000个'],
  ])('%s is refused: %s', async (_, fragment) => {
    expect(
      await refused(within('report.yaml', 'industry', /- 引进总投资超1亿美元.*/, `- ${fragment}`)),
    ).toContain('D311');
  });

  it('a result among the tasks, a task among the results', async () => {
    const put = (side: string, fragment: string) =>
      within('report.yaml', 'urban-rural', new RegExp(`(${side}:\\n +- ).*`), `$1${fragment}`);
    expect(await refused(put('todo', '新增公共停车泊位3359个'))).toContain('D315');
    expect(await refused(put('done', '力争全年净增高企150家'))).toContain('D315');
  });
});

describe('indicators', () => {
  it.each([
    ['a total for an increase', 'parking', 'name: 新增公共停车泊位', 'name: 公共停车泊位总数', 'D306'],
    ['no 新增', 'school-places', 'name: 新增学位', 'name: 学位', 'D306'],
    ['新增 on a total', 'gazelles', 'name: 瞪羚企业总数', 'name: 新增瞪羚企业', 'D313'],
    ['竣工 for 招引', 'foreign-projects', 'name: 招引优质外资项目', 'name: 竣工优质外资项目', 'D313'],
    ['a short name without 净增', 'hightech-net', 'name: 净增高企', 'name: 净增高企\n  short: 高企', 'D313'],
    ['the beginning of a unit', 'foreign-capital', 'unit: 亿美元', 'unit: 亿', 'D303'],
    ['the beginning of a unit 万平方米', 'demolished', 'unit: 万平方米', 'unit: 万', 'D303'],
    [
      'a unit split over text',
      'trade',
      'value: 1200\n  unit: 亿元',
      'value: 120\n  text: 1200亿\n  unit: 元',
      'D302',
    ],
    [
      'a change drawn otherwise than printed',
      'trade',
      'value: 10.1, unit',
      'value: 30.1, text: "10.1", unit',
      'D302',
    ],
    ['a value before that nothing says', 'hightech-total', 'unit: 家\n', 'unit: 家\n  from: 9999\n', 'D302'],
    ['digits in words', 'parking', /value: 3359\n {2}unit: 个/, 'words: 59个', 'D302'],
    ['a result called a plan', 'trade', 'status: actual', 'status: plan', 'D315'],
  ])('%s', async (_, id, from, to, code) => {
    expect(await refused(within('indicators.yaml', id, from, to))).toContain(code);
  });

  it('a place taken from a neighbour by a longer quote', async () => {
    expect(
      await refused(
        within(
          'indicators.yaml',
          'standards-international',
          /quote: .*/,
          'rank: { place: 1, among: 全市, words: 列全市第一 }\n  quote: 新增发布国际标准2项、国家标准43项、行业标准21项，万人发明专利拥有量83.81件，列全市第一',
        ),
      ),
    ).toContain('D305');
  });
});

describe('derived values', () => {
  it.each([
    ['a sum of bounds', 'cut-costs + opening-costs', '万元'],
    ['the rest of a bound', '100 - good-air', '"%"'],
    ['a result and a goal', 'school-places + school-places-target', '个'],
    ['a sum of shares', 'rd-share + rd-coverage', '"%"'],
    ['a difference of places', 'zone-rank - business-rank', '位'],
    ['a count of money', 'count(gdp, trade, jobs)', '亿元'],
    ['one number twice', 'hightech-total + hightech-total', '家'],
  ])('%s', async (_, formula, unit) => {
    const codes = await refused([
      'figures.yaml',
      'derived:\n',
      `derived:\n  - id: zz-a\n    name: 合计\n    formula: ${formula}\n    unit: ${unit}\n`,
    ]);
    expect(codes.filter((code) => code === 'D214' || code === 'D203')).toEqual(['D214']);
  });
});

describe('figures', () => {
  it.each([
    [
      'the name of another indicator',
      'growth-rates',
      'value: budget-revenue.change\n',
      'value: budget-revenue.change\n        label: 地区生产总值\n',
      'D210',
    ],
    ['the aside of another indicator', 'growth-rates', 'aside: trade\n', 'aside: gdp\n', 'D210'],
    ['the unit of no row', 'leading-firms', '（亿元）', '（万元）', 'D213'],
    ['the other year', 'leading-firms', '{review-year}年', '{year}年', 'D208'],
    ['the value before of another', 'urban-pairs', 'from: parking\n', 'from: school-places\n', 'D210'],
  ])('%s', async (_, id, from, to, code) => {
    expect(await refused(within('figures.yaml', id, from, to))).toContain(code);
  });
});

describe('the profile', () => {
  it.each([
    ['year: 2023', 'year: 2024'],
    ['review-year: 2022', 'review-year: 2021'],
    ['date: 2023-01-03', 'date: 2023-02-08'],
    ['第五届人民代表大会第二次会议', '第六届人民代表大会第三次会议'],
    ['region: 常州市新北区', 'region: 常州市武进区'],
    ['issuer: 常州市新北区人民政府', 'issuer: 常州市武进区人民政府'],
    ['title: 政府工作报告', 'title: 2019年政府工作报告'],
  ])('%s → %s is another report', async (from, to) => {
    expect(await refused(['report.yaml', from, to])).toContain('D317');
  });
});
