/** The outline of a report, read from its text alone: parts, sections, items, paragraphs, sentences. Levels come from nesting. */
import type { Heading, Paragraph, Sentence, Span } from './report.ts';

export interface Outline {
  preface: Paragraph[];
  parts: Heading[];
  headings: Map<string, Heading>;
  /** Offset where the body ends and the glossary begins; text.length without one. */
  bodyEnd: number;
}

/** Number glyphs of headings, most formal first. Each is a kind of mark; which level it stands for is decided by nesting. */
const MARKS = [
  { name: 'part', pattern: /^[一二三四五六七八九十]+、/ },
  // 一　经济增长再创新高: a wide blank in place of brackets lost on the way.
  { name: 'section', pattern: /^(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+\u3000+)/ },
  { name: 'item', pattern: /^(?:[\d０-９]{1,2}[．.、](?![\d０-９])|[（(][\d０-９]{1,2}[）)])/ },
] as const;
type MarkName = (typeof MARKS)[number]['name'];
/** Unnumbered part headings: a whole line such as 2021年工作回顾. */
const BARE_PART =
  /^(?:[2２][0０][\d０-９]{2}年|过去|五年|今后|今年|“十.五”).{0,16}(?:回顾|工作总结|目标任务|重点工作|工作重点|工作任务|总体要求|工作安排|主要任务)(?:和.{1,8})?$/;
/** A paragraph that closes a part: thanks, problems, peroration. */
const CLOSING =
  /^(?:各位代表[！!：:，,]|此外[，,]|在肯定成绩|同时[，,]我们(?:也)?清醒|在看到成绩|回顾.{0,12}[，,]我们深|盘点过往)/;
const GLOSSARY =
  /^[※*＊【[［《附件：: \d一二三四五六七八九十]*(?:政府工作报告》?)?(?:有关内容|相关|部分)?名词(?:解释|注释)[※*＊】\]］：: ]*$/;
/** Longest heading of 95 % of reports is 30 characters, 46 at most; beyond 60 a numbered line is a paragraph, beyond 80 if it stands alone. */
const LONGEST_HEADING = 60;
const LONGEST_ALONE = 80;

const span = (text: string, start: number, end: number): Span => ({
  start,
  end,
  text: text.slice(start, end),
});

/** Lines that hold text, blanks around them left out. */
export function textLines(text: string): Span[] {
  const lines: Span[] = [];
  // Copied from a page that keeps no line ends, paragraphs are told by the blanks before them.
  const run = text.length > 2000 && text.trim().split(/[\r\n]+/).length < 5;
  const line = run ? /(?:\S|[^\S\r\n](?![^\S\r\n]))+/g : /[^\r\n]+/g;
  for (const match of text.matchAll(line)) {
    const lead = /^[\s\ufeff]*/.exec(match[0])?.[0].length ?? 0;
    const body = match[0].slice(lead).replace(/[\s\u3000]+$/, '');
    if (body !== '') lines.push(span(text, match.index + lead, match.index + lead + body.length));
  }
  return lines;
}

/** Sentences of text[start, end): they tile it; 。！？ (and a closing quote after it) end one. `lead` marks lead phrases; `opened`: a heading stands before on the same line. */
export function sentencesOf(text: string, start: number, end: number, opened = false): Sentence[] {
  const sentences: Sentence[] = [];
  let at = start;
  for (const match of text.slice(start, end).matchAll(/[^。！？!?]*[。！？!?]+[”’）」』]*|[^。！？!?]+$/g)) {
    const stop = Math.min(end, start + match.index + match[0].length);
    sentences.push({ ...span(text, at, stop), lead: false });
    at = stop;
  }
  sentences.forEach((sentence, i) => {
    const next = sentences[i + 1];
    // A lead phrase (小标题): 4–14 characters without comma or digit, with prose after it (genre: 88 % of reports). Within a
    // paragraph only when the paragraph opens with one, runs in from its heading, or counts (一是…。): elsewhere a short
    // sentence is prose (某公司在香港成功上市。).
    sentence.lead =
      next !== undefined &&
      next.text.length > sentence.text.length &&
      (i === 0 ||
        opened ||
        sentences[0]?.lead === true ||
        /^[一二三四五六七八九十]+[是要]/.test(sentence.text)) &&
      /^[^，,；;：:、\d０-９！？]{4,14}。$/.test(sentence.text) &&
      !/^各位/.test(sentence.text);
  });
  return sentences;
}

