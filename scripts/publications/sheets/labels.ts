/**
 * What the sheets say themselves, in both languages: on the page, in Word, in titles and alternative texts. What stands in {braces} is filled with the
 * report's own. Whatever comes from the report or its editor stays Chinese, and says so in English sheets (`lang="zh-CN"`).
 */

import type { Report, SheetLang } from '../../report/report.ts';
import { reportName } from '../report-name.ts';

const LABELS = {
  zh: {
    /** Of the document. */
    lang: 'zh-CN',
    sheet: '专题一页纸',
    ofSections: '一页纸',
    kind: '{year}年 · {kind}',
    all: '专题一页纸',
    bound: '专题单页',
    title: '{report}：{name}',
    keys: '主要数字',
    target: '{year}年目标',
    later: '中长期目标',
    note: '注：',
    done: '做了什么',
    doneIn: '{year}年做了什么',
    todo: '要做什么',
    todoIn: '{year}年要做什么',
    terms: '名词',
    source: '资料来源：{report}',
    sourceOf: '资料来源：{report}（{when}）',
    and: '，',
    gap: '　',
    leftOut: '本页从略：{what}，见手册第{pages}页',
    leftOutPages: '本页从略：{what}，见手册第{pages}页',
    /** Parts of a sheet that have no name of their own. */
    figures: '部分数字',
    targets: '部分目标',
    small: '小图',
    rest: '其余内容',
    list: '、',
    page: '手册第{pages}页',
    pages: '手册第{pages}页',
    table: '表格：{heads}',
    picture: '图{number}',
  },
  en: {
    lang: 'en',
    sheet: 'Topic sheet',
    ofSections: 'Fact sheet',
    kind: '{kind} · {year}',
    all: 'Topic sheets',
    bound: ' – Topic sheets',
    title: '{report} – {name}',
    keys: 'Key figures',
    target: '{year} target',
    later: 'Longer-term goal',
    note: 'Note: ',
    done: 'What was done',
    doneIn: 'What was done in {year}',
    todo: 'What is planned',
    todoIn: 'What is planned for {year}',
    terms: 'Terms',
    source: 'Source: {report}',
    sourceOf: 'Source: {report} ({when})',
    and: ', ',
    gap: ' · ',
    leftOut: 'Left out here: {what}; see booklet p. {pages}',
    leftOutPages: 'Left out here: {what}; see booklet pp. {pages}',
    figures: 'some figures',
    targets: 'some targets',
    small: 'the small chart',
    rest: 'further text',
    list: ', ',
    page: 'Booklet p. {pages}',
    pages: 'Booklet pp. {pages}',
    table: 'Table: {heads}',
    picture: 'Figure {number}',
  },
} as const;

export type SheetLabels = Readonly<Record<keyof (typeof LABELS)['zh'], string>>;

/** The labels of one language. */
export const sheetLabels = (lang: SheetLang): SheetLabels => LABELS[lang];

/** A label with its {places} filled: markup or text, as the caller has it. Throws for a place that is not filled. */
export function filled(label: string, values: Readonly<Record<string, string>> = {}): string {
  return label.replace(/\{(\w+)\}/g, (_, place: string) => {
    const value = values[place];
    if (value === undefined) throw new Error(`no ${place} for the label ${label}`);
    return value;
  });
}

/** Names of the parts of a sheet in Word: alternative texts of tables, names of pictures. */
export function partNames(lang: SheetLang) {
  const { keys, table, picture, list } = sheetLabels(lang);
  return {
    keys,
    table: (heads: readonly string[]): string => filled(table, { heads: heads.join(list) }),
    picture: (number: number): string => filled(picture, { number: String(number) }),
  };
}

/** Elements of what comes from the report, its data or its editor; drawings say so themselves. */
const CHINESE =
  /<svg[\s\S]*?<\/svg>|<(\w+)((?:\s[^<>]*)?\sdata-(?:src|words|label|fact|name|formula)="[^<>]*)>/g;

/** The page with everything Chinese marked as such, where its own language is another. */
export const languagesMarked = (html: string, lang: SheetLang): string =>
  lang === 'zh'
    ? html
    : html.replace(CHINESE, (whole, tag?: string, rest = '') =>
        tag === undefined ? whole : `<${tag} lang="zh-CN"${rest}>`,
      );

/** Title of a sheet: the report and what the sheet is called. */
export const sheetTitle = (report: Report, name: string): string =>
  filled(sheetLabels(report.sheets.lang).title, { report: reportName(report), name });
