/** The slides of one topic: an opener and its best content, as much as the deck has room for. */
import type { Fact, FigureSpec, Heading, Indicator, Report, Span } from '../report/report.ts';
import { type Cell, type DraftSlide, type Line, type Point, type PointRow, units } from './deck-slide.ts';
import { isReview, type PlannedTopic, withoutStop } from './topics.ts';

/** Rows a slide carries. */
const ROWS = { list: 3, points: 4, opener: 3 };
/** Two lines of 32 characters beside a label. */
const TEXT_UNITS = 62;
/** An opener's title: three lines of 17. */
const OPENER_UNITS = 50;
const CHARTS = ['bar', 'dumbbell', 'slope', 'pairs', 'unit-grid', 'share', 'tiers', 'rank-table'];
const BOARDS = ['target-board', 'structure'];

/** Opener and up to `most` content slides. */
export function topicSlides(
  report: Report,
  topic: PlannedTopic,
  topics: readonly PlannedTopic[],
  most: number,
): DraftSlide[] {
  const contents = contentSlides(report, topic, topics)
    .slice(0, most)
    .map((slide, i) => ({ ...slide, id: `${topic.id}-${i + 2}` }));
  return [openerSlide(report, topic, contents), ...contents];
}

/** Content in order of worth: the first chart, the tasks, a second chart, key figures, boards. */
function contentSlides(report: Report, topic: PlannedTopic, topics: readonly PlannedTopic[]): DraftSlide[] {
  const charts = topic.figures
    .filter((f) => CHARTS.includes(f.kind))
    .sort((a, b) => Number(values(b) > 1) - Number(values(a) > 1));
  const boards = topic.figures.filter((f) => BOARDS.includes(f.kind));
  const chart = (figure: FigureSpec | undefined): DraftSlide[] =>
    figure ? [{ kind: 'chart', id: '', topic, figure }] : [];
  const tasks = taskSlide(report, topic, topics) ?? subjectSlide(topic);
  return [
    ...chart(charts[0]),
    ...(tasks ? [tasks] : charts[0] ? [] : chart(boards[0])),
    ...(report.topics.length === 0 ? outlineSlides(report, topic) : []),
    ...chart(charts[1]),
    ...keyFigureSlides(topic),
    ...chart(boards[0]),
  ].filter((slide, i, all) => all.findIndex((s) => same(s, slide)) === i);
}

const values = (figure: FigureSpec) => figure.groups.reduce((sum, g) => sum + g.rows.length, 0);
const same = (a: DraftSlide, b: DraftSlide) =>
  a === b || (a.kind === 'chart' && b.kind === 'chart' && a.figure === b.figure);

/** The plan's items with their stated targets, two a row, three rows; null with fewer than three numbers. */
function taskSlide(report: Report, topic: PlannedTopic, topics: readonly PlannedTopic[]): DraftSlide | null {
  const elsewhere = new Set(topics.filter((t) => t !== topic).flatMap((t) => t.sections.map((s) => s.path)));
  const items = topic.sections
    .filter((s) => s.level > 1 && !isReview(report, s))
    .flatMap((s) => (s.children.length > 0 ? s.children : [s]))
    .filter((item) => topic.sections.includes(item) || !elsewhere.has(item.path));
  const groups = items
    .map((item) => ({ item, cells: tasksOf(report, topic, item) }))
    .filter((group) => group.cells.length > 0);
  if (groups.reduce((sum, g) => sum + g.cells.length, 0) < 3) return null;
  const share = Math.max(1, Math.floor(ROWS.list / groups.length));
  const rows: { item: Heading | null; cells: Cell[] }[] = [];
  for (const { item, cells } of groups)
    for (let i = 0; i < share && i * 2 < cells.length; i++)
      rows.push({ item: i === 0 ? item : null, cells: cells.slice(i * 2, i * 2 + 2) });
  const title = todoLine(topic);
  return title ? { kind: 'list', id: '', topic, title, rows: rows.slice(0, ROWS.list) } : null;
}

