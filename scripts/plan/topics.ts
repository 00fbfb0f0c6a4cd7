/** The topics every publication takes from: the editor's, or sensible ones from the outline. */
import type {
  Fact,
  FigureSpec,
  Heading,
  Indicator,
  Paragraph,
  Report,
  Span,
  Subject,
  Term,
  Words,
} from '../report/report.ts';
import { marksIn } from './clauses.ts';

/** A topic, ready for every publication. All lists may be empty; `sections` never is. */
export interface PlannedTopic {
  id: string;
  /** 1 … n, running order; 0 for sections that are none of the topics */
  number: number;
  /** At most 6 characters for the editor's topics and, if the heading allows it, for defaults. */
  name: string;
  /** Defaults only: where the name stands in the report, to be printed verbatim. */
  nameSpan: Span | null;
  /** Sheets of sections only: the editor's title, which may hold references. */
  nameWords: Words | null;
  /** The editor's words; null without report.yaml (then print `titles`). */
  lead: { done: Words | null; todo: Words | null };
  /** Titles of the first review section and the first plan section it joins. */
  titles: { done: Span | null; todo: Span | null };
  hero: Fact | null;
  indicators: Indicator[];
  figures: FigureSpec[];
  subjects: Subject[];
  sections: Heading[];
  /** Lead phrases (小标题) and item titles of its sections, verbatim, in the report's order. */
  leads: Span[];
  /** Glossary terms used in its sections, in the glossary's order. */
  terms: Term[];
}

const REVIEW = /回顾|总结|工作情况|主要成效|过去/;
const PLAN = /重点工作|工作安排|主要任务|重点任务|工作任务|工作举措|今年工作|工作部署/;
/** Words before the matter of a heading: 更高质量提升…, 全力推进…. */
const ADVERB =
  /^(?:更加?[高大实优强宽深好](?:质量|水平|力度|效能|标准|领域|起点)|更加|全力|全面|着力|坚决|坚定不移|坚定|持续|扎实|加快|奋力|大力|深入|聚力|突出|进一步|毫不动摇)/;
const NAME_LENGTH = 6;
/** Numbers of a default topic. */
const MOST_LEADING = 6;

/** Whether a heading belongs to the review of the past year (else to the plan). */
export function isReview(report: Report, heading: Heading): boolean {
  const part = report.headings.get(heading.path.split('.')[0] ?? '') ?? heading;
  if (REVIEW.test(part.title.text)) return true;
  if (PLAN.test(part.title.text)) return false;
  return report.profile.reviewYear !== null && part.title.text.includes(String(report.profile.reviewYear));
}

/** The part that says what is to be done: by its title, else the one with most sections that is no review. */
export function planPart(report: Report): Heading | null {
  const others = report.parts.filter((part) => !isReview(report, part));
  const named = others.filter((part) => PLAN.test(part.title.text) && part.children.length > 0);
  const candidates = named.length > 0 ? named : others.length > 0 ? others : report.parts;
  return candidates.reduce<Heading | null>(
    (best, part) => (best === null || part.children.length > best.children.length ? part : best),
    null,
  );
}

/** The part that looks back, if the report has one. */
export function reviewPart(report: Report): Heading | null {
  return report.parts.find((part) => isReview(report, part)) ?? null;
}

/** Paragraphs of a section with its items; of a part only those that stand under no section. */
export function paragraphsOf(heading: Heading): Paragraph[] {
  if (heading.level === 1) return [...heading.paragraphs, ...heading.closing];
  return [...heading.paragraphs, ...heading.children.flatMap(paragraphsOf), ...heading.closing];
}

/** Paragraphs of a heading with all that stands under it. */
const wholeText = (heading: Heading): Paragraph[] => [
  ...heading.paragraphs,
  ...heading.children.flatMap(wholeText),
  ...heading.closing,
];

/**
 * The report's topics in running order. Without report.yaml: one for each section of the plan part (or each part if there are no
 * sections), joined with the section of the review that plainly speaks of the same. Empty only for a text without headings.
 */
