/** What a sheet says around its content, in its own language: kind, heads, source, pages of the booklet, what is left out. */
import { escapeHtml } from '../../marks.ts';
import type { SheetPlan } from '../../plan/sheets.ts';
import type { Report } from '../../report/report.ts';
import { type MarkupContext, nameHtml, pageHtml, verbatimHtml, yearHtml } from '../markup.ts';
import { filled, sheetLabels } from './labels.ts';
import type { Omitted } from './omitted.ts';

/** The attribute of what is Chinese on a page in another language. */
export const zhMark = ({ sheets }: Report): string => (sheets.lang === 'zh' ? '' : ' lang="zh-CN"');

/** The sheet's own labels, filled. */
export function wordsAround(context: MarkupContext, plan: SheetPlan) {
  const { report } = context;
  const { profile } = report;
  const labels = sheetLabels(report.sheets.lang);
  const years = { year: yearHtml(report, 'year') };
  const kind = plan.of === null ? labels.ofSections : labels.sheet;
  const when = [profile.date ? 'date' : '', profile.date && profile.meeting ? 'meeting' : '']
    .filter((key) => key !== '')
    .map((key) => nameHtml(report, key))
    .join(labels.and);
  const of = { report: nameHtml(report, 'region') + nameHtml(report, 'title'), when };
  const runs = placesOf(context, plan);
  const pages = runs
    .map(({ from, to }) =>
      from === to
        ? pageHtml(context, from, 'range')
        : `${pageHtml(context, from)}–${pageHtml(context, to, 'last')}`,
    )
    .join(labels.list);
  const several = runs.length > 1 || runs.some(({ first, last }) => last > first);
  return {
    ...{ keys: labels.keys, later: labels.later, note: labels.note, terms: labels.terms, gap: labels.gap },
    kind: profile.year === null ? kind : filled(labels.kind, { ...years, kind }),
    target: filled(labels.target, years),
    done:
      profile.reviewYear === null
        ? labels.done
        : filled(labels.doneIn, { year: yearHtml(report, 'review-year') }),
    todo: profile.year === null ? labels.todo : filled(labels.todoIn, years),
    source: filled(when === '' ? labels.source : labels.sourceOf, of),
    where: filled(several ? labels.pages : labels.page, { pages }),
  };
}

/** Pages of the booklet in a row: from the first of one target to the last of another, mostly the same. */
interface PageRun {
  from: string;
  to: string;
  first: number;
  last: number;
}

/** Booklet pages of the topic in order; those that share a page are one run. */
function placesOf({ pages }: MarkupContext, { topic, of }: SheetPlan): PageRun[] {
  const targets = topic.sections.map((s) => (s.level === 1 ? `text:${s.path}` : `section:${s.path}`));
  // Sections that are no topic have no pages of figures of their own.
  if (of !== null && (topic.indicators.length > 0 || topic.figures.length > 0))
    targets.push(`topic:${topic.id}`);
  const runs: PageRun[] = [];
  const known = [...new Set(targets)].map((target): PageRun => {
    const page = pages?.get(target);
    return { from: target, to: target, first: page?.first ?? 0, last: page?.last ?? 0 };
  });
  for (const own of known.sort((a, b) => a.first - b.first || b.last - a.last)) {
    const run = runs.at(-1);
    if (!run || own.first > run.last) runs.push(own);
    else if (own.last > run.last) Object.assign(run, { to: own.to, last: own.last });
  }
  return runs;
}

/** 本页从略：…，见手册第6页. Each thing left out in an element of its own: the probe shows those that its setting leaves out. */
export function omittedHtml(context: MarkupContext, { items, places }: Omitted): string {
  const { report } = context;
  const labels = sheetLabels(report.sheets.lang);
  const said = items.map(({ id, word, subject, term }, i) => {
    const text = term ? verbatimHtml(context, term.term) : escapeHtml(word ?? '');
    const named = subject && report.sheets.lang !== 'zh' ? `<span${zhMark(report)}>${text}</span>` : text;
    return `<span data-left="${id}">${i > 0 ? labels.list : ''}${named}</span>`;
  });
  // Page numbers in a row stand on one line.
  const pages = `<span class="whole">${places.map((target) => pageHtml(context, target)).join(labels.list)}</span>`;
  return filled(places.length > 1 ? labels.leftOutPages : labels.leftOut, { what: said.join(''), pages });
}
