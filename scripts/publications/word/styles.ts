/** Styles of the Word documents: those of official documents (GB/T 9704-2012) for the report, those of the sheet for the sheets. */
import type { WordDocument, WordStyle } from '../../word.ts';

/** Faces of official documents; the first of each is not on every machine. */
export const FACES: WordDocument['faces'] = [
  { name: '方正小标宋简体', instead: '华文中宋', family: 'roman' },
  { name: '仿宋_GB2312', instead: '仿宋', family: 'modern' },
  { name: '楷体_GB2312', instead: '楷体', family: 'modern' },
  { name: '黑体', instead: 'SimHei', family: 'modern' },
  { name: '宋体', instead: 'SimSun', family: 'roman' },
];

const [XIAOBIAO, FANGSONG, KAI, HEI, SONG] = FACES.map((face) => face.name) as [
  string,
  string,
  string,
  string,
  string,
];
const LATIN = 'Times New Roman';
const BLACK = '#000000';

/** 3号, 2号, 4号, 小五 in pt, as Word has them. */
export const SIZE = { three: 16, two: 22, four: 14, smallFive: 9 } as const;
/**
 * 28 characters of 16 pt are 158 mm, the type area is 156: a quarter of a point less a character. A grid of characters would do the same in Word
 * alone; other programs set a character that is wider than its cell in two.
 */
export const TRACKING = -0.25;
/** A line of the grid: 225 mm for 22, pt. */
export const LINE = 28.95;

const body = (style: Partial<WordStyle> & Pick<WordStyle, 'id' | 'name'>): WordStyle => ({
  kind: 'paragraph',
  basedOn: 'Normal',
  ...style,
});

const onGrid = (style: Parameters<typeof body>[0]): WordStyle => body({ tracking: TRACKING, ...style });

