import { describe, expect, it } from 'vitest';
import { breakPieces } from '../../scripts/publications/breaks.ts';

describe('pieces between which a line may break', () => {
  it.each([
    ['走在实现中国式现代化前列', '中国式现代化'],
    ['产业壁垒不够高、品牌影响力不够强', '影响力'],
    ['开展一站式服务', '一站式服务'],
    ['打造产业地标', '地标'],
    ['新增高标准农田', '高标准'],
    ['还有一些短板漏洞', '短板'],
    ['夯实共同富裕保障', '共同富裕'],
    ['为新北区走在前列', '新北区'],
    ['餐饮行业“先验后批”等制度机制', '“先验后批”'],
    ['确保“网格党群直通站”建设', '“网格党群直通站”'],
    ['引进各类人才不少于2.4万人', '不少于2.4万人'],
    ['降至33微克/立方米以下', '33微克/立方米以下'],
    ['新增公共停车泊位2000个以上', '2000个以上'],
    ['销售突破280亿元', '280亿元'],
    ['常泰过江通道、腾龙大道等', '腾龙大道'],
    ['启动中瑞园区二期', '中瑞园区'],
    ['技术合同额突破80亿元', '技术合同额'],
    ['制造业单项冠军', '单项冠军'],
    ['主导产业占规上工业产值比重', '占规上工业'],
    ['全力推进常泰过江通道', '常泰过江通道'],
    ['薛冶路等一批重点', '薛冶路'],
  ])('%s keeps %s whole', (text, term) => {
    const pieces = breakPieces(text);
    expect(pieces.join('')).toBe(text);
    expect(pieces.some((piece) => piece.includes(term))).toBe(true);
  });

  it('breaks between words', () => {
    expect(breakPieces('教育、医疗等公共服务水平与群众期盼')).toEqual([
      ...['教育、', '医疗', '等', '公共服务', '水平', '与', '群众', '期盼'],
    ]);
    expect(breakPieces('PM2.5平均浓度')).toContain('浓度');
  });
});
