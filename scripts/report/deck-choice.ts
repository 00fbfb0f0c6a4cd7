/** `deck:` of report.yaml read: how long the talk is, the shape of its slides, and which slides in which order. */
import type { SourcePosition } from '../problem.ts';
import {
  DECK_KINDS,
  type DeckKind,
  type DeckSize,
  type DeckSlideSpec,
  type DeckSpec,
} from './deck-schema.ts';
import type { Path, References } from './references.ts';
import type { Indicator, Words } from './report.ts';
import type { YamlFile } from './yaml.ts';

export type { DeckKind, DeckSize } from './deck-schema.ts';

/** A slide of the running order. */
export interface DeckEntry {
  kind: DeckKind;
  /** Topics of an agenda; the one topic or figure of the other kinds. Those that the planner makes are looked up when it does. */
  ids: string[];
  /** indicators, targets: those that are named; none means the overview's. */
  indicators: Indicator[];
  /** In place of the planner's title. */
  title: Words | null;
  /** Where it stands in report.yaml. */
  at: SourcePosition;
}

/** How a slide holds what stands on it: steps denser than the design (0–2), in how many slides; `hopeless`: it does not even so. */
export interface SlideFit {
  dense: number;
  parts: number;
  hopeless?: boolean;
}

/** By the id of the slide as planned: those that are not as the design has them. */
export type DeckFit = Readonly<Record<string, SlideFit>>;

/** The editor's choices for the deck; null leaves them to the planner. */
export interface DeckChoice {
  minutes: number | null;
  /** The shape of this deck, and others that are made beside it. */
  size: DeckSize | null;
  besides: readonly DeckSize[];
  slides: DeckEntry[] | null;
  /** What the browser found when it measured the slides of each shape; empty before. */
  fit: Readonly<Partial<Record<DeckSize, DeckFit>>>;
}

/** The shape that slides have where none is asked for. */
export const USUAL_SIZE: DeckSize = '16:9';

/** What a running order refers to; null where the planner makes it later. */
export interface DeckMatter {
  indicators: ReadonlyMap<string, Indicator>;
  topics: ReadonlyMap<string, unknown> | null;
  figures: ReadonlyMap<string, unknown> | null;
  /** Whether an id is written but was left out as faulty. */
  lost(id: string): boolean;
}

type ReportFile = YamlFile<{ deck?: DeckSpec | undefined }> | undefined;
/** These say of what they are; the others may stand alone. */
const REFERRING: readonly DeckKind[] = ['figure', 'section', 'list', 'points'];

/** Reads `deck:`. What leads nowhere is told with line and column, and its slide left out. */
export function readDeckChoice(file: ReportFile, refs: References, matter: DeckMatter): DeckChoice {
  const spec = file?.value?.deck;
  const [size, ...besides] = spec?.size === undefined ? [] : [spec.size].flat();
  const slides = spec?.slides?.flatMap((entry, i) => readEntry(entry, ['deck', 'slides', i]) ?? []);
  return { minutes: spec?.minutes ?? null, size: size ?? null, besides, slides: slides ?? null, fit: {} };

  function readEntry(entry: DeckSlideSpec, path: Path): DeckEntry | null {
    const kind = kindOf(entry, path);
    if (!file || !kind) return null;
    const refsOf = typeof entry === 'string' ? null : (entry as Record<string, unknown>)[kind];
    const ids = refsOf === null || refsOf === undefined ? [] : [refsOf].flat().map(String);
    const at = (k: number): Path =>
      typeof entry === 'string' ? path : Array.isArray(refsOf) ? [...path, kind, k] : [...path, kind];
    const found = ids.filter((id, k) => known(kind, id, at(k)));
    if (found.length < ids.length) return null;
    const indicators =
      kind === 'indicators' || kind === 'targets' ? ids.flatMap((id) => matter.indicators.get(id) ?? []) : [];
    const title = typeof entry === 'string' ? undefined : entry.title;
    const own =
      title === undefined
        ? null
        : refs.words(file, [...path, 'title'], `report.yaml#${path.join('.')}.title`, title);
    checkStatus(kind, indicators, own !== null, at);
    return { kind, ids, indicators, title: own, at: file.locate(ids.length > 0 ? [...path, kind] : path) };
  }

  /** The one kind that an entry names; told where it names none or several, or not of what. */
  function kindOf(entry: DeckSlideSpec, path: Path): DeckKind | null {
    const kinds =
      typeof entry === 'string' ? [entry] : DECK_KINDS.filter((kind) => kind !== 'title' && kind in entry);
    const [kind] = kinds;
    // What is left of an entry whose unknown field was told and left out.
    if (typeof entry !== 'string' && Object.keys(entry).length === 0 && file?.problems.length) return null;
    if (!kind || kinds.length > 1) {
      const names = kinds.join('、');
      refs.fault(
        file,
        path,
        'D104',
        {
          zh: kind ? `一张幻灯片只写一种：${names}` : '没有写是哪一种幻灯片',
          en: kind ? `a slide is of one kind: ${kinds.join(', ')}` : 'the kind of the slide is missing',
        },
        { zh: `可用：${DECK_KINDS.join(' ')}`, en: `allowed: ${DECK_KINDS.join(' ')}` },
      );
      return null;
    }
    if (typeof entry !== 'string' || !REFERRING.includes(kind)) return kind;
    const [zh, en] = kind === 'figure' ? ['哪张图', 'figure'] : ['哪个专题', 'topic'];
    refs.fault(
      file,
      path,
      'D104',
      { zh: `${kind} 要写明${zh}`, en: `${kind} takes a ${en}` },
      {
        zh: `写成 - ${kind}: 编号`,
        en: `write - ${kind}: id`,
      },
    );
    return null;
  }

  function known(kind: DeckKind, id: string, path: Path): boolean {
    const [map, what] =
      kind === 'indicators' || kind === 'targets'
        ? [matter.indicators, { zh: '指标', en: 'indicator' }]
        : kind === 'figure'
          ? [matter.figures, { zh: '图', en: 'figure' }]
          : [matter.topics, { zh: '专题', en: 'topic' }];
    return map === null || refs.look(map, id, file, path, what, matter.lost) !== undefined;
  }

  /** Goals are no results, and the planner's title says which they are. */
  function checkStatus(
    kind: DeckKind,
    indicators: Indicator[],
    titled: boolean,
    at: (k: number) => Path,
  ): void {
    indicators.forEach(({ id, status }, k) => {
      if (kind === 'targets' && status !== 'target')
        refs.fault(file, at(k), 'D208', {
          zh: `${id} 不是当年的目标，不能放在 targets 里`,
          en: `${id} is no goal of the year; it has no place in targets`,
        });
      if (kind === 'indicators' && status !== 'actual' && !titled)
        refs.fault(
          file,
          at(k),
          'D208',
          {
            zh: `${id} 是目标，而这一张的标题是上年的主要指标`,
            en: `${id} is a goal, but the slide is titled as results`,
          },
          { zh: '另写 title', en: 'give it a title' },
        );
    });
  }
}