/** GB/T 9704: 标题 2 号小标宋; 一、黑体; （一）楷体; 1. 仿宋, here bold as offices have it; all the rest 3 号仿宋. */
export const REPORT_STYLES: readonly WordStyle[] = [
  {
    ...{ id: 'Normal', name: 'Normal', kind: 'paragraph', face: FANGSONG, latin: LATIN, size: SIZE.three },
    ...{ align: 'both', colour: BLACK },
  },
  onGrid({ id: 'BodyText', name: 'Body Text', indent: 2 }),
  onGrid({
    ...{ id: 'Heading1', name: 'heading 1', next: 'BodyText', face: HEI, latin: HEI, bold: false },
    ...{ indent: 2, outline: 1, keepNext: true, keepLines: true, link: 'Heading1Char' },
  }),
  onGrid({
    ...{ id: 'Heading2', name: 'heading 2', next: 'BodyText', face: KAI, latin: LATIN, bold: false },
    ...{ indent: 2, outline: 2, keepNext: true, keepLines: true, link: 'Heading2Char' },
  }),
  onGrid({
    ...{ id: 'Heading3', name: 'heading 3', next: 'BodyText', bold: true },
    ...{ indent: 2, outline: 3, keepNext: true, keepLines: true, link: 'Heading3Char' },
  }),
  // Headings that run into their paragraph.
  { id: 'Heading1Char', name: 'Heading 1 Char', kind: 'character', link: 'Heading1', face: HEI, latin: HEI },
  {
    id: 'Heading2Char',
    name: 'Heading 2 Char',
    kind: 'character',
    link: 'Heading2',
    face: KAI,
    latin: LATIN,
  },
  { id: 'Heading3Char', name: 'Heading 3 Char', kind: 'character', link: 'Heading3', bold: true },
  body({
    ...{
      id: 'Title',
      name: 'Title',
      next: 'Subtitle',
      face: XIAOBIAO,
      latin: LATIN,
      size: SIZE.two,
      bold: false,
    },
    ...{ align: 'center', line: 36, onGrid: false, before: LINE, after: 6, keepNext: true },
  }),
  onGrid({ id: 'Subtitle', name: 'Subtitle', next: 'BodyText', face: KAI, latin: LATIN, align: 'center' }),
  onGrid({ id: 'Salutation', name: 'Salutation', next: 'BodyText', before: LINE }),
  body({
    ...{
      id: 'TOCHeading',
      name: 'TOC Heading',
      next: 'BodyText',
      face: XIAOBIAO,
      latin: LATIN,
      size: SIZE.two,
    },
    ...{ align: 'center', line: 36, onGrid: false, before: LINE, after: LINE },
  }),
  onGrid({
    ...{ id: 'TOC1', name: 'toc 1', next: 'Normal', face: HEI, latin: HEI, align: 'left' },
    tabs: [{ at: 156, align: 'right', dots: true }],
  }),
  body({
    ...{ id: 'TOC2', name: 'toc 2', next: 'Normal', size: SIZE.four, align: 'left', sides: { left: 2 } },
    tabs: [{ at: 156, align: 'right', dots: true }],
  }),
  body({
    id: 'Figure',
    name: '图',
    next: 'Caption',
    align: 'center',
    line: 'auto',
    onGrid: false,
    before: 8,
    keepNext: true,
  }),
  body({
    ...{ id: 'Caption', name: 'caption', next: 'FigureNote', face: HEI, latin: HEI, size: 12 },
    ...{ align: 'center', line: 20, onGrid: false, before: 4, after: 2, keepNext: true, keepLines: true },
  }),
  body({
    ...{
      id: 'FigureNote',
      name: '图注',
      next: 'BodyText',
      face: SONG,
      latin: LATIN,
      size: 10.5,
      align: 'center',
    },
    ...{ line: 15, onGrid: false, keepLines: true, after: 8, contextual: true },
  }),
  body({
    ...{ id: 'FooterOdd', name: '页码（单页）', face: SONG, latin: SONG, size: SIZE.four, align: 'right' },
    ...{ line: 20, onGrid: false, sides: { right: 1 } },
  }),
  body({
    ...{ id: 'FooterEven', name: '页码（双页）', face: SONG, latin: SONG, size: SIZE.four, align: 'left' },
    ...{ line: 20, onGrid: false, sides: { left: 1 } },
  }),
  body({
    ...{ id: 'Header', name: 'header', face: HEI, latin: HEI, size: 10.5, align: 'center', onGrid: false },
    ...{ line: 14, colour: '#b3191f' },
  }),
];

const [NAVY, RED, SUB, INK, GOLD] = ['#172b4d', '#b3191f', '#595f69', '#1f2328', '#7a5a10'] as const;
/** What every machine with Word has. */
const SANS = '微软雅黑';
export const SHEET_FACES: WordDocument['faces'] = [
  { name: SANS, instead: 'Microsoft YaHei', family: 'swiss' },
  { name: SONG, instead: 'SimSun', family: 'roman' },
  { name: '楷体', instead: 'KaiTi', family: 'modern' },
];

const small = (style: Partial<WordStyle> & Pick<WordStyle, 'id' | 'name'>): WordStyle =>
  body({ onGrid: false, ...style });
const letters = (style: Partial<WordStyle> & Pick<WordStyle, 'id' | 'name'>): WordStyle => ({
  kind: 'character',
  ...style,
});