/** Targets that stand in an item, the topic's own first, then this year's, then in the text's order. */
function tasksOf(report: Report, topic: PlannedTopic, item: Heading): Cell[] {
  const place = (i: Indicator) => {
    const at = topic.indicators.indexOf(i);
    return at < 0 ? topic.indicators.length : at;
  };
  const thisYear = (i: Indicator) => (i.period === String(report.profile.year) ? 0 : 1);
  return [...report.indicators.values()]
    .filter(
      (i) => i.status !== 'actual' && (i.section === item.path || i.section.startsWith(`${item.path}.`)),
    )
    .sort((a, b) => place(a) - place(b) || thisYear(a) - thisYear(b) || a.span.start - b.span.start)
    .flatMap((i) => {
      const value = report.facts.get(i.id);
      return value ? [{ label: null, value, change: null, rank: null }] : [];
    });
}

function todoLine(topic: PlannedTopic): Line | null {
  if (topic.lead.todo) return { kind: 'words', words: topic.lead.todo };
  return topic.titles.todo ? { kind: 'span', span: topic.titles.todo } : null;
}

/** The editor's subjects with what is to do. */
function subjectSlide(topic: PlannedTopic): DraftSlide | null {
  const rows: PointRow[] = topic.subjects.flatMap((subject) => {
    const text = subject.todo.find((span) => units(span.text) <= TEXT_UNITS);
    return text ? [{ label: subject.label, text: withoutStop(text) }] : [];
  });
  const title = todoLine(topic);
  return rows.length >= 3 && title
    ? { kind: 'points', id: '', topic, title, rows: rows.slice(0, ROWS.points) }
    : null;
}

/** Without the editor's choices: the section's lead phrases and items, each with how it begins. */
function outlineSlides(report: Report, topic: PlannedTopic): DraftSlide[] {
  return topic.sections.flatMap((section) => {
    const rows = outlineRows(report, section);
    const title: Line = { kind: 'span', span: section.title };
    const slides: DraftSlide[] = [];
    for (let i = 0; i < rows.length && i < ROWS.points * 2; i += ROWS.points)
      slides.push({ kind: 'points', id: '', topic, title, rows: rows.slice(i, i + ROWS.points) });
    return slides;
  });
}

function outlineRows(report: Report, section: Heading): PointRow[] {
  const rows: PointRow[] = section.children.map((item) => ({
    label: item.title,
    text: beginning(report, item.paragraphs[0]?.sentences.find((s) => !s.lead) ?? null),
  }));
  for (const paragraph of section.paragraphs) {
    const leads = paragraph.sentences.filter((s) => s.lead);
    for (const lead of leads) {
      const next = paragraph.sentences[paragraph.sentences.indexOf(lead) + 1] ?? null;
      rows.push({ label: withoutStop(lead), text: beginning(report, next) });
    }
    if (leads.length === 0) {
      const first = paragraph.sentences[0] ?? null;
      const text = beginning(report, first);
      if (text) rows.push({ label: null, text });
    }
  }
  return rows;
}

/** A sentence, or as much of its beginning as two lines hold, cut at a comma. */
export function beginning(report: Report, sentence: Span | null): Span | null {
  if (!sentence) return null;
  const start = sentence.start + (sentence.text.length - sentence.text.trimStart().length);
  const whole = withoutStop({ start, end: sentence.end, text: report.text.slice(start, sentence.end) });
  if (units(whole.text) <= TEXT_UNITS) return whole.text.length > 1 ? whole : null;
  let best: Span | null = null;
  for (const match of whole.text.matchAll(/[，；、]/g)) {
    const text = whole.text.slice(0, match.index);
    // A cut at 、 would leave a list open; taken only when there is no comma at all.
    if (units(text) <= TEXT_UNITS && (match[0] !== '、' || best === null))
      best = { start, end: start + text.length, text };
  }
  return best;
}

