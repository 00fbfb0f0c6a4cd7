/** Slides of a report without the editor's choices: its lead phrases and items, each with how it begins. */
import type { Heading, Report, Span } from '../report/report.ts';
import { clausesIn, marksIn } from './clauses.ts';
import { bodyParagraphs } from './deck-notes.ts';
import { pagesOf } from './deck-pages.ts';
import { type DraftSlide, type Line, type PointRow, units } from './deck-slide.ts';
import { type PlannedTopic, reviewPart, withoutStop } from './topics.ts';

const ROWS = 4;
/** Two lines of 32 characters beside a label. */
export const TEXT_UNITS = 62;

/** With fewer lead phrases a section's other sentences stand on its slide too. */
const FEW_LEADS = 2;
/** A title beside a text: three lines of nine; a longer one stands as a text of its own. */
const LABEL_UNITS = 26;

/** Without the editor's choices: the section's lead phrases and items, each with how it begins; on `most` slides a section. */
export function outlineSlides(report: Report, topic: PlannedTopic, most = 2): DraftSlide[] {
  return topic.sections.flatMap((section) => {
    const rows = outlineRows(report, section);
    const title: Line = { kind: 'span', span: section.title };
    // Slides share their rows: a lone one is no slide.
    return pagesOf(rows.slice(0, ROWS * most), ROWS).map(
      (page, i): DraftSlide => ({
        kind: 'points',
        id: '',
        topic,
        title,
        ...(i > 0 ? { continued: true } : {}),
        rows: page,
      }),
    );
  });
}

function outlineRows(report: Report, section: Heading): PointRow[] {
  const rows: PointRow[] = section.children.map((item) =>
    units(item.title.text) <= LABEL_UNITS
      ? {
          label: item.title,
          text: beginning(report, item.paragraphs[0]?.sentences.find((s) => !s.lead) ?? null),
        }
      : { label: null, text: beginning(report, item.title) },
  );
  const all = section.paragraphs.flatMap((p) => p.sentences);
  if (section.children.length === 0 && all.filter((s) => s.lead).length < FEW_LEADS) {
    for (const [i, sentence] of all.entries()) {
      // The sentence after a lead phrase stands beside it.
      if (all[i - 1]?.lead) continue;
      const label = sentence.lead ? withoutStop(sentence) : null;
      const text = beginning(report, sentence.lead ? (all[i + 1] ?? null) : sentence);
      if (label || text) rows.push({ label, text });
    }
    return rows.slice(0, ROWS);
  }
  for (const paragraph of section.paragraphs) {
    const leads = paragraph.sentences.filter((s) => s.lead);
    for (const lead of leads) {
      const next = paragraph.sentences[paragraph.sentences.indexOf(lead) + 1] ?? null;
      rows.push({ label: withoutStop(lead), text: beginning(report, next) });
    }
    if (leads.length === 0)
      for (const sentence of paragraph.sentences.slice(0, ROWS)) {
        const text = beginning(report, sentence);
        if (text) rows.push({ label: null, text });
      }
  }
  return rows;
}

/**
 * Without the editor's choices: what the review says beside the topics, a slide a section, and the year's targets clause by clause.
 */
export function outlineOverview(report: Report, topics: readonly PlannedTopic[]): DraftSlide[] {
  if (report.topics.length > 0) return [];
  const joined = new Set(topics.flatMap((t) => t.sections));
  const reviews = (reviewPart(report)?.children ?? [])
    .filter((section) => !joined.has(section))
    .map((section, i): DraftSlide => {
      const title: Line = { kind: 'span', span: section.title };
      const rows = outlineRows(report, section).slice(0, ROWS);
      return { kind: 'points', id: `review-${i + 1}`, topic: null, title, rows };
    });
  return [...reviews, ...targetClauses(report)].filter((s) => s.kind !== 'points' || s.rows.length > 0);
}

const TARGETS = /(?:经济社会发展的?)?主要(?:预期)?目标(?=(?:是|为|如下)[：:，]?)/;

/** 主要预期目标是：… as rows of its clauses, at most five. */
function targetClauses(report: Report): DraftSlide[] {
  const sentences = bodyParagraphs(report).flatMap((p) => p.sentences);
  // A plan of several years may state goals of its own before the year's: the first that are told clause by clause.
  for (const sentence of sentences) {
    const slide = targetsOf(report, sentence);
    if (slide) return [slide];
  }
  return [];
}

function targetsOf(report: Report, sentence: Span): DraftSlide | null {
  const match = TARGETS.exec(sentence.text);
  if (!match) return null;
  const from = sentence.start + match.index;
  const title: Span = { start: from, end: from + match[0].length, text: match[0] };
  const after = /^(?:是|为|如下)[：:，]?/.exec(report.text.slice(title.end))?.[0].length ?? 0;
  const rows: PointRow[] = [];
  const body = report.text.slice(title.end + after, sentence.end);
  for (const clause of clausesIn(body, '，；。')) {
    const start = title.end + after + clause.start;
    const text = withoutStop({ start, end: start + clause.text.length, text: clause.text });
    if (text.text.length > 1 && units(text.text) <= TEXT_UNITS) rows.push({ label: null, text });
  }
  if (rows.length < 2) return null;
  const line: Line = { kind: 'span', span: title };
  return { kind: 'points', id: 'targets', topic: null, title: line, rows: rows.slice(0, 5) };
}

/** A shorter beginning is only the sentence's subject or place. */
const LEAST_UNITS = 7;

/** A sentence, or as much of its beginning as `most` full-width characters hold, cut at a comma. */
export function beginning(report: Report, sentence: Span | null, most = TEXT_UNITS): Span | null {
  if (!sentence) return null;
  const start = sentence.start + (sentence.text.length - sentence.text.trimStart().length);
  const whole = withoutStop({ start, end: sentence.end, text: report.text.slice(start, sentence.end) });
  if (units(whole.text) <= most) return whole.text.length > 1 ? whole : null;
  let best: Span | null = null;
  for (const at of marksIn(whole.text, '，；、')) {
    const text = whole.text.slice(0, at);
    // A cut at 、 would leave a list open; taken only when there is no comma at all.
    if (units(text) <= most && (whole.text[at] !== '、' || best === null))
      best = { start, end: start + text.length, text };
  }
  // 大煤田方面 says nothing of its sentence.
  return best && units(best.text) >= Math.min(LEAST_UNITS, most) ? best : null;
}
