/** booklet/report.docx: the whole text on the grid of official documents, contents before it, figures after the paragraphs whose numbers they draw. */
import { altText } from '../../figures/alt.ts';
import { type FigureFiles, formulasOf } from '../../figures/files.ts';
import { CONTENTS_DEPTH, planWord } from '../../plan/word.ts';
import type { FigureSpec, Heading, Paragraph, Report } from '../../report/report.ts';
import type {
  WordBlock,
  WordDocument,
  WordParagraph,
  WordPicture,
  WordRun,
  WordSection,
} from '../../word.ts';
import { FACES, REPORT_STYLES, SIZE } from './styles.ts';

/** 天头 37 mm, 订口 28 mm, type area 156 × 225 mm with 22 lines of 28 characters; dashes of the number 7 mm below it. */
const PAGE: Omit<WordSection, 'blocks'> = {
  margin: { top: 37, inner: 28, outer: 26, bottom: 35 },
  lines: 22,
};
const FOLIO = { drop: 7, size: SIZE.four };
/** Widest and tallest picture, mm: a line for its caption must stay. */
const WIDEST = 156;
const TALLEST = 190;
/** Width of the drawing in most files of figures, px: it fills the type area, narrower ones keep its scale. */
const FULL = 640;

export interface WordFigure {
  png: Uint8Array;
  plot: FigureFiles['plot'];
}

export interface WordReportOptions {
  /** Pictures of the figures planned, by id. */
  pictures: ReadonlyMap<string, WordFigure>;
  draft: boolean;
}

/** The document. Throws Error for a figure without its picture. */
export function wordReport(report: Report, { pictures, draft }: WordReportOptions): WordDocument {
  const plan = planWord(report);
  const bookmarks = new Map(plan.contents.map((heading, i) => [heading.path, `_Toc${100_001 + i}`]));
  const figures = figureBlocks(report, plan.figures, pictures);
  const body = [
    ...opening(report),
    ...report.parts.flatMap((part) => headingBlocks(part, bookmarks, figures)),
  ];
  const entries = [
    ...plan.contents.map(({ path, level, heading }) => ({
      level,
      text: heading.text,
      bookmark: bookmarks.get(path) ?? '',
    })),
    ...(report.glossary ? [{ level: 1, text: report.glossary.heading.text, bookmark: GLOSSARY }] : []),
  ];
  const contents: WordSection[] =
    entries.length === 0
      ? []
      : [
          {
            ...PAGE,
            blocks: [paragraph('TOCHeading', '目　录'), { kind: 'contents', depth: CONTENTS_DEPTH, entries }],
          },
        ];
  return {
    styles: REPORT_STYLES,
    faces: FACES,
    mirrored: true,
    ...(draft ? { mark: '草稿' } : {}),
    sections: [
      ...contents,
      {
        ...PAGE,
        folio: FOLIO,
        ...(contents.length > 0 ? { recto: true } : {}),
        blocks: [...body, ...glossary(report)],
      },
    ],
  };
}

const GLOSSARY = '_Toc100000';

const paragraph = (style: string, text: string, bookmark?: string): WordParagraph => ({
  kind: 'paragraph',
  style,
  runs: [{ kind: 'text', text }],
  ...(bookmark === undefined ? {} : { bookmark }),
});

/** Title, lines of the meeting, salutation, opening sentences. The title is the report's own where it has one. */
function opening({ preface, profile }: Report): WordBlock[] {
  const isTitle = (text: string) => text.replace(/\s/g, '') === profile.title.replace(/\s/g, '');
  const address = preface.findIndex(({ text }) => text.length <= 24 && /[：:！]$/.test(text));
  const style = (text: string, i: number) =>
    isTitle(text) ? 'Title' : i === address ? 'Salutation' : i > address ? 'BodyText' : 'Subtitle';
  const own = preface.some(({ text }) => isTitle(text));
  return [
    ...(own ? [] : [paragraph('Title', profile.title)]),
    ...preface.map(({ text }, i) => paragraph(style(text, i), text)),
  ];
}

