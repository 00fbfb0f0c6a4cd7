/** The page before a part: its sections, each with one key figure or a phrase of its own. */
import type { Fact, Heading, Indicator, Report, Span } from '../report/report.ts';
import { isReview, type PlannedTopic, withoutStop } from './topics.ts';

export interface OpenerRow {
  /** Section the row stands for; null in a part without sections, whose rows are its indicators. */
  heading: Heading | null;
  /** The title in pieces, its varying words marked. */
  title: { span: Span; varying: boolean /** A line ends after it. */; breaks: boolean }[];
  figure: { indicator: Indicator; fact: Fact } | null;
  /** Verbatim, where no figure speaks for the section. */
  phrase: Span | null;
}

export interface Opener {
  part: Heading;
  /** 一 of 一、 as it stands in the report; null for an unnumbered part. */
  numeral: Span | null;
  /** The part's first sentence, if it is short enough to stand under the title. */
  lead: Span | null;
  rows: OpenerRow[];
}

const ROWS = 7;
const LEAD_LENGTH = 44;
const PHRASE_LENGTH = 18;
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Plans the opener of a part. */
export function openerOf(report: Report, part: Heading, topics: readonly PlannedTopic[]): Opener {
  const status = isReview(report, part) ? 'actual' : 'target';
  const ranked = rankedIndicators(report, topics, part.children.length === 0).filter(
    (i) => i.status === status,
  );
  const used = new Set<Indicator>();
  const take = (path: string): OpenerRow['figure'] => {
    const here = ranked.filter(
      (i) => !used.has(i) && (i.section === path || i.section.startsWith(`${path}.`)) && short(report, i),
    );
    // The topic that begins with this section speaks for it before others.
    const topic = topics.find((t) =>
      t.sections.some((s) => s.path === path && s === t.sections.find((x) => partOf(x) === partOf(s))),
    );
    const first =
      topic && here.find((i) => i === topic.hero?.indicator || i.id === topic.hero?.indicator?.pair);
    const own =
      first ?? here.find((i) => topic?.indicators.some((t) => t === i || t.pair === i.id)) ?? here[0];
    const fact = own && report.facts.get(own.id);
    if (!own || !fact) return null;
    used.add(own);
    return { indicator: own, fact };
  };
  const sections = part.children.slice(0, ROWS);
  const pieces = titlePieces(report, sections);
  const rows = sections.map((heading, i): OpenerRow => {
    const figure = take(heading.path);
    return { heading, title: pieces[i] ?? [], figure, phrase: figure ? null : phraseOf(heading) };
  });
  if (rows.length === 0)
    for (const indicator of ranked
      .filter((i) => i.section === part.path && short(report, i))
      .slice(0, ROWS)) {
      const fact = report.facts.get(indicator.id);
      if (fact) rows.push({ heading: null, title: [], figure: { indicator, fact }, phrase: null });
    }
  const first = part.paragraphs[0]?.sentences[0];
  const lead =
    first && part.children.length > 0 && first.text.length <= LEAD_LENGTH ? withoutStop(first) : null;
  return { part, numeral: numeralOf(report, part), lead, rows };
}

const partOf = (heading: Heading): string => heading.path.split('.')[0] ?? '';

/** Indicators by how early the editor names them: topics, then headline (or the other way round), then the order of the list. */
function rankedIndicators(
  report: Report,
  topics: readonly PlannedTopic[],
  headlineFirst: boolean,
): Indicator[] {
  const ofTopics = [...topics.map((t) => t.hero?.indicator), ...topics.flatMap((t) => t.indicators)];
  const named = headlineFirst ? [...report.headline, ...ofTopics] : [...ofTopics, ...report.headline];
  const paired = named.flatMap((i) => (i ? [i, i.pair ? report.indicators.get(i.pair) : undefined] : []));
  return [...new Set([...paired, ...report.indicators.values()])].filter(
    (i): i is Indicator => i !== undefined,
  );
}

/** Whether its value fits the column of figures in one line. */
const short = (report: Report, indicator: Indicator): boolean =>
  (report.facts.get(indicator.id)?.text.length ?? 99) <= 11 && indicator.name.length <= 20;

