import { describe, expect, it } from 'vitest';
import { chineseCount, numerals, numeralValue } from '../../scripts/report/numbers.ts';
import { nameFit, placesOf, quantityAt } from '../../scripts/report/quantity.ts';

describe('numerals', () => {
  it.each([
    ['增长5.5%左右', ['5.5']],
    ['１９００亿元', ['１９００', '亿']],
    ['Ⅲ类以上断面', ['Ⅲ']],
    ['首破百亿元', ['百亿']],
    ['超一万亩', ['一万']],
    ['二〇二三年', ['二〇二三']],
    ['1,200家、3～5个', ['1,200', '3', '5']],
    ['PM2.5浓度', ['2.5']],
    ['没有数', []],
  ])('%s', (text, found) => {
    expect(numerals(text).map((n) => n.text)).toEqual(found);
    for (const n of numerals(text)) expect(text.slice(n.start, n.end)).toBe(n.text);
  });

  it.each([
    ['1900', 1900],
    ['5.50', 5.5],
    ['１９．５', 19.5],
    ['1,200', 1200],
    ['百', 100],
    ['一万', 10000],
    ['两', 2],
    ['二十一', 21],
    ['三千五百', 3500],
    ['二〇二三', 2023],
    ['一百零五', 105],
    ['十二亿三千万', 1_230_000_000],
  ])('%s is %d', (text, value) => expect(numeralValue(text)).toBe(value));

  it('a Roman numeral has no value', () => expect(numeralValue('Ⅲ')).toBeNaN());

  it.each([
    [2, '两'],
    [10, '十'],
    [12, '十二'],
    [20, '二十'],
    [36, '三十六'],
  ])('%d is counted %s', (n, text) => expect(chineseCount(n)).toBe(text));
});

describe('quantities', () => {
  const read = (text: string, number: string, unit: string) => {
    const at = text.indexOf(number);
    return quantityAt(text, at, at + number.length, unit);
  };

  it.each([
    ['生产总值超1900亿元，', '1900', '亿元', '超', '', ['over']],
    ['增长5.5%左右。', '5.5', '%', '', '左右', ['about']],
    ['建成不少于30个，', '30', '个', '不少于', '', ['at-least']],
    ['新增就业2500人以上', '2500', '人', '', '以上', ['at-least']],
    ['失业率5.5%以内', '5.5', '%', '', '以内', ['at-most']],
    ['首次突破30亿元', '30', '亿元', '首次突破', '', ['over']],
    ['市场主体2300余户', '2300', '', '', '余', ['over']],
    ['预计完成投资115亿元', '115', '亿元', '', '', ['expected']],
    ['预计完成投资115亿元，实现产值1950亿元', '1950', '亿元', '', '', ['expected']],
    ['预计完成投资115亿元，研发占比3.6%', '3.6', '%', '', '', []],
    ['完成投资58.3亿元', '58.3', '亿元', '', '', []],
  ])('%s %s', (text, number, unit, before, after, kinds) => {
    expect(read(text, number, unit)).toMatchObject({ before, after, kinds });
  });

  it.each([
    ['同比增长10.1%', '10.1', '同比增长', 'up'],
    ['起数同比下降14.3%', '14.3', '同比下降', 'down'],
    ['净增高企220家', '220', '', undefined],
    ['占比提升至3.6%', '3.6', '', undefined],
  ])('%s', (text, number, verb, direction) => {
    expect(read(text, number, '%')).toMatchObject({ verb, direction });
  });

  it('a number inside a longer one is not found', () => {
    expect(placesOf('共1900家、900家', 0, 12, '900', '家')).toEqual([7]);
    expect(placesOf('达5.9万元', 0, 6, '9', '万元')).toEqual([]);
  });

  it('a name fits its own number best', () => {
    const text = '省级平台1家、市级平台12家';
    const [one, twelve] = [text.indexOf('1家'), text.indexOf('12家')];
    expect(nameFit(text, one, one + 1, '省级平台')).toBeGreaterThan(
      nameFit(text, twelve, twelve + 2, '省级平台'),
    );
  });
});
