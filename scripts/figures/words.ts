/** What figures say themselves, in both languages: periods, keys and what a reader must know of an axis. What they draw comes from the report and stays Chinese. */
import type { Times } from './figure.ts';

const WORDS = {
  zh: {
    /** Behind the digits of a year: 2023年, 2023年目标. */
    year: '年',
    target: '目标',
    targetOf: '目标：',
    later: '中长期目标',
    before: '上年',
    expected: '预计、左右',
    axis: '横轴未从原点起',
    axes: '各图以上年数为基准，纵轴未从原点起',
  },
  en: {
    year: '',
    target: 'target',
    targetOf: 'Target:\u00a0',
    later: 'longer-term goal',
    before: 'year before',
    expected: 'estimate',
    axis: 'The axis does not begin at zero',
    axes: 'Axes do not begin at zero',
  },
} as const;

/** The words of the language that a figure is drawn in. */
export const wordsOf = ({ lang = 'zh' }: Times): Readonly<Record<keyof (typeof WORDS)['zh'], string>> =>
  WORDS[lang];
