/** Who, where and when: read from the text's first lines, refined by report.yaml. */

import type { Message } from '../problem.ts';
import type { Level, Paragraph, Profile } from './report.ts';
import type { ReportEntry } from './schema.ts';

const CHINESE_DIGITS: Record<string, string> = {
  〇: '0',
  零: '0',
  一: '1',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
};

/** Lines that may stand before the first part and say who, where and when; a page's own lines among them. */
const HEAD_LINES = 20;

/** Profile from the lines before the first part; null where they do not say. `entry` (report.yaml) wins. */
export function readProfile(
  preface: readonly Paragraph[],
  partTitles: readonly string[],
  entry: ReportEntry | undefined,
): Profile {
  const head = preface
    .slice(0, HEAD_LINES)
    .map((p) => p.text)
    .join('\n');
  const clean = halfWidth(head).replace(/^[\s—―\-（(]+/, '');
  // The day of the meeting before the day on which a page put the text online.
  const arabic =
    /(20\d\d|19\d\d)年(\d{1,2})月(\d{1,2})日(?=\s*在)/.exec(clean) ??
    /(20\d\d|19\d\d)年(\d{1,2})月(\d{1,2})日/.exec(clean);
  const chinese =
    /([二一][〇零九一二三四五六七八]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日/.exec(
      clean,
    );
  const date = arabic
    ? iso(arabic[1], arabic[2], arabic[3])
    : chinese
      ? iso(digits(chinese[1]), small(chinese[2]), small(chinese[3]))
      : null;
  // A name that begins with 第…届 may be the second line of one that names the place in the first.
  const [lines, joined] = [meetingIn(clean), meetingIn(clean.replaceAll('\n', ''))];
  const meeting = lines !== null && !lines.startsWith('第') ? lines : (joined ?? lines);
  const state = /届全国人民代表大会|代表国务院/.test(clean);
  const region =
    (state ? '国务院' : undefined) ??
    (meeting ? /^((?!第).+?)第?[一二三四五六七八九十百]+届/.exec(meeting)?.[1] : undefined) ??
    /(?:^|[\s年]|代表)(?![本全我])(\p{Script=Han}{1,14}?(?:自治区|[省市区县旗镇乡]))(?:人民)?政府/u.exec(
      clean,
    )?.[1] ??
    null;
  const titleYear = partTitles.map((t) => Number(/(20\d\d)年/.exec(halfWidth(t))?.[1])).filter((y) => y > 0);
  const year =
    entry?.year ??
    (date ? Number(date.slice(0, 4)) : titleYear.length > 0 ? Math.max(...titleYear) : yearOfTitle(clean));
  const chosenRegion = entry?.region ?? region;
  return {
    title: entry?.title ?? '政府工作报告',
    region: chosenRegion,
    place: entry?.place ?? chosenRegion,
    level: entry?.level ?? levelOf(chosenRegion),
    year,
    reviewYear: entry?.['review-year'] ?? (year === null ? null : year - 1),
    meeting: entry?.meeting ?? meeting,
    date: entry?.date ?? date,
    issuer:
      entry?.issuer ?? (state && !entry?.region ? region : chosenRegion ? `${chosenRegion}人民政府` : null),
  };
}

/** 新北区第五届人民代表大会第二次会议; a long name may run over two lines. */
const meetingIn = (head: string): string | null =>
  /在?([^，。—（）()\d年月日\s]{0,20}第?[一二三四五六七八九十百]+届(?:全国)?(?:人民代表大会|人大)(?:常务委员会)?第[一二三四五六七八九十]+次会议)/
    .exec(head)?.[1]
    ?.replace(/^.*(?:报告|在)(?=.)/, '') ?? null;

/**
 * report.yaml must not contradict the text: last year's file beside this year's report is the likely mistake. `told` is the profile of the text
 * alone; where the text says nothing the editor is free.
 */
export function checkProfile(
  text: string,
  told: Profile,
  entry: ReportEntry,
  fault: (field: string, message: Message, hint?: Message) => void,
): void {
  const whole = text.replace(/\s/g, '');
  const differ = (field: string, written: string | number, said: string | number | null, holds: boolean) => {
    if (holds) return;
    fault(
      field,
      { zh: `报告原文里不是“${written}”`, en: `the report does not say “${written}”` },
      said === null ? undefined : { zh: `原文是 ${said}`, en: `it says ${said}` },
    );
  };
  const free = (written: unknown, said: unknown) =>
    written === undefined || said === null || written === said;
  const { year, date, meeting, region, place, issuer, title } = entry;
  if (year !== undefined) differ('year', year, told.year, free(year, told.year));
  const review = entry['review-year'];
  if (review !== undefined && told.reviewYear !== null)
    differ('review-year', review, told.reviewYear, review === told.reviewYear);
  if (date !== undefined) differ('date', date, told.date, free(date, told.date));
  if (meeting !== undefined)
    differ('meeting', meeting, told.meeting, free(meeting, told.meeting) || whole.includes(meeting));
  // 常州市新北区 of a text that only says 新北区 is the same place.
  const named = (name: string) =>
    whole.includes(name) ||
    Array.from(name).some((_, i) => name.length - i >= 3 && whole.includes(name.slice(i)));
  if (region !== undefined) differ('region', region, told.region, free(region, told.region) || named(region));
  if (place !== undefined) differ('place', place, told.place, whole.includes(place) || told.region === null);
  const known = region ?? told.region;
  if (issuer !== undefined && known !== null)
    differ('issuer', issuer, null, issuer.includes(known) || issuer.includes(place ?? known));
  if (title !== undefined) differ('title', title, null, whole.includes(title) || title === '政府工作报告');
}

const halfWidth = (text: string): string =>
  text.replace(/[０-９]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));

/** 2004年鄂尔多斯市政府工作报告 */
function yearOfTitle(head: string): number | null {
  const year = /((?:19|20)\d\d)年[^，。]{0,16}政府工作报告/.exec(head)?.[1];
  return year === undefined ? null : Number(year);
}

function levelOf(region: string | null): Level | null {
  if (region === '国务院') return 'state';
  if (/^(?:北京|天津|上海|重庆)市$/.test(region ?? '')) return 'province';
  const last = region?.[region.length - 1];
  return last === undefined
    ? null
    : ((
        {
          省: 'province',
          市: 'city',
          区: 'district',
          县: 'county',
          旗: 'county',
          镇: 'township',
          乡: 'township',
        } as Record<string, Level>
      )[last] ?? null);
}

const iso = (y: string | undefined, m: string | undefined, d: string | undefined) =>
  `${y ?? ''}-${(m ?? '').padStart(2, '0')}-${(d ?? '').padStart(2, '0')}`;
const digits = (text = '') => [...text].map((c) => CHINESE_DIGITS[c] ?? '').join('');
/** 十二 → 12, 二十一 → 21 */
function small(text = ''): string {
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text];
  const ten = text.includes('十') ? (tens === '' ? 1 : Number(CHINESE_DIGITS[tens ?? ''] ?? 0)) : 0;
  return String(ten * 10 + (ones ? Number(CHINESE_DIGITS[ones] ?? 0) : 0));
}
