/** figures.yaml → derived values and figures, references resolved. */
import { targetCount } from './counts.ts';
import { derive } from './derived.ts';
import { checkRow, checkSectionLabel, checkShape, checkTitles } from './figure-checks.ts';
import { checkFigureKind, checkRowKind } from './figure-kinds.ts';
import { namesIn, sentenceListing } from './figure-names.ts';
import { checkTruth } from './figure-truth.ts';
import { type ChoicesInput, FACT_NAME, type Path, type References } from './references.ts';
import type { FigureRow, FigureSpec, Span } from './report.ts';
import type { FigureEntry } from './schema.ts';
import { sentenceOf } from './sentences.ts';

/** Works out the derived values, which become numbers that others may refer to. */
export function readDerived({ text, figuresFile }: ChoicesInput, refs: References): void {
  const { facts, derived, derivedNames, underived, lostFact, fault, words } = refs;
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
    const value = derive(entry, name.text, { text, facts, lost: lostFact }, (field, code, message, hint) =>
      fault(figuresFile, [...path, field], code, message, hint),
    );
    if (!value) underived.add(entry.id);
    if (value) {
      derived.set(entry.id, value);
      derivedNames.set(entry.id, name.text);
      facts.set(entry.id, value.fact);
    }
  });
}

/** Reads the figures in their order. Needs the derived values. */
export function readFigures(input: ChoicesInput, refs: References): FigureSpec[] {
  const { text, profile, outline, figuresFile } = input;
  const { indicators } = input.indicators;
  const { facts, derived, fault, words, look, fragment } = refs;
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
    checkTitles(spec, profile, (rest, code, message) =>
      fault(figuresFile, ['figures', i, ...rest], code, message),
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
    if (!shapeless)
      checkTruth(
        spec,
        entry,
        { text, profile, outline, indicators, facts, derived },
        (rest, code, message, hint) => fault(figuresFile, ['figures', i, ...rest], code, message, hint),
      );
    figures.push(spec);
  });
  return figures;

  /** The passage that lists a figure's names: as the editor gives it, or for levels the sentence that has them all in order. */
  function passageOf(entry: FigureEntry, path: Path): Span | undefined {
    if (entry.within !== undefined) {
      const span = fragment(figuresFile, [...path, 'within'], entry.within);
      if (span && sentenceOf(text, span.start, span.end).text.match(/[。！？\n]./))
        fault(
          figuresFile,
          [...path, 'within'],
          'D217',
          {
            zh: '列出层级的原文要在一句之内',
            en: 'the passage that lists the levels is within one sentence',
          },
          { zh: '缩短 within', en: 'shorten within' },
        );
      return span;
    }
    if (entry.kind !== 'layers') return undefined;
    const names = (entry.groups ?? [{ rows: entry.rows ?? [] }]).flatMap((g) =>
      g.rows.flatMap((row) => row.name ?? []),
    );
    return names.length > 1 ? sentenceListing(text, names) : undefined;
  }

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
      passageOf(entry, path),
      (wanted, at) => passage(at, wanted),
      (at, message, hint) => fault(figuresFile, at, 'D217', message, hint),
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
              const found = look(facts, row[field], figuresFile, [...rowPath, field], FACT_NAME);
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
              if (rowLabel)
                checkSectionLabel(rowLabel.text, section, outline.headings, (message, hint) =>
                  fault(figuresFile, [...rowPath, 'label'], 'D210', message, hint),
                );
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
              checkRow(out, { text, indicators, facts, derived }, (field, message, hint) =>
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
}
