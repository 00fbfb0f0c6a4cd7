/**
 * Words that claim something beside a number: that it was done, when, how many of how many, how much, how high. The editor of a figure may use
 * one only where the sentence of its own numbers does. A closed list by kind; docs/data.md gives it to editors.
 */
export type ClaimKind = 'done' | 'time' | 'all' | 'degree' | 'first' | 'scope';

/** Claims of place, first or most. Words that merely begin like one (新高地) are left out. */
export const FIRST =
  /(?:全[国省市区]|[省市区]内|同类|历史)?(?:首[位个家次破创]|居首|唯一|唯有|倒数|末位|领先|领跑|榜首|前列|前茅|鳌头|首屈一指|空前|史上|最[高低大小多少快慢好优强佳长短早晚]|新高(?![地品质铁中校])|新低|之最|第一(?![产方步时人小中])|纪录(?!片))/g;

const WORDS: Readonly<Record<Exclude<ClaimKind, 'first'>, RegExp>> = {
  // What was done, and how well.
  done: /完成[率数值]|完成(?![数情值])[^，。；、{与和]{0,4}(?:任务|目标|指标)|(?:实现|达到|超[过出]?)(?:[年既预]?[度定期]?)(?:目标|预期|任务|计划)|彻底|完全|达成率|达标|达成|兑现|如期|按期|按时|提前|超额|圆满|顺利|率先|(?:全部|全面|均|都|已经?)*完成(?![数情值额量后])|建成(?!区)|竣工|投产|业已|已经|已(?=[“建实达超新引招完全])/g,
  // A stretch of time other than the figure's year.
  time: /[上下]半年|前[一二三]季度|[一二三四]季度|各?季度|年[初底末]|月份|本[月季]|每[年月季日]|[年月日]均|同期|[今去明]年|本年(?!数)|当年|次年|历年|近年|往年|多年|(?:过去|近|今后|未来|连续)[两三四五六七八九十几]+年|全年|[“]?十[一二三四五六七八九]五[”]?/g,
  // How many of how many.
  all: /全部|全面(?=[增完建达提实超优])|每(?=[个栋户家条项人座名件所处])|户户|人人|家家|个个|处处|全都|所有|一律|悉数|无一|普遍|(?:绝?大)?多数|少数|半数|过半|近半|大半|(?:绝?大)部分|全覆盖|累计|(?<![平人亩年月日户])均(?![衡价线等])|都(?=[已是为实超达在完好有])/g,
  // How much, how fast, compared with what.
  degree:
    /大幅|显著|明显|迅猛|迅速|快速(?![化路通])|飞速|高速(?![公铁路])|猛增|激增|剧增|暴涨|骤降|锐减|飙升|跃升|跃居|攀升|强劲|刷新|逆势|提速|加速|放缓|回落|回升|反弹|好转|增速加快|稳中|向好|翻倍|[高多]达|仅(?=[剩有占])|一骑绝尘|屡创|再创|稳居|稳步|持续|连续|逐年|翻番|倍增|(?:远远?|遥遥)[超高领][于过先]?|反超|赶超|(?<!不)[高低快好优]于/g,
  // Among whom.
  scope: /全[国省市区县州](?!性)(?:城区)?|全球|世界|[国省市]内/g,
};

export interface Claim {
  kind: ClaimKind;
  word: string;
  start: number;
}

/** Claims in words, in order; a word inside another (完成 in 全部完成) is told with it. */
export function claimsIn(words: string): Claim[] {
  const found = [
    ...Object.entries(WORDS).flatMap(([kind, pattern]) =>
      [...words.matchAll(pattern)].map((m) => ({ kind: kind as ClaimKind, word: m[0], start: m.index })),
    ),
    ...[...words.matchAll(FIRST)].map((m) => ({ kind: 'first' as const, word: m[0], start: m.index })),
  ].sort((a, b) => a.start - b.start || b.word.length - a.word.length);
  return found.filter(
    (claim, i) =>
      !found.some(
        (other, k) =>
          k < i &&
          other.start <= claim.start &&
          claim.start + claim.word.length <= other.start + other.word.length,
      ),
  );
}

/** A clause that says how the figure is drawn or worded, not what was done. */
export const DRAWING =
  /[轴图格]|条形|箭头|圆点|菱形|空心|浅色|灰字|标记|台阶|坐标|原文|原有|表述|分母|下限|上限|推算|单位|零起|示意/;
/** A clause that says what the report does not say, or what the figure leaves out. */
export const ABSENT =
  /未(?:公布|说明|写明|入图|列|单列|给出)|不(?:计|宜|画|折算|表示|含|包括)|是否|没有|口径(?:并?不|有别|各)/;
