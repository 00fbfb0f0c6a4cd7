/** The running order of report.yaml as slides. */
import { EXIT, type Message, type Problem, ProblemError } from '../problem.ts';
import { nearest } from '../report/nearest.ts';
import type { DeckChoice, DeckEntry, Report } from '../report/report.ts';
import { agendaSlides, challengeSlides, closingSlide } from './deck-ends.ts';
import { openerSlide } from './deck-opener.ts';
import { outlineSlides } from './deck-outline.ts';
import {
  cellOf,
  headlineSlides,
  indicatorSlides,
  overviewChart,
  targetPages,
  targetSlides,
} from './deck-overview.ts';
import { continued, pagesOf } from './deck-pages.ts';
import type { DraftSlide, Line } from './deck-slide.ts';
import { allTaskSlides, todoLine } from './deck-tasks.ts';
import { keyFigurePages, SUBJECTS, subjectRows } from './deck-topic.ts';
import { type PlannedTopic, topicsOf } from './topics.ts';

/** What an entry becomes; a message where it becomes nothing. */
type Made = DraftSlide[] | { message: Message; hint?: Message; code: string };

/**
 * The report with what was asked on the command line (`asked` wins over report.yaml). Throws ProblemError (exit 2) with the place in
 * report.yaml of every slide that cannot be made; of a draft it is told by `warn` and left out.
 */
export function withDeck(
  report: Report,
  asked: Partial<Pick<DeckChoice, 'minutes' | 'size' | 'besides' | 'fit'>> = {},
  draft?: { warn(problem: Problem): void },
): Report {
  const { slides } = report.deck;
  const deck: DeckChoice = { ...report.deck, ...asked };
  if (slides) {
    const { problems, made } = orderedSlides(report, topicsOf(report), slides);
    if (problems.length > 0 && !draft) throw new ProblemError(problems, EXIT.usage);
    for (const problem of problems) draft?.warn(problem);
    const left = slides.filter((entry) => made.has(entry));
    deck.slides = left.length > 0 ? left : null;
  }
  return Object.freeze({ ...report, deck });
}

/** The slides of a running order; entries that become none are told and leave none. */
export function orderedSlides(
  report: Report,
  topics: readonly PlannedTopic[],
  entries: readonly DeckEntry[],
): { slides: DraftSlide[]; problems: Problem[]; made: ReadonlySet<DeckEntry> } {
  const maker = { report, topics };
  const found = new Map<DeckEntry, DraftSlide[]>();
  const problems: Problem[] = [];
  const take = (entry: DeckEntry, made: Made) => {
    if (Array.isArray(made)) found.set(entry, made);
    else problems.push({ ...made, severity: 'error', at: entry.at });
  };
  // Openers say what the other slides of their topic do not; the agenda lists what has slides.
  const late = ['section', 'agenda'];
  for (const entry of entries)
    if (!late.includes(entry.kind)) take(entry, plainSlides(maker, entry, entries));
  const contents = [...found.values()].flat();
  for (const entry of entries)
    if (entry.kind === 'section')
      take(
        entry,
        ofTopic(maker, entry, (topic) => {
          const own = contents.filter((slide) => slide.topic === topic);
          const opener = openerSlide(report, topic, topics, own);
          return [titled(opener, entry)];
        }),
      );
  const shown = new Set([...found.values()].flat().map((slide) => slide.topic));
  for (const entry of entries) if (entry.kind === 'agenda') take(entry, agendaOf(maker, entry, shown));
  problems.sort((a, b) => (a.at?.line ?? 0) - (b.at?.line ?? 0));
  const slides = entries.flatMap((entry) => found.get(entry) ?? []);
  return { slides: withOwnIds(slides), problems, made: new Set(found.keys()) };
}

interface Maker {
  report: Report;
  topics: readonly PlannedTopic[];
}

/** Slides that depend on no other slide but, for the main indicators, on the chart that says them too. */
function plainSlides(maker: Maker, entry: DeckEntry, entries: readonly DeckEntry[]): Made {
  const { report, topics } = maker;
  const own: Line | null = entry.title ? { kind: 'words', words: entry.title } : null;
  const cells = entry.indicators.flatMap((indicator) => cellOf(report, indicator) ?? []);
  switch (entry.kind) {
    case 'title':
      return [{ kind: 'title', id: 'title', topic: null }];
    case 'closing':
      return [closingSlide(report)];
    case 'challenges':
      return some(
        challengeSlides(report, entry.title),
        '报告没有列出困难和挑战',
        'the report lists no difficulties',
      );
    case 'indicators': {
      if (cells.length > 0) return indicatorSlides('indicators', cells, { title: own });
      const chart = overviewChart(report);
      const drawn = chart && entries.some((e) => e.kind === 'figure' && e.ids[0] === chart.id);
      const slides = headlineSlides(report, drawn ? chart : undefined);
      return some(
        slides.map((slide) => titled(slide, entry)),
        'report.yaml 没有 headline，请写明指标',
        'report.yaml has no headline: name the indicators',
      );
    }
    case 'targets':
      return cells.length > 0
        ? targetPages(report, cells, own, null)
        : some(
            targetSlides(report).map((slide) => titled(slide, entry)),
            '总览没有当年目标，请写明目标',
            'the overview has no targets: name them',
          );
    case 'figure':
      return figureSlides(maker, entry);
    case 'list':
      return ofTopic(maker, entry, (topic) => {
        const title = own ?? todoLine(topic);
        return title ? allTaskSlides(report, topic, topics, title) : [];
      });
    default:
      return ofTopic(maker, entry, (topic) => pointSlides(report, topic, own));
  }
}