function headingBlocks(
  heading: Heading,
  bookmarks: ReadonlyMap<string, string>,
  figures: ReadonlyMap<string, WordBlock[]>,
): WordBlock[] {
  const { level, runIn, paragraphs } = heading;
  const bookmark = bookmarks.get(heading.path);
  const after = ({ id }: Paragraph) => figures.get(id) ?? [];
  const body = (p: Paragraph) => [paragraph('BodyText', p.text), ...after(p)];
  const [first, ...others] = paragraphs;
  const head: WordBlock[] =
    runIn && first
      ? [
          {
            ...{ kind: 'paragraph', style: 'BodyText', ...(bookmark === undefined ? {} : { bookmark }) },
            runs: [
              { kind: 'text', text: heading.heading.text, style: `Heading${level}Char` },
              { kind: 'text', text: first.text },
            ],
          },
          ...after(first),
        ]
      : [paragraph(`Heading${level}`, heading.heading.text, bookmark)];
  return [
    ...head,
    ...(runIn && first ? others : paragraphs).flatMap(body),
    ...heading.children.flatMap((child) => headingBlocks(child, bookmarks, figures)),
    ...heading.closing.flatMap(body),
  ];
}

/** Picture, numbered caption, subtitle, note and formulas of each figure, by the paragraph after which they stand. */
function figureBlocks(
  report: Report,
  figures: readonly { spec: FigureSpec; after: string }[],
  pictures: WordReportOptions['pictures'],
): Map<string, WordBlock[]> {
  const blocks = new Map<string, WordBlock[]>();
  for (const [i, { spec, after }] of figures.entries()) {
    const picture = pictures.get(spec.id);
    if (!picture) throw new Error(`no picture of figure ${spec.id}`);
    const number: WordRun = { kind: 'field', instruction: 'SEQ 图 \\* ARABIC', shown: String(i + 1) };
    const words = [
      ...(spec.subtitle ? [spec.subtitle.text] : []),
      ...(spec.note ? [`注：${spec.note.text}`] : []),
      ...formulasOf(report, spec).map((formula) => formula.text),
    ];
    blocks.set(after, [
      ...(blocks.get(after) ?? []),
      { kind: 'paragraph', style: 'Figure', runs: [pictureOf(spec, picture, i + 1)] },
      {
        ...{ kind: 'paragraph', style: 'Caption' },
        runs: [{ kind: 'text', text: '图' }, number, { kind: 'text', text: `　${spec.title.text}` }],
      },
      // All but the last stay with the next: a note alone on a page explains nothing.
      ...words.map((text, line): WordParagraph => {
        const note = paragraph('FigureNote', text);
        return line < words.length - 1 ? { ...note, keepNext: true } : note;
      }),
    ]);
  }
  return blocks;
}

/** The drawing alone: its title and source, which the file holds too, are cropped away, for they stand in the text. */
function pictureOf(spec: FigureSpec, { png, plot }: WordFigure, number: number): WordPicture {
  const { of } = plot;
  const scale = Math.min(WIDEST / FULL, TALLEST / plot.height);
  return {
    ...{ kind: 'picture', png, alt: altText(spec), name: `图${number}` },
    width: plot.width * scale,
    height: plot.height * scale,
    crop: {
      left: plot.x / of.width,
      top: plot.y / of.height,
      right: (of.width - plot.x - plot.width) / of.width,
      bottom: (of.height - plot.y - plot.height) / of.height,
    },
  };
}

/** 名词解释, entries as they stand in the report. */
function glossary({ glossary }: Report): WordBlock[] {
  if (!glossary) return [];
  return [
    paragraph('Heading1', glossary.heading.text, GLOSSARY),
    ...glossary.terms.flatMap(({ entry }) =>
      entry.text
        .split(/\r?\n/)
        .flatMap((line) => (line.trim() === '' ? [] : [paragraph('BodyText', line.trim())])),
    ),
  ];
}
