/**
 * Proves the report in Word: its text line by line, every caption and contents line by what it names, every picture by its figure; then its
 * numbers like those of any page.
 */
import { formulasOf } from '../figures/files.ts';
import { escapeHtml } from '../marks.ts';
import { planWord } from '../plan/word.ts';
import type { Problem } from '../problem.ts';
import { wordsHtml } from '../publications/markup.ts';
import type { FigureSpec, Report } from '../report/report.ts';
import { altFindings, type DocxOptions, type DocxResult, NEAR, opened, teller } from './docx-opened.ts';
import type { ReadParagraph, ReadPicture } from './docx-parts.ts';
import { filesOf } from './figure-files.ts';
import { proveHtml } from './html.ts';
import type { Known } from './known.ts';
import { pictureFindings } from './picture.ts';
import { bare, clip, difference } from './text.ts';

/**
 * Proves booklet/report.docx. P601: text; P602: pictures; P603: parts nobody reads; P604: what is not shown as it is written. Its numbers are
 * proved like those of a page.
 */
export async function proveReportDocx(
  bytes: Uint8Array,
  product: string,
  known: Known,
  options: DocxOptions,
): Promise<DocxResult> {
  const { report } = known;
  const { read, findings, find } = opened(bytes, product, known, options.draft);
  if (!read) return { entries: [], findings };
  const lines = linesOf(report);
  const figures = planWord(report).figures.map(({ spec }) => spec);
  const titles = contentsOf(report);
  const html: string[] = [];
  let [line, figure, title] = [0, 0, 0];
  const own = bare(report.profile.title);
  let captions: Caption[] = [];
  for (const paragraph of read.paragraphs) {
    const text = bare(paragraph.text);
    const next = lines[line];
    if (paragraph.pictures.length > 0) {
      const spec = figures[figure++];
      captions = spec ? captionsOf(report, spec, figure) : [];
      if (!spec || paragraph.pictures.length > 1 || text !== '') {
        find('P602', '多了图片', 'there is a picture too many');
        continue;
      }
      findings.push(
        ...(await figurePicture(report, paragraph.pictures[0] as ReadPicture, spec, product, options)),
      );
    } else if (captions[0] && bare(captions[0].text) === text) {
      html.push(`<p>${(captions.shift() as Caption).html}</p>`);
    } else if (paragraph.contents) {
      if (bare(titles[title++] ?? '') !== text)
        find(
          'P601',
          `目录与标题不符：${clip(paragraph.text)}`,
          `the contents say ${clip(paragraph.text)}`,
          paragraph.text,
        );
    } else if (next && bare(next.text) === text) {
      line++;
      html.push(`<p><span data-src="${next.start}-${next.end}">${escapeHtml(paragraph.text)}</span></p>`);
    } else if (!(text === '' || text === '目录' || (line === 0 && text === own))) {
      const wanted = bare(captions[0]?.text ?? next?.text ?? '');
      find(
        'P601',
        `文字与报告不符：${difference(wanted, text)}`,
        `the text differs from the report: ${difference(wanted, text)}`,
        paragraph.text,
      );
      // Told once: what follows may be right again.
      const again = lines.findIndex((other, i) => i > line && bare(other.text) === text);
      if (captions[0]) captions.shift();
      else line = again < 0 ? line + 1 : again + 1;
    }
  }
  const left = lines.slice(line);
  if (left.length > 0)
    find(
      'P601',
      `少了 ${left.length} 段：${clip(left[0]?.text ?? '')}`,
      `${left.length} paragraphs are missing: ${clip(left[0]?.text ?? '')}`,
    );
  if (captions.length > 0 || figure < figures.length || title < titles.length)
    find('P601', '少了图题、图或目录', 'captions, figures or contents are missing');
  const proved = proveHtml(html.join('\n'), product, { ...known });
  findings.push(...proved.findings, ...styleFindings(read.paragraphs, report, find));
  return { entries: findings.length > 0 ? [] : proved.entries, findings };
}

