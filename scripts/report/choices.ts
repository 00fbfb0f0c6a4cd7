/** report.yaml and figures.yaml → topics, headline, cover, challenges, derived values and figures, references resolved. */
import type { Message, Problem } from '../problem.ts';
import { targetCount } from './counts.ts';
import { derive } from './derived.ts';
import { checkRow, checkShape, checkTitles } from './figure-checks.ts';
import { checkFigureKind, checkRowKind } from './figure-kinds.ts';
import { namesIn } from './figure-names.ts';
import { cutBy } from './fragments.ts';
import type { ReadIndicators } from './indicators.ts';
import { likeness, nearest } from './nearest.ts';
import type { Outline } from './outline.ts';
import { sentencesOf } from './outline.ts';
import type {
  Derived,
  Fact,
  FigureRow,
  FigureSpec,
  Heading,
  Indicator,
  Profile,
  Report,
  Span,
  Topic,
  Words,
} from './report.ts';
import type { FigureEntry, FiguresEntry, ReportEntry } from './schema.ts';
import { resolveWords, type WordsContext } from './words.ts';
import { isLost, type YamlFile } from './yaml.ts';

export interface ChoicesInput {
  text: string;
  outline: Outline;
  profile: Profile;
  indicators: ReadIndicators;
  reportFile: YamlFile<ReportEntry> | undefined;
  figuresFile: YamlFile<FiguresEntry> | undefined;
}
export type Choices = Pick<
  Report,
  'derived' | 'facts' | 'topics' | 'headline' | 'figures' | 'options' | 'cover' | 'quotation' | 'challenges'
>;

type Path = readonly PropertyKey[];

