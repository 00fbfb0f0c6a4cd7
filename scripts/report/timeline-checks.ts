/** Line of time: the times stand in their order, and under each only what the report says of it. */
import type { FigureCheck } from './figure-task.ts';
import type { Outline } from './outline.ts';
import { endOf } from './references.ts';
import type { Profile, Span } from './report.ts';
import { sentenceOf, sentenceOfFact, statedFacts } from './sentences.ts';
import { follows, lies, type Time, timeOfFact, timesIn } from './times.ts';

/** D217 for a time out of order, D218 for what stands under a time that is not its own. */
export const checkTimeline: FigureCheck = ({ spec, rows, context, fault }) => {
  if (spec.kind !== 'timeline') return;
  const { text, profile, outline, facts, derived } = context;
  let before: Time | undefined;
  for (const [g, group] of spec.groups.entries()) {
    const words = group.name?.text ?? group.label?.text ?? '';
    const time = timesIn(words, profile.year).at(0);
    const named = time && narrowed(words, profile);
    if (named && before && !follows(named, before))
      fault(
        ['groups', g, group.name ? 'name' : 'label'],
        'D217',
        {
          zh: `“${words}”早于前面的“${before.text}”`,
          en: `“${words}” is earlier than “${before.text}” before it`,
        },
        { zh: '各组按时间先后排列', en: 'the groups stand in the order of their times' },
      );
    if (named) before = { ...named, text: words };
    for (const { row, path } of rows.filter((at) => at.group === g)) {
      const wrong = (field: readonly PropertyKey[], what: string, own: string) =>
        fault(
          [...path, ...field],
          'D218',
          { zh: `“${what}”不在“${words}”：${own}`, en: `“${what}” is not of “${words}”: ${own}` },
          {
            zh: '放到原句所说的时间下，或放到所在部分的年份下',
            en: 'put it under the time that its sentence names, or the year of its part',
          },
        );
      for (const field of ['value', 'from', 'aside'] as const) {
        const fact = row[field];
        if (!fact) continue;
        const of = timeOfFact(fact, profile);
        if (statedFacts(fact, facts, derived).every((f) => says(f.quote, words))) continue;
        const said = statedFacts(fact, facts, derived).some((f) => says(sentenceOfFact(text, f), words));
        if (said && (!named || !of || overlap(of, named))) continue;
        if (named && of && lies(of, named)) continue;
        wrong([field], `${fact.label}${fact.number === '' ? '' : fact.text}`, fact.period);
      }
      const spans: [readonly PropertyKey[], Span][] = (row.fragments ?? []).map((span, k) => [
        ['fragments', k],
        span,
      ]);
      if (row.note) spans.push([['note'], row.note]);
      if (row.name && !row.value) spans.push([['name'], row.name]);
      for (const [field, span] of spans) {
        const own = timeOfFragment(text, span, outline, profile);
        if (named && own.times.some((t) => lies(t, named))) continue;
        if (says(own.sentence, words) && !own.times.some((t) => t.text !== '' && named && !overlap(t, named)))
          continue;
        wrong(field, span.text.slice(0, 20), own.words);
      }
    }
  }
};

/** D208 where the words over verbatim columns name one year and every fragment stands in the part of the other. */
export const checkColumnYears: FigureCheck = ({ spec, rows, context, fault }) => {
  const { outline, profile } = context;
  if (spec.kind !== 'structure') return;
  const years = new Set(
    rows
      .flatMap(({ row }) => row.fragments ?? [])
      .map(({ start }) => {
        const part = outline.parts.find((p) => start >= p.heading.start && start < endOf(p));
        return part ? yearOfTitle(part.title.text, profile) : null;
      }),
  );
  const [only] = years;
  if (years.size !== 1 || only === null || only === undefined) return;
  for (const field of ['title', 'subtitle'] as const) {
    const said = (spec[field]?.runs ?? []).flatMap((run) => (run.kind === 'year' ? Number(run.text) : []));
    if (said.length > 0 && !said.includes(only))
      fault([field], 'D208', {
        zh: `各段原文都在${only}年的部分，这里写的是${said[0]}年`,
        en: `every fragment stands in the part of ${only}, this says ${said[0]}`,
      });
  }
};

/** The time that words name together: 2022年下半年 is one, not two. */
function narrowed(words: string, profile: Profile): Time | undefined {
  const times = timesIn(words, profile.year);
  return times.reduce<Time | undefined>((best, t) => (!best || lies(t, best) ? t : best), undefined);
}

/** Whether a sentence names a time in the very words, quotation marks aside. */
function says(sentence: string, words: string): boolean {
  const bare = (t: string) => t.replace(/[“”"\s]/g, '');
  return bare(words).length > 1 && bare(sentence).includes(bare(words));
}
const overlap = (a: Pick<Time, 'from' | 'to'>, b: Pick<Time, 'from' | 'to'>): boolean =>
  a.from < b.to && b.from < a.to;

/** When a fragment is said to be: the time it names, else the last one its sentence names before it, else the year of its part. */
function timeOfFragment(
  text: string,
  span: Span,
  outline: Outline,
  profile: Profile,
): { times: Time[]; sentence: string; words: string } {
  const part = outline.parts.find((p) => span.start >= p.heading.start && span.start < endOf(p));
  const preface = !part && span.start < (outline.parts[0]?.heading.start ?? 0);
  // The lines before the first part are one: day, meeting, place.
  const sentence = preface
    ? {
        start: 0,
        end: outline.parts[0]?.heading.start ?? 0,
        text: text.slice(0, outline.parts[0]?.heading.start ?? 0),
      }
    : sentenceOf(text, span.start, span.end);
  const base = part ? yearOfTitle(part.title.text, profile) : null;
  const named = timesIn(sentence.text, base, profile.year).map((t) => ({
    ...t,
    start: t.start + sentence.start,
  }));
  const inside = named.filter((t) => t.start >= span.start && t.start < span.end);
  const last = named
    .filter((t) => t.start < span.start && !text.slice(t.start, span.start).includes('；'))
    .at(-1);
  const times = preface ? named : inside.length > 0 ? inside : last ? [last] : [];
  if (times.length > 0) return { times, sentence: sentence.text, words: times.map((t) => t.text).join('、') };
  if (base === null) return { times: [], sentence: sentence.text, words: '原句没有写明时间' };
  return {
    times: [{ from: base, to: base + 1, text: '', start: 0, by: false }],
    sentence: sentence.text,
    words: part?.title.text ?? '',
  };
}

/** The year that a part of the report is about: 2022年工作回顾, 过去一年, 今年的工作. Null for several years or none. */
export function yearOfTitle(title: string, { year, reviewYear }: Profile): number | null {
  const stated = Number(/(20\d\d)年/.exec(title)?.[1]);
  if (!Number.isNaN(stated)) return stated;
  if (/五年|三年|届/.test(title)) return null;
  if (/回顾|过去|总结|去年/.test(title)) return reviewYear;
  return /今年|目标|任务|重点|安排|要求|打算/.test(title) ? year : null;
}
