/** Text that carries no marks: document titles, alternative texts, descriptions. */
import { factForms, labelForms, profileForms } from '../marks.ts';
import { numerals } from '../report/numbers.ts';
import { withoutFixed } from './furniture.ts';
import { countText, type Known } from './known.ts';
import type { Node } from './nodes.ts';
import { bare } from './text.ts';

const HEARD = [
  'alt',
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'title',
  'placeholder',
  'label',
  'summary',
] as const;

/** alt, aria-label, title, content: text that is heard or shown elsewhere. */
export function checkAttributes(
  node: Node,
  a: Record<string, string>,
  known: Known,
  tell: (text: string) => void,
): void {
  for (const name of HEARD) if (a[name] !== undefined) checkLoose(a[name], known, tell);
  if (node.name === 'input' && a.value !== undefined) checkLoose(a.value, known, tell);
  if (node.name === 'ol' && a.start !== undefined) tell(`<ol start="${a.start}">`);
  // Not the technical ones: viewport, charset, generator.
  if (
    node.name === 'meta' &&
    a.content !== undefined &&
    /^(?:description|author|keywords|og:.*|twitter:.*)$/.test(a.name ?? a.property ?? '')
  )
    checkLoose(a.content, known, tell);
}

/** Text without marks (titles, alternative text): each clause with a numeral must hold nothing but known texts. */
export function checkLoose(text: string, known: Known, tell: (text: string) => void): void {
  let rest = withoutFixed(bare(text));
  if (numerals(rest).length === 0) return;
  const { report } = known;
  const profile = Object.values(profileForms(report.profile)).filter((v): v is string => v !== null);
  const knownTexts = [
    ...[...known.words.values()].map((w) => w.text),
    ...profile,
    ...[...report.indicators.values()].flatMap(labelForms),
    ...[...report.facts.values()].flatMap(factForms),
    ...[...report.headings.keys()].flatMap((path) => countText(known, `targets:${path}`) ?? []),
  ]
    // As the text itself is read: 一般公共预算 holds no number.
    .map((t) => withoutFixed(bare(t)))
    .filter((t) => numerals(t).length > 0)
    .sort((x, y) => y.length - x.length);
  for (const t of knownTexts) rest = rest.split(t).join('\u0001');
  for (const year of [report.profile.year, report.profile.reviewYear])
    if (year !== null) rest = rest.split(`${year}年`).join('\u0001');
  for (const piece of rest.split('\u0001')) {
    for (const clause of piece.split(/[，。；、：:（）()—]/))
      if (numerals(clause).length > 0 && !bare(report.text).includes(clause)) tell(text);
  }
}