export function topicsOf(report: Report): PlannedTopic[] {
  if (report.topics.length === 0) return defaultTopics(report);
  return report.topics.map((topic) => ({
    ...ofSections(report, topic.sections),
    id: topic.id,
    number: topic.number,
    name: topic.name,
    nameSpan: null,
    nameWords: null,
    lead: topic.lead,
    hero: topic.hero ?? null,
    indicators: topic.indicators,
    figures: topic.figures,
    subjects: topic.subjects,
  }));
}

function defaultTopics(report: Report): PlannedTopic[] {
  const plan = planPart(report);
  const sections = plan && plan.children.length > 0 ? plan.children : report.parts;
  const reviews = reviewPart(report)?.children ?? [];
  const partner =
    plan && plan.children.length > 0 ? pairSections(reviews, sections) : new Map<Heading, Heading>();
  const stock = stockEnding(sections.map((s) => s.title.text));
  return sections.map((section, i) => {
    const review = partner.get(section);
    const joined = review ? [review, section] : [section];
    const name = shortName(report, section.title, stock);
    const id = `topic-${i + 1}`;
    return {
      ...ofSections(report, joined),
      id,
      number: i + 1,
      name: name.text,
      nameSpan: name,
      nameWords: null,
      lead: { done: null, todo: null },
      hero: null,
      indicators: leading(report, id, indicatorsOf(report, joined)),
      figures: report.figures.filter((figure) => figure.topic === id),
      subjects: [],
    };
  });
}

/** Indicators whose quotes stand in these sections, in the report's order. */
export function indicatorsOf(report: Pick<Report, 'indicators'>, sections: readonly Heading[]): Indicator[] {
  const inside = (path: string) => sections.some((s) => path === s.path || path.startsWith(`${s.path}.`));
  return [...report.indicators.values()].filter((indicator) => inside(indicator.section));
}

/**
 * The first numbers of a default topic, what was done before what is to be done, in full rows of three; those that neither the overview nor
 * a figure of the topic shows, if there are enough.
 */
function leading(report: Report, id: string, own: readonly Indicator[]): Indicator[] {
  const drawn = report.figures.filter((f) => f.topic === id).flatMap((f) => f.groups.flatMap((g) => g.rows));
  const shown = new Set([
    ...report.headline,
    ...drawn.flatMap((r) => [r.value?.indicator, r.from?.indicator]),
  ]);
  const numbers = own.filter((i) => i.words === undefined && i.status !== 'definition');
  const fresh = numbers.filter((i) => !shown.has(i));
  const chosen = fresh.length >= 3 ? fresh : numbers;
  const ordered = [
    ...chosen.filter((i) => i.status === 'actual'),
    ...chosen.filter((i) => i.status !== 'actual'),
  ];
  return ordered.slice(0, Math.min(MOST_LEADING, Math.floor(ordered.length / 3) * 3));
}

/** What a topic has of its sections: titles, lead phrases, terms. */
export function ofSections(
  report: Report,
  sections: Heading[],
): Pick<PlannedTopic, 'sections' | 'titles' | 'leads' | 'terms'> {
  const paragraphs = sections.flatMap(wholeText);
  return {
    sections,
    titles: {
      done: sections.find((s) => s.level > 1 && isReview(report, s))?.title ?? null,
      todo: sections.find((s) => !isReview(report, s))?.title ?? null,
    },
    leads: sections.flatMap(leadsOf),
    terms: (report.glossary?.terms ?? []).filter((term) =>
      term.uses.some((use) => paragraphs.some((p) => use.start >= p.start && use.end <= p.end)),
    ),
  };
}

/** Lead phrases without their 。 and titles of items, in order. */
function leadsOf(heading: Heading): Span[] {
  const phrases = heading.paragraphs.flatMap((p) => p.sentences.filter((s) => s.lead)).map(withoutStop);
  return heading.level === 1
    ? phrases
    : [...phrases, ...heading.children.flatMap((item) => [item.title, ...leadsOf(item)])];
}

/** The span without its closing 。！？；. */
export function withoutStop(span: Span): Span {
  const cut = /[。！？；，、：]+$/.exec(span.text)?.[0].length ?? 0;
  return { start: span.start, end: span.end - cut, text: span.text.slice(0, span.text.length - cut) };
}

