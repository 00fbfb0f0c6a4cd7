/** References in report.yaml and figures.yaml: ids of numbers, words with numbers in them, fragments of the report. What leads nowhere is told with its place. */
import type { Message, Problem } from '../problem.ts';
import { cutBy, denialBefore } from './fragments.ts';
import type { ReadIndicators } from './indicators.ts';
import { likeness, nearest } from './nearest.ts';
import type { Outline } from './outline.ts';
import { sentencesOf } from './outline.ts';
import type { Derived, Fact, Heading, Profile, Span, Words } from './report.ts';
import type { FiguresEntry, ReportEntry } from './schema.ts';
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

export type Path = readonly PropertyKey[];
type File = YamlFile<unknown> | undefined;

export interface References {
  /** Numbers stated and derived; readFigures adds the derived ones. */
  facts: Map<string, Fact>;
  derived: Map<string, Derived>;
  derivedNames: Map<string, string>;
  /** Derived values that are written but cannot be worked out. */
  underived: Set<string>;
  /** Whether an id belongs to an entry that was left out as faulty: what refers to it is no fault of its own. */
  lostFact(ref: string): boolean;
  fault(file: File, path: Path, code: string, message: Message, hint?: Message): void;
  /** The editor's words with their references resolved. */
  words(file: File, path: Path, address: string, template: string, counts?: Record<string, number>): Words;
  /** What an id stands for; D203 with the nearest id where it stands for nothing. */
  look<T>(
    map: ReadonlyMap<string, T>,
    id: string,
    file: File,
    path: Path,
    what: Message,
    lost?: (id: string) => boolean,
  ): T | undefined;
  /** An exact piece of the report, under `near` where it stands there; D301 where it stands nowhere, D311 where it cuts a number. */
  fragment(file: File, path: Path, wanted: string, near?: readonly Heading[]): Span | undefined;
}

export const FACT_NAME = { zh: '数', en: 'number' };

export function referencesOf(input: ChoicesInput, problems: Problem[]): References {
  const { text, profile, figuresFile } = input;
  const { indicators } = input.indicators;
  const facts = new Map<string, Fact>(input.indicators.facts);
  const derived = new Map<string, Derived>();
  const derivedNames = new Map<string, string>();
  const fault: References['fault'] = (file, path, code, message, hint) =>
    problems.push({ code, severity: 'error', message, hint, at: file?.locate(path) });
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
  const fragment = (
    file: YamlFile<unknown> | undefined,
    path: Path,
    wanted: string,
    near?: readonly Heading[],
  ): Span | undefined => {
    const scopes = (near ?? []).map((h) => [h.heading.start, endOf(h)] as const);
    const places: number[] = [];
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) places.push(at);
    const inScope = (at: number) => scopes.some(([a, b]) => at >= a && at < b);
    const affirmed = places.filter((at) => denialBefore(text, at) === undefined);
    const start = affirmed.find(inScope) ?? places.find(inScope) ?? affirmed[0] ?? places[0];
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
    const denial = denialBefore(text, start);
    if (denial !== undefined)
      fault(
        file,
        path,
        'D311',
        {
          zh: `原文片段丢了前面的“${denial}”，意思相反`,
          en: `the fragment loses “${denial}” before it and says the opposite`,
        },
        { zh: `从“${denial}”写起`, en: `begin with “${denial}”` },
      );
    return { start, end: start + wanted.length, text: wanted };
  };
  return { facts, derived, derivedNames, underived, lostFact, fault, words, look, fragment };
}

/** Offset after the last character that belongs to a heading and its children. */
export function endOf(heading: Heading): number {
  return Math.max(
    heading.heading.end,
    ...heading.paragraphs.map((p) => p.end),
    ...heading.children.map(endOf),
    ...heading.closing.map((p) => p.end),
  );
}