/** Colours and sizes of the sheets, a little smaller than gear 5: Word has no gears, and other faces are wider. */
export const SHEET_STYLES: readonly WordStyle[] = [
  {
    ...{ id: 'Normal', name: 'Normal', kind: 'paragraph', face: SANS, latin: SANS, size: 9.5 },
    ...{ align: 'left', colour: INK, line: 14.5 },
  },
  small({
    ...{ id: 'Title', name: 'Title', next: 'Conclusion', face: SONG, latin: SONG, size: 20, bold: true },
    ...{ colour: NAVY, line: 28, after: 6, keepNext: true, tabs: [{ at: 180, align: 'right' }] },
    rule: { side: 'bottom', colour: NAVY, width: 1.5 },
  }),
  small({
    ...{ id: 'Conclusion', name: '结论', face: SONG, latin: SONG, size: 16.5, bold: true, colour: NAVY },
    ...{ line: 24, keepLines: true },
  }),
  small({ id: 'KeyName', name: '主要数字·名称', size: 9, line: 12.5, before: 6, colour: SUB }),
  small({ id: 'KeyValue', name: '主要数字·数值', face: SANS, size: 10, bold: true, line: 30, colour: NAVY }),
  small({ id: 'KeyNote', name: '主要数字·说明', size: 9, line: 12.5, colour: SUB }),
  small({
    id: 'Heading2',
    name: 'heading 2',
    next: 'Normal',
    size: 11,
    bold: true,
    colour: NAVY,
    line: 15,
    before: 6,
    keepNext: true,
    outline: 2,
  }),
  small({ id: 'FigureSubtitle', name: '图副题', size: 8.5, line: 12, colour: SUB, keepNext: true }),
  small({ id: 'Figure', name: '图', line: 'auto', before: 3, after: 2 }),
  small({ id: 'FigureNote', name: '图注', size: 8.5, line: 12, colour: SUB }),
  small({ id: 'TableHead', name: '表头', size: 11, bold: true, colour: NAVY, line: 15, before: 2, after: 2 }),
  small({
    id: 'Subject',
    name: '事项',
    face: SONG,
    latin: SONG,
    size: 11,
    bold: true,
    colour: NAVY,
    before: 2,
    after: 2,
  }),
  small({ id: 'Cell', name: '表文', align: 'both', before: 2, after: 2 }),
  small({
    id: 'Glossary',
    name: '名词',
    face: '楷体',
    latin: '楷体',
    size: 9,
    line: 13,
    align: 'both',
    before: 2,
  }),
  small({ id: 'Source', name: '资料来源', size: 8.5, line: 12, colour: SUB, before: 4 }),
  small({ id: 'Spacer', name: '空行', line: 5 }),
  small({ id: 'FooterOdd', name: 'footer', size: 8.5, line: 12 }),
  small({ id: 'Header', name: 'header', size: 10.5, align: 'center', line: 14, colour: RED }),
  letters({ id: 'Small', name: '小字', size: 9, bold: false, colour: SUB, face: SANS, latin: SANS }),
  letters({ id: 'Number', name: '数字', bold: true, colour: NAVY }),
  letters({ id: 'Goal', name: '目标', bold: true, colour: RED }),
  letters({ id: 'BigNumber', name: '大数', face: SANS, latin: SANS, size: 22, bold: true, colour: NAVY }),
  letters({ id: 'BigGoal', name: '大数·目标', face: SANS, latin: SANS, size: 22, bold: true, colour: RED }),
  letters({ id: 'Mark', name: '名词序号', raised: true, colour: GOLD, bold: true, size: 9 }),
  letters({ id: 'Strong', name: 'Strong', bold: true }),
];

/** For a sheet that would not stand on its page: everything a little smaller and nearer. */
const DENSE: Readonly<Record<string, Partial<WordStyle>>> = {
  Normal: { size: 9, line: 13 },
  Title: { line: 26, after: 4 },
  Conclusion: { size: 15.5, line: 22 },
  KeyName: { before: 4, line: 12 },
  KeyValue: { line: 27 },
  KeyNote: { size: 8.5, line: 11.5 },
  Heading2: { size: 10.5, line: 14, before: 3 },
  TableHead: { size: 10.5, line: 14, before: 1, after: 1 },
  Subject: { size: 10.5, before: 1, after: 1 },
  Cell: { before: 1, after: 1 },
  Glossary: { size: 8.5, line: 12, before: 1 },
  Source: { before: 2 },
};

export const DENSE_SHEET_STYLES: readonly WordStyle[] = SHEET_STYLES.map((style) => ({
  ...style,
  ...DENSE[style.id],
}));
