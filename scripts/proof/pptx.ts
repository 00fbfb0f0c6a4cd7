/** Proves a presentation against the proved deck.html: the same text slide by slide, the same notes, charts and data sheets drawn anew from the data. */
import { type CheerioAPI, load } from 'cheerio';
import { altText, tableAlt } from '../figures/alt.ts';
import { type NativeChart, nativeCharts } from '../figures/native.ts';
import type { Problem } from '../problem.ts';
import { numerals } from '../report/numbers.ts';
import type { FigureSpec } from '../report/report.ts';
import type { ProofEntry, Proved } from './entry.ts';
import { withoutFixed } from './furniture.ts';
import type { Known } from './known.ts';
import { checkLoose } from './loose.ts';
import { chartFaults } from './pptx-chart.ts';
import { type ReadSlide, readPptx, shownText } from './pptx-parts.ts';
import { settingFaults } from './pptx-setting.ts';
import { bare, clip, difference } from './text.ts';

/** What a slide of deck.html says. */
interface Wanted {
  text: string;
  /** The same without the words of its drawing, which stand in native charts. */
  withoutDrawing: string;
  notes: string;
  figure: FigureSpec | null;
  /** Facts the drawing marks. */
  facts: Set<string>;
}

/** Compares. Entries are those of the HTML; findings P501 (text), P502 (charts), P503 (parts nobody reads), P504 (what is not shown as it is written). */
export async function provePptx(
  bytes: Uint8Array,
  product: string,
  html: { source: string; proved: Proved },
  known: Known,
): Promise<{ entries: ProofEntry[]; findings: Problem[] }> {
  const findings: Problem[] = [];
  const find = (code: string, page: number | undefined, zh: string, en: string, text?: string) =>
    findings.push({
      code,
      severity: 'error',
      message: { zh, en },
      where: {
        product,
        ...(page === undefined ? {} : { page }),
        ...(text === undefined ? {} : { text: clip(text) }),
      },
    });
  const wanted = wantedOf(html.source, known);
  let read: Awaited<ReturnType<typeof readPptx>>;
  try {
    read = await readPptx(bytes);
  } catch (error) {
    find(
      'P503',
      undefined,
      `读不了：${(error as Error).message}`,
      `cannot be read: ${(error as Error).message}`,
    );
    return { entries: [], findings };
  }
  if (read.slides.length !== wanted.length)
    find(
      'P501',
      undefined,
      `有 ${read.slides.length} 张幻灯片，deck.html 有 ${wanted.length} 张`,
      `has ${read.slides.length} slides, deck.html has ${wanted.length}`,
    );
  for (const name of read.unread)
    find('P503', undefined, `核对读不到这个部件：${name}`, `the proof does not read this part: ${name}`);
  for (const { page, zh, en } of settingFaults(read)) find('P504', page ?? undefined, zh, en);
  for (const [i, slide] of read.slides.entries()) {
    const want = wanted[i];
    if (!want) continue;
    const page = i + 1;
    const differs = (what: { zh: string; en: string }, expected: string, found: string, code = 'P501') => {
      if (bare(expected) !== bare(found))
        find(
          code,
          page,
          `${what.zh}与 deck.html 不符：${difference(bare(expected), bare(found))}`,
          `${what.en} differs from deck.html: ${difference(bare(expected), bare(found))}`,
          found,
        );
    };
    const said = shownText(slide.$).join('');
    differs({ zh: '文字', en: 'the text' }, slide.charts.length > 0 ? want.withoutDrawing : want.text, said);
    // Text outside its runs, and what is hidden, would be shown by no program or found by none.
    differs({ zh: '文字之外的内容', en: 'what stands outside its runs' }, said, slide.$.root().text());
    differs({ zh: '讲稿', en: 'the notes' }, want.notes + page, shownText(slide.notes).join(''));
    const charts = chartsOf(slide, want, known);
    if (charts.alt !== null)
      differs({ zh: '替代文字', en: 'the alternative text' }, charts.alt, charts.found);
    if (slide.charts.length > 0 && charts.native.length !== slide.charts.length)
      find('P502', page, '图表的个数与数据不符', 'has another number of charts than the data');
    for (const [c, chart] of slide.charts.entries()) {
      const native = charts.native[c];
      for (const fault of native ? chartFaults(chart, native) : [])
        find(
          'P502',
          page,
          `图表与按数据重做的不符：${fault}`,
          `a chart differs from the one made anew from the data: ${fault}`,
        );
      for (const point of native?.points ?? [])
        if (!want.facts.has(point.fact.ref))
          find(
            'P502',
            page,
            `deck.html 的图里没有 ${point.fact.ref}`,
            `the drawing in deck.html has no ${point.fact.ref}`,
          );
    }
    for (const [wantedAlt, alt] of tableAlts(slide.$))
      differs({ zh: '表格的替代文字', en: 'the alternative text of a table' }, wantedAlt, alt);
    for (const name of namesIn(slide.$))
      if (numerals(withoutFixed(name)).length > 0)
        find('P501', page, `名称里有数字：${name}`, `a name holds a number: ${name}`);
  }
  for (const [name, $] of read.rest)
    for (const text of textsOf(name, $))
      checkLoose(text, known, (loose) =>
        find(
          'P501',
          undefined,
          `${name} 里的数字没有出处：${clip(loose)}`,
          `a number in ${name} has no source: ${clip(loose)}`,
          loose,
        ),
      );
  const entries = html.proved.entries.map((entry) => ({ ...entry, product }));
  return { entries: findings.length > 0 ? [] : entries, findings };
}