export function readChoices(input: ChoicesInput, problems: Problem[]): Choices {
  const { text, profile, outline, reportFile, figuresFile } = input;
  const { indicators } = input.indicators;
  const facts = new Map<string, Fact>(input.indicators.facts);
  const derived = new Map<string, Derived>();
  const derivedNames = new Map<string, string>();
  const fault = (
    file: YamlFile<unknown> | undefined,
    path: Path,
    code: string,
    message: Message,
    hint?: Message,
  ) => problems.push({ code, severity: 'error', message, hint, at: file?.locate(path) });
  // Derived values that are written but cannot be worked out.
  const underived = new Set<string>();
  const lostFact = (ref: string) =>
    isLost(input.indicators.lost, ref) ||
    underived.has(ref) ||
    (figuresFile !== undefined && isLost(figuresFile.lost, ref));
  const context = (counts: Record<string, number>): WordsContext => ({
    text,
    profile,
    facts,
    indicators,
    derivedNames,
    counts,
    lost: lostFact,
  });
  const words = (
    file: YamlFile<unknown> | undefined,
    path: Path,
    address: string,
    template: string,
    counts: Record<string, number> = {},
  ): Words =>
    resolveWords(template, address, context(counts), (code, message, hint) =>
      fault(file, path, code, message, hint),
    );
  const look = <T>(
    map: ReadonlyMap<string, T>,
    id: string,
    file: YamlFile<unknown> | undefined,
    path: Path,
    what: Message,
    lost: (id: string) => boolean = lostFact,
  ): T | undefined => {
    const found = map.get(id);
    if (found === undefined && !lost(id)) {
      const meant = nearest(id, map.keys());
      fault(
        file,
        path,
        'D203',
        { zh: `没有${what.zh} ${id}`, en: `no ${what.en} ${id}` },
        meant ? { zh: `是否指 ${meant}？`, en: `did you mean ${meant}?` } : undefined,
      );
    }
    return found;
  };
  const factName = { zh: '数', en: 'number' };
  const fragment = (
    file: YamlFile<unknown> | undefined,
    path: Path,
    wanted: string,
    near?: readonly Heading[],
  ): Span | undefined => {
    const scopes = (near ?? []).map((h) => [h.heading.start, endOf(h)] as const);
    const places: number[] = [];
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) places.push(at);
    const start = places.find((at) => scopes.some(([a, b]) => at >= a && at < b)) ?? places[0];
    if (start === undefined) {
      const similar = sentencesOf(text, 0, text.length)
        .map((s) => ({ s: s.text.trim(), score: likeness(wanted, s.text) }))
        .sort((a, b) => b.score - a.score)[0];
      fault(
        file,
        path,
        'D301',
        {
          zh: `报告里没有这段原文：“${wanted.slice(0, 40)}”`,
          en: `the report has no such text: “${wanted.slice(0, 40)}”`,
        },
        similar && similar.score > 0.3
          ? { zh: `最接近的原句：${similar.s.slice(0, 60)}`, en: `nearest: ${similar.s.slice(0, 60)}` }
          : undefined,
      );
      return undefined;
    }
    const cut = cutBy(text, start, start + wanted.length);
    if (cut !== undefined)
      fault(
        file,
        path,
        'D311',
        { zh: `原文片段截断了“${cut}”`, en: `the fragment cuts “${cut}” short` },
        {
          zh: '让片段包含完整的数、单位和限定词',
          en: 'let it hold the whole number, its unit and qualifier',
        },
      );
    return { start, end: start + wanted.length, text: wanted };
  };

  // Derived values first: words and figures refer to them.
  (figuresFile?.value?.derived ?? []).forEach((entry, i) => {
    const path = ['derived', i] as const;
    if (facts.has(entry.id)) {
      fault(figuresFile, [...path, 'id'], 'D201', {
        zh: `编号 ${entry.id} 已经用过`,
        en: `the id ${entry.id} is taken`,
      });
      return;
    }
    const name = words(figuresFile, [...path, 'name'], `figures.yaml#derived.${entry.id}.name`, entry.name);
    const value = derive(
      entry,
      name.text,
      facts,
      (field, code, message, hint) => fault(figuresFile, [...path, field], code, message, hint),
      lostFact,
    );
    if (!value) underived.add(entry.id);
    if (value) {
      derived.set(entry.id, value);
      derivedNames.set(entry.id, name.text);
      facts.set(entry.id, value.fact);
    }
  });

  const figures: FigureSpec[] = [];
  const figureIds = new Set<string>();
  (figuresFile?.value?.figures ?? []).forEach((entry, i) => {
    if (figureIds.has(entry.id)) {
      fault(figuresFile, ['figures', i, 'id'], 'D201', {
        zh: `编号 ${entry.id} 已经用过`,
        en: `the id ${entry.id} is taken`,
      });
      return;
    }
    figureIds.add(entry.id);
    const spec = figure(entry, i);
    checkTitles(spec, profile, (field, code, message) =>
      fault(figuresFile, ['figures', i, field], code, message),
    );
    let shapeless = false;
    checkShape(entry, (rest, message) => {
      shapeless = true;
      fault(figuresFile, ['figures', i, ...rest], 'D105', message);
    });
    // What follows from a fault of shape is no fault of its own.
    if (!shapeless)
      checkFigureKind(spec, entry.groups ? 'groups' : 'rows', (field, message, hint) =>
        fault(figuresFile, ['figures', i, field], 'D216', message, hint),
      );
    figures.push(spec);
  });
  function figure(entry: FigureEntry, i: number): FigureSpec {
    const path = ['figures', i] as const;
    const address = `figures.yaml#${entry.id}`;
    const groups = entry.groups ?? (entry.rows ? [{ rows: entry.rows }] : []);
    if ((entry.rows === undefined) === (entry.groups === undefined))
      fault(figuresFile, path, 'D105', {
        zh: `${entry.id}：rows 与 groups 应有且只有其一`,
        en: `${entry.id}: either rows or groups`,
      });
    const counts = { rows: groups.reduce((n, g) => n + g.rows.length, 0), groups: groups.length };
    const say = (field: 'title' | 'subtitle' | 'note') =>
      entry[field] === undefined
        ? undefined
        : words(figuresFile, [...path, field], `${address}.${field}`, entry[field], counts);
    const subtitle = say('subtitle');
    const note = say('note');
    const passage = (at: Path, wanted: string) => fragment(figuresFile, at, wanted);
    const name = namesIn(
      entry.within === undefined ? undefined : passage([...path, 'within'], entry.within),
      (wanted, at) => passage(at, wanted),
    );
    return {
      id: entry.id,
      kind: entry.kind,
      topic: entry.topic,
      title: words(figuresFile, [...path, 'title'], `${address}.title`, entry.title, counts),
      // Keys of their own also where there is nothing to say: templates ask for them.
      subtitle,
      note,
      groups: groups.map((group, g) => {
        const groupPath = entry.groups ? [...path, 'groups', g] : path;
        const label =
          'label' in group && group.label !== undefined
            ? words(figuresFile, [...groupPath, 'label'], `${address}.groups.${g}.label`, group.label, counts)
            : undefined;
        const named =
          'name' in group && group.name !== undefined ? name(group.name, [...groupPath, 'name']) : undefined;
        return {
          ...(label ? { label } : {}),
          ...(named ? { name: named } : {}),
          rows: group.rows.flatMap((row, r): FigureRow[] => {
            const rowPath = [...groupPath, 'rows', r];
            let whole = true;
            const fact = (field: 'value' | 'from' | 'aside') => {
              if (row[field] === undefined) return undefined;
              const found = look(facts, row[field], figuresFile, [...rowPath, field], factName);
              if (!found) whole = false;
              return found;
            };
            const rowLabel =
              row.label === undefined
                ? undefined
                : words(
                    figuresFile,
                    [...rowPath, 'label'],
                    `${address}.groups.${g}.rows.${r}.label`,
                    row.label,
                    counts,
                  );
            const out: FigureRow = {};
            const [value, from, aside] = [fact('value'), fact('from'), fact('aside')];
            const section =
              row.section === undefined
                ? undefined
                : look(outline.headings, row.section, figuresFile, [...rowPath, 'section'], {
                    zh: '标题',
                    en: 'heading',
                  });
            if (row.section !== undefined && !section) whole = false;
            if (section) {
              out.value = targetCount(section, indicators);
              out.name = section.title;
            }
            if (row.name !== undefined) {
              const span = name(row.name, [...rowPath, 'name']);
              if (span) out.name = span;
              else whole = false;
            }
            if (value) out.value = value;
            if (from) out.from = from;
            if (aside) out.aside = aside;
            if (rowLabel) out.label = rowLabel;
            if (row.note !== undefined) {
              const span = fragment(figuresFile, [...rowPath, 'note'], row.note);
              if (span) out.note = span;
            }
            if (row.fragments)
              out.fragments = row.fragments.flatMap(
                (f, k) => fragment(figuresFile, [...rowPath, 'fragments', k], f) ?? [],
              );
            if (whole)
              checkRow(out, { text, indicators, derived }, (field, message, hint) =>
                fault(figuresFile, [...rowPath, field], 'D210', message, hint),
              );
            if (whole)
              checkRowKind(entry.kind, out, (field, message, hint) =>
                fault(figuresFile, field ? [...rowPath, field] : rowPath, 'D215', message, hint),
              );
            // A row without the number it is about would say something else (only drafts go on).
            return whole ? [out] : [];
          }),
        };
      }),
      options: { sort: entry.sort, ...(entry.columns === undefined ? {} : { columns: entry.columns }) },
    };
  }

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
      entry.hero === undefined ? undefined : look(facts, entry.hero, reportFile, [...path, 'hero'], factName);
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
      (ref, k) => look(facts, ref, reportFile, ['cover', k], factName) ?? [],
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
    options: { paper: chosen?.paper ?? 'white' },
  };
}

/** Drafts leave out figures that lost every row. */
const hasRows = (figure: FigureSpec): boolean => figure.groups.some((group) => group.rows.length > 0);

/** Offset after the last character that belongs to a heading and its children. */
export function endOf(heading: Heading): number {
  return Math.max(
    heading.heading.end,
    ...heading.paragraphs.map((p) => p.end),
    ...heading.children.map(endOf),
    ...heading.closing.map((p) => p.end),
  );
}