/** Lines of the report that hold text. */
function linesOf({ text }: Report): { text: string; start: number; end: number }[] {
  return [...text.matchAll(/[^\r\n]+/g)].flatMap((match) => {
    const words = match[0].trim();
    const start = match.index + match[0].indexOf(words);
    return words === '' ? [] : [{ text: words, start, end: start + words.length }];
  });
}

const contentsOf = (report: Report): string[] => [
  ...planWord(report).contents.map(({ heading }) => heading.text),
  ...(report.glossary ? [report.glossary.heading.text] : []),
];

interface Caption {
  text: string;
  html: string;
}

/** What stands below a figure, as it should read and with its marks. */
function captionsOf(report: Report, spec: FigureSpec, number: number): Caption[] {
  const { title, subtitle, note } = spec;
  return [
    { text: `图${number}　${title.text}`, html: wordsHtml(title) },
    ...(subtitle ? [{ text: subtitle.text, html: wordsHtml(subtitle) }] : []),
    ...(note ? [{ text: `注：${note.text}`, html: `注：${wordsHtml(note)}` }] : []),
    ...formulasOf(report, spec).map(({ id, text }) => ({
      text,
      html: `<span data-formula="${escapeHtml(id)}">${escapeHtml(text.replace(/^\* /, ''))}</span>`,
    })),
  ];
}

/** Headings have the style of their level: contents and navigation are made of them. */
function styleFindings(
  paragraphs: readonly ReadParagraph[],
  report: Report,
  find: (code: string, zh: string, en: string, text?: string) => void,
): Problem[] {
  const levels = new Map(
    [...report.headings.values()].flatMap(({ heading, level, runIn, paragraphs: own }) =>
      runIn && own.length > 0 ? [] : [[bare(heading.text), `Heading${level}`] as const],
    ),
  );
  for (const { style, text, contents } of paragraphs) {
    const wanted = levels.get(bare(text));
    if (!contents && wanted !== undefined && style !== wanted && !/^(?:BodyText)$/.test(style))
      find(
        'P604',
        `标题“${clip(text)}”的样式是 ${style}`,
        `the heading “${clip(text)}” has the style ${style}`,
      );
  }
  return [];
}

/** Widths of a picture in the text that can be read and has room, mm. */
const [LEAST, MOST] = [40, 157];

async function figurePicture(
  report: Report,
  picture: ReadPicture,
  spec: FigureSpec,
  product: string,
  options: DocxOptions,
): Promise<Problem[]> {
  const tell = teller(product);
  const findings = altFindings(picture, spec, tell);
  const files = filesOf(report, spec);
  const { x, y, width, height, of } = files.plot;
  const share = (length: number, whole: number) => Math.round((length / whole) * 100_000);
  const crop = {
    l: share(x, of.width),
    t: share(y, of.height),
    r: share(of.width - x - width, of.width),
    b: share(of.height - y - height, of.height),
  };
  if (
    JSON.stringify(crop) !== JSON.stringify(picture.crop) ||
    !(Math.abs(picture.width / picture.height / (width / height) - 1) <= NEAR) ||
    !(picture.width >= LEAST && picture.width <= MOST)
  )
    findings.push(
      tell('P602', {
        zh: `图 ${spec.id} 的裁切或大小不对`,
        en: `figure ${spec.id} is cropped or sized otherwise`,
      }),
    );
  const file = options.products.get(`figures/${spec.id}.png`)?.content;
  if (file !== undefined && Buffer.from(file as Uint8Array).equals(picture.png)) return findings;
  findings.push(
    ...(await pictureFindings(picture.png, files.svg, {
      beside: options.typeset ? await options.typeset(files.svg) : undefined,
      ...(options.glyphs ? { glyphs: options.glyphs } : {}),
      tell: (_code, message) => tell('P602', message),
    })),
  );
  return findings;
}