/** What most titles of a list end with (在…上攻坚突破): it names none of them. Empty when they differ. */
function stockEnding(titles: readonly string[]): string {
  let ending = '';
  for (const title of titles)
    for (let length = ending.length + 1; length <= title.length - 2; length++) {
      const end = title.slice(-length);
      if (titles.filter((t) => t.endsWith(end)).length < Math.max(3, titles.length * 0.6)) break;
      ending = end;
    }
  return ending.length >= 3 ? ending : '';
}

/** A short name out of a heading, verbatim: its last clause without adverbs and without what all titles end with; if still long, its last words. */
export function shortName(report: Report, title: Span, stock = ''): Span {
  const own = stock !== '' && title.text.endsWith(stock) ? title.text.slice(0, -stock.length) : title.text;
  let text = own.slice((marksIn(own, '，,、；;').at(-1) ?? -1) + 1);
  text = text.replace(/^[在于以]/, '');
  for (let adverb = ADVERB.exec(text); adverb; adverb = ADVERB.exec(text)) {
    if (text.length - adverb[0].length < 2) break;
    text = text.slice(adverb[0].length);
  }
  let end = title.start + own.length;
  const quoted = /“([^“”]+)”$/.exec(text)?.[1];
  if (text.length > NAME_LENGTH && quoted !== undefined && quoted.length <= NAME_LENGTH) {
    text = quoted;
    end -= 1;
  } else if (text.length > NAME_LENGTH) {
    const words = [...new Intl.Segmenter('zh', { granularity: 'word' }).segment(text)].map((w) => w.segment);
    let kept = '';
    while (words.length > 0 && kept.length + (words[words.length - 1]?.length ?? 0) <= NAME_LENGTH)
      kept = words.pop() + kept;
    // A name begins with a word of its own: not with the tail of one (现代化), a joint (和) or half a quotation.
    if (kept.length >= 2) text = kept;
  }
  // A name begins with a word of its own: not with the tail of one (现代化, 高水平, 新质), a joint or half a quotation.
  const before = report.text[end - text.length - 1] ?? '';
  const tail =
    /^(?:[化性式度率型的与及、·个”’]|上(?!游|市|海|线)|中(?!国|小|心|部|医|华|央|药)|管(?!理|控|网|护)|(?![弹理个刚女人党韧共特良]).性|和(?![谐平])|[^“]{0,6}”)+/.exec(
      text,
    )?.[0] ??
    (/[高新]/.test(before) ? /^(?:水平|质量|标准|质)/.exec(text)?.[0] : undefined) ??
    '';
  const name = text.length - tail.length >= 2 ? text.slice(tail.length) : text;
  return { start: end - name.length, end, text: report.text.slice(end - name.length, end) };
}

/** Review sections by plan section: joined where the two titles share three characters in a row and neither shares them with another. */
function pairSections(reviews: Heading[], plans: Heading[]): Map<Heading, Heading> {
  const pairs = new Map<Heading, Heading>();
  const shared = (a: Heading, b: Heading) => commonLength(a.title.text, b.title.text);
  for (const plan of plans) {
    const [best, second] = [...reviews].sort((a, b) => shared(b, plan) - shared(a, plan));
    if (!best || shared(best, plan) < 3 || (second && shared(second, plan) === shared(best, plan))) continue;
    if (plans.some((other) => other !== plan && shared(best, other) >= shared(best, plan))) continue;
    pairs.set(plan, best);
  }
  return pairs;
}

/** Length of the longest common run of characters, stock phrases aside. */
function commonLength(a: string, b: string): number {
  const plain = (text: string) => text.replaceAll(/高质量|过去一年|稳步提升|持续|不断|[，,、]/g, ' ');
  const [left, right] = [plain(a), plain(b)];
  let best = 0;
  for (let i = 0; i < left.length; i++)
    for (let j = i + best + 1; j <= left.length; j++) {
      const run = left.slice(i, j);
      if (run.includes(' ') || !right.includes(run)) break;
      best = j - i;
    }
  return best;
}
