/** Slides of a report without the editor's choices: its lead phrases and items, each with how it begins. */
import type { Heading, Report, Span } from '../report/report.ts';
import { type DraftSlide, type Line, type PointRow, units } from './deck-slide.ts';
import { type PlannedTopic, withoutStop } from './topics.ts';

const ROWS = 4;
/** Two lines of 32 characters beside a label. */
export const TEXT_UNITS = 62;

/** Without the editor's choices: the section's lead phrases and items, each with how it begins. */
export function outlineSlides(report: Report, topic: PlannedTopic): DraftSlide[] {
  return topic.sections.flatMap((section) => {
    const rows = outlineRows(report, section);
    const title: Line = { kind: 'span', span: section.title };
    const slides: DraftSlide[] = [];
    for (let i = 0; i < rows.length && i < ROWS * 2; i += ROWS)
      slides.push({ kind: 'points', id: '', topic, title, rows: rows.slice(i, i + ROWS) });
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
