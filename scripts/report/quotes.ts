/** Where a quote stands in the report, and under which heading. */
import type { Fault } from './fact-checks.ts';
import { likeness } from './nearest.ts';
import type { Outline } from './outline.ts';
import { sentencesOf } from './outline.ts';
import type { Heading, Span } from './report.ts';
import type { IndicatorEntry } from './schema.ts';

/** The place of an entry's quote; undefined with a fault where it stands nowhere, or in several places with nothing to tell which. */
export function findQuote(
  text: string,
  outline: Outline,
  entry: IndicatorEntry,
  fault: Fault,
): Span | undefined {
  const places: number[] = [];
  for (let at = text.indexOf(entry.quote); at >= 0; at = text.indexOf(entry.quote, at + 1)) places.push(at);
  if (places.length === 0) {
    const near = sentencesOf(text, 0, text.length)
      .flatMap((s) => s.text.split(/(?<=[；，])/))
      .map((s) => ({ s: s.trim(), score: likeness(entry.quote, s) }))
      .sort((a, b) => b.score - a.score)[0];
    fault(
      'quote',
      'D301',
      {
        zh: `引文不在报告里：“${entry.quote.slice(0, 40)}”`,
        en: `the quote is not in the report: “${entry.quote.slice(0, 40)}”`,
      },
      near && near.score > 0.3
        ? { zh: `最接近的原句：${near.s.slice(0, 60)}`, en: `nearest: ${near.s.slice(0, 60)}` }
        : undefined,
    );
    return undefined;
  }
  if (places.length > 1 && entry.nth === undefined) {
    // The section may tell which one is meant.
    const inSection = places.filter((at) => sectionAt(outline, at) === entry.section);
    if (inSection.length === 1 && inSection[0] !== undefined)
      return { start: inSection[0], end: inSection[0] + entry.quote.length, text: entry.quote };
    fault(
      'quote',
      'D312',
      {
        zh: `引文在报告里出现 ${places.length} 次`,
        en: `the quote stands in the report ${places.length} times`,
      },
      { zh: '加长引文，或用 nth 指明是第几次', en: 'lengthen the quote or say which by nth' },
    );
    return undefined;
  }
  const at = places[(entry.nth ?? 1) - 1];
  if (at === undefined) {
    fault('nth', 'D312', {
      zh: `引文只出现 ${places.length} 次`,
      en: `the quote stands only ${places.length} times`,
    });
    return undefined;
  }
  return { start: at, end: at + entry.quote.length, text: entry.quote };
}

/** Path of the innermost heading whose text holds an offset; glossary; 0 for the preface. */
export function sectionAt(outline: Outline, offset: number): string {
  if (offset >= outline.bodyEnd) return 'glossary';
  const within = (h: Heading): string | undefined => {
    for (const child of h.children) {
      const found = within(child);
      if (found) return found;
    }
    const own = offset >= h.heading.start && offset < h.heading.end;
    return own || [...h.paragraphs, ...h.closing].some((p) => offset >= p.start && offset < p.end)
      ? h.path
      : undefined;
  };
  for (const part of outline.parts) {
    const found = within(part);
    if (found) return found;
  }
  return '0';
}
