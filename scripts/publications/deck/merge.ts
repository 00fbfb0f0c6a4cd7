/** The deck: slides merged into Marp Markdown, and the same Markdown rendered as one document with its figures and notes inside. */
import type { DrawFigure } from '../../figures/figure.ts';
import { plannedSeconds } from '../../plan/deck-minutes.ts';
import type { Slide } from '../../plan/deck-slide.ts';
import { topicsOf } from '../../plan/topics.ts';
import type { Problem } from '../../problem.ts';
import type { Report } from '../../report/report.ts';
import { reportName } from '../report-name.ts';
import { loadTemplates, TEMPLATES, templateFile } from '../templates.ts';
import { DECK_FACES, type DeckFace } from './font-files.ts';
import type { DeckLang } from './labels.ts';
import { deckTheme, frontMatter, markdownLine, noteComment, renderSlides, toolTheme } from './marp.ts';
import { notesHtml, placeFinder, spokenLines } from './notes.ts';
import { deckScript } from './runtime.ts';
import { type DeckContext, slideView } from './view.ts';

export interface DeckOptions {
  draw: DrawFigure;
  /** Another folder of templates (tests). */
  root?: string;
  /** Language of the presenter: zh. */
  lang?: DeckLang;
}

export interface MergedDeck {
  /** deck.md: plain Marp Markdown that brings its style; figures and fonts are files beside it. */
  markdown: string;
  /** theme.css: the same style as a theme. */
  theme: string;
  /** Files deck.md shows: path beside it and content. */
  figures: { path: string; svg: string }[];
  /** deck.html: figures inline, notes in `<aside class="notes" data-unprinted>`, our runtime. Holds <!--fonts-->. */
  html: string;
  /** The same slides for paper: no notes, no script. */
  paper: string;
  /** The slides for paper one by one, and the style they need: other papers place them (handout, script). */
  pages: readonly { id: string; html: string }[];
  css: string;
  faces: readonly DeckFace[];
  /** Plain lines of every slide's notes. */
  notes: string[][];
  /** What the figures' linter found. */
  problems: Problem[];
}

/** Merges planned slides. Throws ProblemError T001/T002 for a missing or unfillable template. */
export function mergeDeck(report: Report, slides: readonly Slide[], options: DeckOptions): MergedDeck {
  const root = options.root ?? TEMPLATES;
  const context: DeckContext = { report, topics: topicsOf(report), draw: options.draw };
  const render = loadTemplates('deck', context, root);
  const theme = deckTheme(root, report.deck.size);
  const title = deckTitle(report);
  const views = slides.map((slide) => slideView(context, slide));
  const pages = views.map((view, i) =>
    [
      markdownPage(render(view.kind, view.data)),
      noteComment(slides[i]?.notes.map((note) => note.text) ?? []),
    ].join('\n\n'),
  );
  const body = `\n\n${pages.join('\n\n---\n\n')}\n`;
  const forTools = toolTheme(root, report.deck.size);
  const rendered = renderSlides(
    frontMatter(title) + body,
    theme,
    slides.map((s) => s.id),
  );
  const drawn = rendered.slides.map((html, i) =>
    numbered(inlineFigure(html, views[i]?.figure?.svg ?? null), i + 1),
  );
  const placeOf = placeFinder(context);
  const notes = slides.map((slide) => notesHtml(context, slide.notes, placeOf));
  const withNotes = drawn.map((html, i) =>
    html.replace(
      /<\/section>\s*$/,
      () => `<aside class="notes" data-unprinted>${notes[i] ?? ''}</aside></section>`,
    ),
  );
  const screen = `${rendered.css}\n${templateFile('deck/screen.css', root)}`;
  const document = (body: string[], css: string, runtime: string | null) =>
    render('document', { title, css, slides: body.join('\n'), runtime });
  const runtime = deckScript({
    slides,
    seconds: plannedSeconds(slides, report.deck.minutes ?? undefined),
    lang: options.lang ?? 'zh',
    root,
  });
  return {
    markdown: frontMatter(title, forTools) + body,
    theme: `/* @theme baogao */\n${forTools}\n`,
    figures: views.flatMap(({ figure, data }) =>
      figure
        ? [{ path: String(data.src), svg: `<?xml version="1.0" encoding="UTF-8"?>\n${figure.svg}` }]
        : [],
    ),
    html: document(withNotes, `${screen}\n${templateFile('deck/presenter.css', root)}`, runtime),
    paper: document(drawn, screen, null),
    pages: drawn.map((html, i) => ({ id: slides[i]?.id ?? '', html })),
    css: rendered.css,
    faces: DECK_FACES,
    notes: notes.map(spokenLines),
    problems: views.flatMap((view) => view.figure?.problems ?? []),
  };
}

/** 常州市新北区2023年政府工作报告解读 */
export function deckTitle(report: Report): string {
  return `${reportName(report)}解读`;
}

/** Headings are Markdown and escaped for it; the rest stands in HTML blocks, which no blank line may part. */
function markdownPage(page: string): string {
  const lines = page.trim().split('\n');
  const block = (line: string | undefined) => line?.startsWith('<') === true && !line.startsWith('<!');
  return lines
    .filter((line, i) => {
      if (line.trim() !== '') return true;
      const before = lines.slice(0, i).findLast((l) => l.trim() !== '');
      return !(block(before) && block(lines.slice(i).find((l) => l.trim() !== '')));
    })
    .map((line) => (line.startsWith('# ') ? `# ${markdownLine(line.slice(2))}` : line))
    .join('\n');
}

/** Says which page a slide is, prints its number as text and makes the agenda's numbers links. */
function numbered(html: string, page: number): string {
  return html
    .replace('<section ', () => `<section data-page-no="${page}" `)
    .replace('<p class="folio"></p>', () => `<p class="folio"><span data-folio>${page}</span></p>`)
    .replaceAll(
      /<span data-slide="([^"]+)">\d+<\/span>/g,
      (number, id: string) => `<a href="#${id}">${number}</a>`,
    );
}

/** Puts the drawing where the Markdown shows its file. */
function inlineFigure(html: string, svg: string | null): string {
  if (svg === null) return html;
  return html.replace(/<img class="figure-image"[^>]*>/, () => svg);
}
