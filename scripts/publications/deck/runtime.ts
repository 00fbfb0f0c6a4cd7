/** The deck's runtime as one inline script: the modules of templates/deck/runtime/ joined, with what they need to know of this deck. */
import type { Slide } from '../../plan/deck-slide.ts';
import type { PlannedTopic } from '../../plan/topics.ts';
import { templateFile } from '../templates.ts';
import { type DeckLabels, type DeckLang, deckLabels } from './labels.ts';

/** The modules, each after those it imports. */
const MODULES = ['address', 'clock', 'sync', 'stage', 'presenter', 'input', 'main'];

/** A run of slides of one topic; before the first topic the opening, after the last the ending. */
interface Part {
  name: string;
  /** Index of its first slide, from 0. */
  first: number;
  count: number;
}

export interface RuntimeOptions {
  slides: readonly Slide[];
  /** Planned seconds, one a slide. */
  seconds: readonly number[];
  lang: DeckLang;
  root: string;
}

/** The script. Deterministic; throws ProblemError T001 when a module is missing. */
export function deckScript({ slides, seconds, lang, root }: RuntimeOptions): string {
  const labels = deckLabels(lang);
  const deck = {
    lang: lang === 'zh' ? 'zh-CN' : 'en',
    labels,
    seconds,
    parts: partsOf(slides, labels),
  };
  // `<` could end the script, the two separators a line of it.
  const data = JSON.stringify(deck).replaceAll(
    /[<\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const modules = MODULES.map((name) => joinable(templateFile(`deck/runtime/${name}.js`, root)));
  return `(() => {\n'use strict';\n${modules.join('\n')}\nrun(${data});\n})();`;
}

/** A module without its imports and exports, comment lines and indents: in one function they see each other. */
const joinable = (module: string): string =>
  module
    .split('\n')
    .filter((line) => !/^\s*(?:\/\/|\/\*|\*)|^import |^\s*$/.test(line))
    .map((line) => line.trim().replace(/^export /, ''))
    .join('\n');

/** Neighbours of one topic, in order; those of none begin the deck, end it, or stand between. */
export function partsOf(
  slides: readonly { topic: Pick<PlannedTopic, 'name'> | null }[],
  labels: Pick<DeckLabels, 'opening' | 'between' | 'ending'>,
): Part[] {
  const parts: (Part & { topic: unknown })[] = [];
  slides.forEach(({ topic }, first) => {
    const last = parts.at(-1);
    if (last && last.topic === topic) last.count += 1;
    else parts.push({ name: '', first, count: 1, topic });
  });
  return parts.map(({ first, count }, i) => {
    const own = i === 0 ? labels.opening : i === parts.length - 1 ? labels.ending : labels.between;
    return { name: slides[first]?.topic?.name ?? own, first, count };
  });
}