function paragraph(text: string, id: string, start: number, end: number, opened = false): Paragraph {
  return { id, ...span(text, start, end), sentences: sentencesOf(text, start, end, opened) };
}

/** Which mark a line begins with, if it is a heading. */
function markOf(line: string): { name: MarkName | 'bare'; mark: string } | null {
  for (const { name, pattern } of MARKS) {
    const mark = pattern.exec(line)?.[0];
    if (mark === undefined) continue;
    const rest = line.slice(mark.length);
    const title = titleLength(rest);
    const longest = title >= rest.length - 1 ? LONGEST_ALONE : LONGEST_HEADING;
    return title > 0 && title <= longest ? { name, mark } : null;
  }
  return BARE_PART.test(line) ? { name: 'bare', mark: '' } : null;
}

/** Length of the heading's title: up to its 。 or the end of the line. */
function titleLength(rest: string): number {
  const stop = rest.search(/[。：:！]/);
  return stop < 0 ? rest.length : stop;
}

/** Parses a report. Never throws: a text without any heading gives no parts and all of it as preface. */
export function readOutline(text: string): Outline {
  const lines = textLines(text);
  const glossaryAt = lines.findIndex((line, i) => i > 3 && GLOSSARY.test(line.text));
  const body = glossaryAt < 0 ? lines : lines.slice(0, glossaryAt);
  const bodyEnd = glossaryAt < 0 ? text.length : (lines[glossaryAt]?.start ?? text.length);

  // Marks in order of first appearance below one another give the levels: 一、 under unnumbered parts is a section.
  const marks = body.map((line) => markOf(line.text));
  const order: (MarkName | 'bare')[] = [];
  for (const mark of marks) if (mark && !order.includes(mark.name)) order.push(mark.name);
  const used = (['bare', 'part', 'section', 'item'] as const).filter((name) => order.includes(name));
  const levelOf = (name: MarkName | 'bare') => Math.min(3, used.indexOf(name) + 1) as 1 | 2 | 3;

  const preface: Paragraph[] = [];
  const parts: Heading[] = [];
  const headings = new Map<string, Heading>();
  const open: Heading[] = [];
  let closing = false;
  body.forEach((line, i) => {
    const mark = marks[i];
    if (mark) {
      const level = levelOf(mark.name);
      while (open.length > 0 && (open[open.length - 1]?.level ?? 0) >= level) open.pop();
      const parent = open[open.length - 1];
      const siblings = parent ? parent.children : parts;
      const heading = readHeading(text, line, mark.mark, level, parent, siblings.length + 1);
      siblings.push(heading);
      headings.set(heading.path, heading);
      open.push(heading);
      closing = false;
      return;
    }
    const part = open[0];
    const at = open[open.length - 1];
    if (!part || !at) {
      preface.push(paragraph(text, `0#${preface.length + 1}`, line.start, line.end));
      return;
    }
    closing ||=
      part.children.length > 0 && at !== part && CLOSING.test(line.text) && at.paragraphs.length > 0;
    if (closing)
      part.closing.push(paragraph(text, `${part.path}#end${part.closing.length + 1}`, line.start, line.end));
    else at.paragraphs.push(paragraph(text, `${at.path}#${at.paragraphs.length + 1}`, line.start, line.end));
  });
  return { preface, parts, headings, bodyEnd };
}

function readHeading(
  text: string,
  line: Span,
  mark: string,
  level: 1 | 2 | 3,
  parent: Heading | undefined,
  place: number,
): Heading {
  const path = parent ? `${parent.path}.${place}` : String(place);
  const titleStart = line.start + mark.length + (/^\s*/.exec(line.text.slice(mark.length))?.[0].length ?? 0);
  const titleEnd = Math.min(line.end, titleStart + titleLength(text.slice(titleStart, line.end)));
  // The heading takes its 。 or ： along; what follows on the line runs in.
  const headingEnd = titleEnd < line.end ? titleEnd + 1 : titleEnd;
  const runIn = headingEnd < line.end;
  return {
    level,
    kind: level === 1 ? 'part' : level === 2 ? 'section' : 'item',
    path,
    number: mark.trim(),
    title: span(text, titleStart, titleEnd),
    heading: span(text, line.start, headingEnd),
    runIn,
    paragraphs: runIn ? [paragraph(text, `${path}#1`, headingEnd, line.end, true)] : [],
    children: [],
    closing: [],
  };
}
