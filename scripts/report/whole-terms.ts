/** What stays together at the end of a line: terms of the genre, and names of places and bodies. */

/** Terms of the genre that a word finder would split; they never break at the end of a line (design.md §1.7). The longest first: they go into patterns. */
export const WHOLE_TERMS: readonly string[] = [
  '社会消费品',
  '零售总额',
  '人均可支配',
  '地区生产总值',
  '一般公共预算',
  '中央八项规定',
  '固定资产投资',
  '实际利用外资',
  '技术合同额',
  '规上工业',
  '开票销售',
  '高新技术',
  '专精特新',
  '智改数转',
  '营商环境',
  '老旧小区',
  '乡村振兴',
  '共同富裕',
  '公共服务',
  '发生起数',
  '死亡人数',
  '隐性债务',
  '八项规定',
  '单项冠军',
  '主导产业',
  '过江通道',
  '基础设施',
  '小微水体',
  '路径依赖',
  '口袋公园',
  '进出口',
  '总产值',
  '增加值',
  '全口径',
  '制造业',
  '务实功',
  '小巨人',
  '综合体',
  '科技园',
  '产业园',
  '工业园',
  '现代化',
  '高质量',
  '国家级',
  '下降率',
  '习近平',
  '长三角',
  '服务业',
  '建筑业',
  '零部件',
  '机器人',
  '碳纤维',
  '水稻田',
  '完成数',
  '签约',
  '省级',
  '市级',
  '区级',
  '能耗',
];

/** Kinds of places and bodies with which a name ends: 腾龙大道, 中瑞园区, 罗溪镇. */
const NAME_END =
  /^(?:大道|过江通道|研发中心|药业|科技园|产业园|工业园|园区|公园|街道|社区|医院|学校|小学|中学|大学|高中|集团|公司|基地|通道|中心|总部|路|街|桥|河|江|湖|港|镇|乡|村|园)$/;
/** The longest name that is kept whole, characters. */
const LONGEST_NAME = 10;

/** Lone characters that are words of their own; others are pieces of a word or a name the word finder does not know (腾|龙, 短|板). */
export const ALONE = /^[的得与和及在为以对将把向从到于等而或并是有了着过之其也都已被让由按年月日]$/;
/** Lone characters that belong to the word after them. */
export const BEGINNING = /^[新总高老大小全各每副非超约近不第占]$/;
/** Characters that end the word before them (影响力, 服务圈) when the finder leaves them alone. */
export const ENDING = /^[化性度率型式力感额量值者员区圈]$/;
const HAN = /^\p{sc=Han}+$/u;
const isLone = (word: string) => word.length === 1 && HAN.test(word) && !ALONE.test(word);

/** Whether two words in a row are pieces of one the word finder does not know. */
export function isSplitWord(last: string, next: string): boolean {
  return isLone(last) && isLone(next) && !BEGINNING.test(last);
}

/** Whether a word ends the name that the piece before it begins; `last` is that piece's last word. */
export function endsName(piece: string, last: string, next: string): boolean {
  if (!NAME_END.test(next) || !HAN.test(last) || ALONE.test(last)) return false;
  return piece.length + next.length <= LONGEST_NAME;
}