/** The editor's subjects, else how the sections of the topic go. */
function pointSlides(report: Report, topic: PlannedTopic, own: Line | null): DraftSlide[] {
  const rows = subjectRows(report, topic);
  const title = own ?? todoLine(topic);
  if (rows.length === 0 || !title)
    return outlineSlides(report, topic, Number.POSITIVE_INFINITY).map((slide) =>
      slide.kind === 'points' && own ? { ...slide, title: own } : slide,
    );
  return continued(
    topic.id,
    pagesOf(rows, SUBJECTS).map((page) => ({ kind: 'points' as const, id: '', topic, title, rows: page })),
  );
}

function figureSlides({ report, topics }: Maker, entry: DeckEntry): Made {
  const id = entry.ids[0] ?? '';
  const figure = report.figures.find((f) => f.id === id);
  if (!figure)
    return unknown(
      id,
      report.figures.map((f) => f.id),
      { zh: '图', en: 'figure' },
    );
  const topic = topics.find((t) => t.id === figure.topic) ?? null;
  const cells = figure.groups.reduce((sum, group) => sum + group.rows.length, 0);
  if (figure.kind === 'key-figures' && cells > 1)
    return keyFigurePages(figure, topic, { kind: 'words', words: entry.title ?? figure.title });
  return [{ kind: 'chart', id: figure.id, topic, title: entry.title, figure }];
}

function agendaOf({ topics }: Maker, entry: DeckEntry, shown: ReadonlySet<PlannedTopic | null>): Made {
  for (const id of entry.ids) {
    const topic = topics.find((t) => t.id === id);
    if (!topic)
      return unknown(
        id,
        topics.map((t) => t.id),
        { zh: '专题', en: 'topic' },
      );
    if (!shown.has(topic))
      return nothing(
        `${id} 没有幻灯片，不能列入 agenda`,
        `${id} has no slide; it has no place in the agenda`,
      );
  }
  const listed = topics.filter((t) => (entry.ids.length > 0 ? entry.ids.includes(t.id) : shown.has(t)));
  return some(
    agendaSlides(listed, entry.title),
    '没有一个专题有幻灯片，agenda 无可列',
    'no topic has a slide: the agenda has no rows',
  );
}

function ofTopic({ topics }: Maker, entry: DeckEntry, make: (topic: PlannedTopic) => DraftSlide[]): Made {
  const id = entry.ids[0] ?? '';
  const topic = topics.find((t) => t.id === id);
  if (!topic)
    return unknown(
      id,
      topics.map((t) => t.id),
      { zh: '专题', en: 'topic' },
    );
  const slides = make(topic);
  const what = { list: ['目标数', 'goals in numbers'], points: ['可列的原文', 'words to list'] }[
    entry.kind as string
  ];
  return some(
    slides,
    `专题 ${id} 没有${what?.[0] ?? '内容'}`,
    `the topic ${id} has no ${what?.[1] ?? 'matter'}`,
  );
}

const some = (slides: DraftSlide[], zh: string, en: string): Made =>
  slides.length > 0 ? slides : nothing(zh, en);
const nothing = (zh: string, en: string): Made => ({ code: 'D221', message: { zh, en } });

function unknown(id: string, ids: readonly string[], what: Message): Made {
  const meant = nearest(id, ids);
  return {
    code: 'D203',
    message: { zh: `没有${what.zh} ${id}`, en: `no ${what.en} ${id}` },
    ...(meant ? { hint: { zh: `是否指 ${meant}？`, en: `did you mean ${meant}?` } } : {}),
  };
}

/** The slide under the editor's title, if there is one. */
function titled(slide: DraftSlide, entry: DeckEntry): DraftSlide {
  if (!entry.title || !('title' in slide)) return slide;
  return { ...slide, title: { kind: 'words', words: entry.title } } as DraftSlide;
}

/** Every slide gets an id of its own: what it shows, its topic, else its kind; the second of a name has a number. */
function withOwnIds(slides: readonly DraftSlide[]): DraftSlide[] {
  const taken = new Set<string>();
  return slides.map((slide) => {
    const base = slide.kind === 'chart' ? slide.figure.id : (slide.topic?.id ?? slide.kind);
    let id = base;
    for (let n = 2; taken.has(id); n++) id = `${base}-${n}`;
    taken.add(id);
    return { ...slide, id };
  });
}
