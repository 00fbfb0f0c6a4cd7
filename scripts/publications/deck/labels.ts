/** What the presenter says: its labels in both languages, chosen at build. `{n}` and the like are filled at run time. */

export type DeckLang = 'zh' | 'en';

/** Names of what keys do; the keys themselves stand in templates/deck/runtime/input.js. */
const ACTS = {
  zh: {
    next: '下一页',
    back: '上一页',
    first: '第一页',
    last: '最后一页',
    jump: '转到第几页',
    overview: '总览',
    black: '黑屏',
    presenter: '讲者窗口',
    single: '本窗口讲者视图',
    timer: '暂停计时',
    reset: '计时归零',
    scrollDown: '讲稿下滚',
    scrollUp: '讲稿上滚',
    larger: '放大讲稿',
    smaller: '缩小讲稿',
    dark: '浅色／深色',
    full: '全屏',
    print: '打印或存为 PDF',
    help: '按键说明',
    leave: '退出',
  },
  en: {
    next: 'Next',
    back: 'Back',
    first: 'First slide',
    last: 'Last slide',
    jump: 'Go to slide',
    overview: 'Overview',
    black: 'Black',
    presenter: 'Presenter window',
    single: 'Presenter in this window',
    timer: 'Pause timer',
    reset: 'Reset timer',
    scrollDown: 'Notes down',
    scrollUp: 'Notes up',
    larger: 'Larger text',
    smaller: 'Smaller text',
    dark: 'Dark',
    full: 'Full screen',
    print: 'Print or save as PDF',
    help: 'Keys',
    leave: 'Leave',
  },
};

const LABELS = {
  zh: {
    ...{ view: '讲者视图', slide: '幻灯片', name: '第 {n} 页，共 {all} 页：{title}' },
    ...{ page: '第 {n} 页', of: '/ 共 {all} 页', next: '下一页', none: '没有了' },
    ...{ opening: '开篇', between: '综合', ending: '结语', line: '各部分进度' },
    ...{ linked: '观众窗口已连接', lost: '观众窗口已断开', alone: '单窗口' },
    ...{ notes: '讲稿', source: '报告原文', timer: '计时', left: '本页剩余', planned: '计划 {time}' },
    ...{ behind: '落后', ahead: '提前', even: '准时', idle: '未开始', paused: '已暂停' },
    ...{ ends: '预计 {time} 结束', used: '已用', rest: '全程剩余', now: '现在' },
    ...{ due: '按计划应到此处', scale: '每格宽＝计划用时，全程 {time}' },
    ...{ black: '黑屏，按 B 恢复', keys: '按键', space: '空格', digits: '数字', close: '关闭' },
    screens: '双屏：讲者窗口留在电脑屏，本窗口移到投影屏，按 F 全屏。',
    touch: '触屏：左右滑动翻页，轻触屏幕出现按键。翻页笔的翻页键、黑屏键都可用。',
    blocked: '浏览器没有打开新窗口，讲者视图改在本窗口显示',
  },
  en: {
    ...{ view: 'Presenter', slide: 'slide', name: 'Slide {n} of {all}: {title}' },
    ...{ page: 'Slide {n}', of: 'of {all}', next: 'Next', none: 'none' },
    ...{ opening: 'Opening', between: 'General', ending: 'Closing', line: 'Parts of the deck' },
    ...{ linked: 'Audience window linked', lost: 'Audience window lost', alone: 'One window' },
    ...{ notes: 'Notes', source: 'from the report', timer: 'Timer', left: 'This slide' },
    ...{ planned: 'of {time}', behind: 'Late', ahead: 'Early', even: 'On time' },
    ...{ idle: 'Not begun', paused: 'Paused', ends: 'ends {time}', used: 'Used', rest: 'Left' },
    ...{ now: 'Now', due: 'due here', scale: 'Width = time of {time}' },
    ...{
      black: 'Black screen, B brings it back',
      keys: 'Keys',
      space: 'Space',
      digits: '0–9',
      close: 'Close',
    },
    screens: 'Two screens: keep the presenter window here, move this one to the projector, press F.',
    touch: 'Touch: swipe to turn, tap for the keys. The keys of a clicker work.',
    blocked: 'The browser opened no window; the presenter is shown in this one',
  },
};

/** The labels of one language. */
export const deckLabels = (lang: DeckLang) => ({ ...LABELS[lang], acts: ACTS[lang] });

export type DeckLabels = ReturnType<typeof deckLabels>;