/** Grids of key figures as large numbers: three, four or six. */
function keyFigureSlides(topic: PlannedTopic): DraftSlide[] {
  return topic.figures
    .filter((f) => f.kind === 'key-figures')
    .flatMap((figure): DraftSlide[] => {
      const cells = figure.groups.flatMap((g) =>
        g.rows.flatMap((row): Cell[] =>
          row.value
            ? [
                {
                  label: row.label ?? null,
                  value: row.value,
                  change: asChange(row.aside),
                  rank: asRank(row.aside),
                },
              ]
            : [],
        ),
      );
      if (cells.length < 3) return [];
      return [
        {
          kind: 'indicators',
          id: '',
          topic,
          title: { kind: 'words', words: figure.title },
          sub: figure.subtitle ?? null,
          note: figure.note ?? null,
          cells: cells.slice(0, 6),
        },
      ];
    });
}

const asChange = (fact: Fact | undefined) => (fact?.kind === 'change' ? fact : null);
const asRank = (fact: Fact | undefined) => (fact?.kind === 'rank' ? fact : null);

/** The opener: what was done as title, two or three numbers that the title does not already say, a target last. */
function openerSlide(report: Report, topic: PlannedTopic, contents: DraftSlide[]): DraftSlide {
  const section = topic.sections[0];
  const title: Line = topic.lead.done
    ? { kind: 'words', words: topic.lead.done }
    : { kind: 'span', span: openerTitle(topic, section) };
  return { kind: 'section', id: topic.id, topic, title, points: openerPoints(report, topic, contents) };
}

function openerTitle(topic: PlannedTopic, section: Heading | undefined): Span {
  const title = topic.titles.todo ?? topic.titles.done ?? section?.title ?? { start: 0, end: 0, text: '' };
  return units(title.text) <= OPENER_UNITS ? title : (topic.nameSpan ?? title);
}

function openerPoints(report: Report, topic: PlannedTopic, contents: DraftSlide[]): Point[] {
  const said = new Set(
    topic.lead.done?.runs.flatMap((run) => (run.kind === 'fact' ? [run.ref.split('.')[0] ?? ''] : [])) ?? [],
  );
  const shown = new Set(
    contents.flatMap((s) =>
      s.kind === 'list' ? s.rows.flatMap((r) => r.cells.map((c) => c.value.ref)) : [],
    ),
  );
  const headline = new Set(report.headline.map((i) => i.id));
  const hero = topic.hero?.indicator;
  const order = [...new Set([...(hero ? [hero] : []), ...topic.indicators])].filter((i) => !said.has(i.id));
  const rest = [...order.filter((i) => !headline.has(i.id)), ...order.filter((i) => headline.has(i.id))];
  const actual = rest.filter((i) => i.status === 'actual' && fits(report, i));
  const target = rest.find((i) => i.status !== 'actual' && fits(report, i) && !shown.has(i.id));
  const chosen = [...actual.slice(0, target ? ROWS.opener - 1 : ROWS.opener), ...(target ? [target] : [])];
  const points = chosen.flatMap((indicator): Point[] => {
    const value = report.facts.get(indicator.id);
    if (!value) return [];
    const change = report.facts.get(`${indicator.id}.change`) ?? null;
    const rank = report.facts.get(`${indicator.id}.rank`) ?? null;
    return [{ kind: 'fact', cell: { label: null, value, change, rank } }];
  });
  if (points.length >= 2) return points;
  const phrases = topic.leads.filter((l) => units(l.text) <= 17).slice(0, ROWS.opener);
  return phrases.map((text) => ({ kind: 'text', text }));
}

/** A number an opener's first column can carry. */
function fits(report: Report, indicator: Indicator): boolean {
  const fact = report.facts.get(indicator.id);
  return fact !== undefined && fact.number !== '' && units(fact.unit) <= 4 && fact.text !== '';
}
