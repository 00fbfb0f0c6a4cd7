/** report.yaml and figures.yaml → topics, headline, cover, challenges, derived values and figures, references resolved. */
import type { Message, Problem } from '../problem.ts';
import { readDeckChoice } from './deck-choice.ts';
import { readDerived, readFigures } from './figures.ts';
import { type ChoicesInput, endOf, FACT_NAME, type Path, referencesOf } from './references.ts';
import type { FigureSpec, Indicator, Report, Topic, Words } from './report.ts';
import { readSheetsChoice } from './sheets-choice.ts';
import { webAddress } from './web-address.ts';
import { isLost } from './yaml.ts';

export type Choices = Pick<
  Report,
  | 'derived'
  | 'facts'
  | 'topics'
  | 'headline'
  | 'figures'
  | 'options'
  | 'cover'
  | 'quotation'
  | 'challenges'
  | 'booklet'
  | 'infographic'
  | 'sheets'
  | 'deck'
>;

export function readChoices(input: ChoicesInput, problems: Problem[]): Choices {
  const { profile, outline, reportFile, figuresFile } = input;
  const { indicators } = input.indicators;
  const refs = referencesOf(input, problems);
  const { facts, derived, fault, words, look, fragment } = refs;
  // Derived values first: words and figures refer to them.
  readDerived(input, refs);
  const figures = readFigures(input, refs);

  /** Done stands in the review, to do in the plan. */
  function checkSide(side: 'done' | 'todo', offset: number, path: Path): void {
    const part = outline.parts.find((p) => offset >= p.heading.start && offset < endOf(p));
    const year = Number(/(20\d\d)年/.exec(part?.title.text ?? '')?.[1]);
    const other = side === 'done' ? profile.year : profile.reviewYear;
    if (!part || Number.isNaN(year) || year !== other) return;
    fault(reportFile, path, 'D315', {
      zh: `这段原文在“${part.title.text}”里，不是${side === 'done' ? '已完成的' : '要做的'}`,
      en: `this stands under “${part.title.text}”: it is not ${side === 'done' ? 'done' : 'to do'}`,
    });
  }
  /** A lead says what was done with results, what is to do with goals. */
  function checkLead(side: 'done' | 'todo', lead: Words, path: Path): void {
    for (const run of lead.runs) {
      const fact = run.kind === 'fact' ? facts.get(run.ref) : undefined;
      if (!fact?.indicator) continue;
      if (side === 'done' ? fact.status === 'actual' : fact.status !== 'actual') continue;
      fault(reportFile, path, 'D208', {
        zh: `{${fact.ref}} 是${fact.status === 'actual' ? '完成数' : '目标'}，不能放在 lead.${side} 里`,
        en: `{${fact.ref}} is a ${fact.status === 'actual' ? 'result' : 'goal'}; it has no place in lead.${side}`,
      });
    }
  }

  const chosen = reportFile?.value;
  const figureMap = new Map(figures.map((f) => [f.id, f]));
  const topicIds = new Set<string>();
  const topics: Topic[] = (chosen?.topics ?? []).map((entry, i) => {
    const path = ['topics', i] as const;
    const address = `report.yaml#topics.${entry.id}`;
    if (topicIds.has(entry.id))
      fault(reportFile, [...path, 'id'], 'D201', {
        zh: `编号 ${entry.id} 已经用过`,
        en: `the id ${entry.id} is taken`,
      });
    topicIds.add(entry.id);
    const sections = entry.sections.flatMap(
      (p, k) =>
        look(
          outline.headings,
          p,
          reportFile,
          [...path, 'sections', k],
          { zh: '章节', en: 'section' },
          () => false,
        ) ?? [],
    );
    const counts = { subjects: entry.subjects.length, indicators: entry.indicators.length };
    const hero =
      entry.hero === undefined
        ? undefined
        : look(facts, entry.hero, reportFile, [...path, 'hero'], FACT_NAME);
    const list = <T>(field: 'indicators' | 'figures', map: ReadonlyMap<string, T>, what: Message): T[] =>
      entry[field].flatMap((id, k) => look(map, id, reportFile, [...path, field, k], what) ?? []);
    const lead = (side: 'done' | 'todo') => {
      const at = [...path, 'lead', side];
      const said = words(reportFile, at, `${address}.lead.${side}`, entry.lead[side], counts);
      checkLead(side, said, at);
      return said;
    };
    return {
      id: entry.id,
      number: i + 1,
      name: entry.name,
      lead: { done: lead('done'), todo: lead('todo') },
      ...(hero ? { hero } : {}),
      indicators: list<Indicator>('indicators', indicators, { zh: '指标', en: 'indicator' }),
      figures: list<FigureSpec>('figures', figureMap, { zh: '图', en: 'figure' }).filter(hasRows),
      subjects: entry.subjects.map((subject, s) => {
        const said = (side: 'done' | 'todo') =>
          subject[side].flatMap((wanted, k) => {
            const at = [...path, 'subjects', s, side, k];
            const span = fragment(reportFile, at, wanted, sections);
            if (span) checkSide(side, span.start, at);
            return span ?? [];
          });
        return { label: subject.label, done: said('done'), todo: said('todo') };
      }),
      sections,
    };
  });
  figures.forEach((f, i) => {
    if (
      f.topic !== 'overview' &&
      topics.length > 0 &&
      !topicIds.has(f.topic) &&
      !(reportFile && isLost(reportFile.lost, f.topic))
    )
      look(new Map([...topicIds].map((t) => [t, t])), f.topic, figuresFile, ['figures', i, 'topic'], {
        zh: '专题',
        en: 'topic',
      });
  });
  const quotation =
    chosen?.quotation === undefined ? undefined : fragment(reportFile, ['quotation'], chosen.quotation);
  return {
    facts,
    derived,
    figures: figures.filter(hasRows),
    topics,
    headline: (chosen?.headline ?? []).flatMap(
      (id, k) => look(indicators, id, reportFile, ['headline', k], { zh: '指标', en: 'indicator' }) ?? [],
    ),
    cover: (chosen?.cover ?? []).flatMap(
      (ref, k) => look(facts, ref, reportFile, ['cover', k], FACT_NAME) ?? [],
    ),
    quotation: quotation ?? null,
    challenges: (chosen?.challenges ?? []).flatMap((c, i) => {
      const span = fragment(reportFile, ['challenges', i, 'text'], c.text);
      return span
        ? [
            {
              label: words(
                reportFile,
                ['challenges', i, 'label'],
                `report.yaml#challenges.${i}.label`,
                c.label,
              ),
              text: span,
            },
          ]
        : [];
    }),
    deck: readDeckChoice(reportFile, refs, {
      indicators,
      topics: topics.length > 0 ? new Map(topics.map((t) => [t.id, t])) : null,
      figures: figuresFile ? figureMap : null,
      lost: (id) => refs.lostFact(id) || (reportFile !== undefined && isLost(reportFile.lost, id)),
    }),
    booklet: chosen?.booklet ?? {},
    infographic: {
      sentence:
        chosen?.infographic?.sentence === undefined
          ? null
          : words(
              reportFile,
              ['infographic', 'sentence'],
              'report.yaml#infographic.sentence',
              chosen.infographic.sentence,
            ),
      qr: webAddress(chosen?.infographic?.qr ?? ''),
    },
    sheets: readSheetsChoice(chosen?.sheets, {
      headings: outline.headings,
      words: (path, template) =>
        words(reportFile, ['sheets', ...path], `report.yaml#sheets.${path.join('.')}`, template),
      fault: (path, ...told) => fault(reportFile, ['sheets', ...path], ...told),
    }),
    options: { paper: chosen?.paper ?? 'white' },
  };
}

/** Drafts leave out figures that lost every row. */
const hasRows = (figure: FigureSpec): boolean => figure.groups.some((group) => group.rows.length > 0);