function wantedOf(source: string, known: Known): Wanted[] {
  const $ = load(source);
  return $('section[data-page-no]')
    .toArray()
    .map((section): Wanted => {
      const own = $(section).clone();
      const notes = own.find('aside.notes').text();
      own.find('aside, svg title, svg desc').remove();
      const text = own.text();
      const title = (own.find('svg').attr('aria-labelledby') ?? '').split('-title')[0] ?? '';
      const figure =
        known.report.figures
          .filter((f) => title.endsWith(`-${f.id}`))
          .sort((a, b) => b.id.length - a.id.length)[0] ?? null;
      const facts = new Set(
        own
          .find('svg [data-fact], svg [data-count]')
          .toArray()
          .map((e) => $(e).attr('data-fact') ?? `count:${$(e).attr('data-count')}`),
      );
      own.find('svg').remove();
      return { text, withoutDrawing: own.text(), notes, figure, facts };
    });
}

/** The charts that should be there, and the alternative texts: those expected and those found, joined; null where no figure stands. */
function chartsOf(
  slide: ReadSlide,
  want: Wanted,
  known: Known,
): { native: NativeChart[]; alt: string | null; found: string } {
  const found = slide
    .$('[descr]')
    .toArray()
    .filter((e) => slide.$(e).closest('p\\:graphicFrame').find('a\\:tbl').length === 0)
    .map((e) => slide.$(e).attr('descr') ?? '')
    .join('');
  if (!want.figure) return { native: [], alt: '', found };
  const { year, reviewYear } = known.report.profile;
  const native = slide.charts.length > 0 ? (nativeCharts(want.figure, { year, reviewYear }) ?? []) : [];
  return {
    native,
    alt: slide.charts.length > 0 ? native.map((n) => n.alt).join('') : altText(want.figure),
    found,
  };
}

/** Alternative texts of tables: as its slide's title and first row have it, and as found. */
const tableAlts = ($: CheerioAPI): [string, string][] => {
  const title = $('p\\:sp')
    .filter((_, sp) => $(sp).find('p\\:ph[type="title"], p\\:ph[type="ctrTitle"]').length > 0)
    .find('a\\:t')
    .text();
  return $('p\\:graphicFrame')
    .toArray()
    .filter((frame) => $(frame).find('a\\:tbl').length > 0)
    .map((frame) => {
      const heads = $(frame).find('a\\:tblPr').attr('firstRow')
        ? $(frame)
            .find('a\\:tr')
            .first()
            .children('a\\:tc')
            .toArray()
            .map((cell) => $(cell).find('a\\:t').text())
        : [];
      return [tableAlt(title, heads), $(frame).find('p\\:cNvPr').attr('descr') ?? ''];
    });
};

/** Names, without the ids they end in, and titles of shapes. */
const namesIn = ($: CheerioAPI): string[] =>
  $('p\\:cNvPr')
    .toArray()
    .flatMap((e) => {
      const name = $(e).attr('name') ?? '';
      const end = ` ${$(e).attr('id')}`;
      return [name.endsWith(end) ? name.slice(0, -end.length) : name, $(e).attr('title') ?? ''];
    });

/** What a part says that is no slide: prompts, names of layouts and sections, properties. */
function textsOf(name: string, $: CheerioAPI): string[] {
  // All but dates and counts.
  if (name.startsWith('docProps/'))
    return $(':root > :not(dcterms\\:created, dcterms\\:modified, Slides, Notes)')
      .toArray()
      .map((e) => $(e).text());
  const sections = $('p14\\:section')
    .toArray()
    .map((s) => $(s).attr('name') ?? '');
  const layout = $('p\\:cSld').attr('name');
  return [...shownText($), ...sections, ...(layout ? [layout] : [])];
}