/** 一 of 一、 */
function numeralOf(report: Report, part: Heading): Span | null {
  const bare = part.number.replace(/[、．.）)（(\s]/g, '');
  if (bare === '') return null;
  const start = part.heading.start + part.heading.text.indexOf(bare);
  return { start, end: start + bare.length, text: report.text.slice(start, start + bare.length) };
}

/** A phrase for the section: its first lead phrase, else the title of its first item. */
function phraseOf(heading: Heading): Span | null {
  const leads = heading.paragraphs.flatMap((p) => p.sentences.filter((s) => s.lead)).map(withoutStop);
  const found = [...leads, ...heading.children.map((c) => c.title)].find(
    (s) => s.text.length <= PHRASE_LENGTH,
  );
  return found ?? null;
}

/** What titles of siblings begin with alike, up to a word's end, if it holds a whole clause (过去一年，我们): it says nothing of each. */
export function sharedBeginning(titles: readonly string[]): number {
  const first = titles[0] ?? '';
  if (titles.length < 2) return 0;
  let length = 0;
  while (length < first.length && titles.every((t) => t[length] === first[length])) length += 1;
  const words = [...segmenter.segment(first)].map((w) => w.index + w.segment.length);
  const end = Math.max(0, ...words.filter((w) => w <= length));
  return /[，、：]/.test(first.slice(0, end)) ? end : 0;
}

/** Titles of sections without what all of them begin with. */
export function ownTitles(report: Report, sections: readonly Heading[]): Span[] {
  const shared = sharedBeginning(sections.map((s) => s.title.text));
  return sections.map(({ title: { start, end } }) => ({
    start: start + shared,
    end,
    text: report.text.slice(start + shared, end),
  }));
}

/** Titles in words; a word that at least half of the siblings share is no varying one. The title breaks at its comma nearest the middle. */
function titlePieces(report: Report, sections: readonly Heading[]): OpenerRow['title'][] {
  const counts = new Map<string, number>();
  const titles = ownTitles(report, sections);
  const found = titles.map((t) => wordsOf(t.text));
  // 以 before 内外 is the 以 all of them begin with, whatever the word finder makes of it.
  const opening = found.map((words) => words[0]?.segment ?? '').sort((a, b) => a.length - b.length)[0] ?? '';
  const all = titles.length > 1 && titles.every((t) => t.text.startsWith(opening));
  const split = titles.map((t, i) => (all ? wordsOf(t.text, opening.length) : (found[i] ?? [])));
  for (const words of split)
    for (const word of new Set(words.map((w) => w.segment))) counts.set(word, (counts.get(word) ?? 0) + 1);
  const common = (word: string) => sections.length > 1 && (counts.get(word) ?? 0) * 2 >= sections.length;
  return titles.map(({ start, text }, i) => {
    const comma = middleComma(text);
    const pieces: OpenerRow['title'] = [];
    for (const word of split[i] ?? []) {
      const varying = !common(word.segment) && !/^[\p{P}\s]+$/u.test(word.segment);
      const end = start + word.index + word.segment.length;
      const last = pieces[pieces.length - 1];
      const breaks = word.index === comma;
      if (last && last.varying === varying && !last.breaks) {
        last.span = { start: last.span.start, end, text: report.text.slice(last.span.start, end) };
        last.breaks = breaks;
      } else pieces.push({ span: { start: start + word.index, end, text: word.segment }, varying, breaks });
    }
    return pieces;
  });
}

/** Words of a text with their places; the first `opening` characters are one. */
function wordsOf(text: string, opening = 0): { segment: string; index: number }[] {
  const rest = [...segmenter.segment(text.slice(opening))].map((w) => ({
    segment: w.segment,
    index: w.index + opening,
  }));
  return opening > 0 ? [{ segment: text.slice(0, opening), index: 0 }, ...rest] : rest;
}

/** Place of the comma nearest the middle; −1 for a title of one line. */
export function middleComma(text: string): number {
  const commas = [...text.matchAll(/[，,]/g)].map((m) => m.index);
  return commas.reduce(
    (best, at) => (best < 0 || Math.abs(at - text.length / 2) < Math.abs(best - text.length / 2) ? at : best),
    -1,
  );
}
