/** Which of a document's faces its source can ask for: the others are left out (a figure offered eleven takes two). */
import { FAMILIES, familyOf, weightOf } from './faces.ts';
import type { Face } from './press.ts';

/**
 * The faces that some rule or attribute of the source may select; never fewer than are needed. A family counts when its name
 * or its stack (--song) occurs, a weight when it occurs as a font weight, and by the rule of CSS Fonts 4 (§5.2) the nearest
 * weight at hand answers for a missing one. Everything stays when weights are computed or nothing is recognised.
 */
export function usedFaces(source: string, offered: readonly Face[]): Face[] {
  const weights = weightsOf(source);
  if (!weights) return [...offered];
  const used = new Set<Face>();
  for (const family of new Set(offered.map(familyOf))) {
    if (!source.includes(FAMILIES[family]) && !source.includes(`--${family}`)) continue;
    const own = offered.filter((face) => familyOf(face) === family);
    for (const weight of weights) used.add(match(own, weight));
  }
  return used.size > 0 ? offered.filter((face) => used.has(face)) : [...offered];
}

/** Weights asked for anywhere, null when they cannot be told from the source. */
function weightsOf(source: string): Set<number> | null {
  // In an SVG every text names its weight; in HTML plain text and headings need not.
  const weights = new Set<number>(
    /^\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<svg\b/s.test(source) ? [] : [400, 700],
  );
  if (/\bbolder|\blighter|fontWeight/.test(source)) return null;
  for (const [, value] of source.matchAll(/\bfont(?:-weight)?["']?\s*[:=]\s*["']?([^;"'}<>]*)/gi)) {
    // The weight stands before the size; a variable there may be any weight.
    const front = value!.split(/\d(?:pt|px|mm|r?em|%|v[wh]|cqw)\b/)[0]!;
    if (/var\(/.test(front) && !/^\s*[1-9]00\s/.test(front)) return null;
    for (const [, number] of value!.matchAll(/(?:^|[\s:])([1-9]00)(?=$|[\s!/])/g))
      weights.add(Number(number));
    if (/\bbold\b/.test(value!)) weights.add(700);
    if (/\bnormal\b/.test(value!)) weights.add(400);
  }
  return weights.size > 0 ? weights : new Set([400]);
}

/** Font matching by weight: from 400 to 500 upwards to 500 first, then down, then up; below 400 down first; above 500 up first. */
function match(faces: readonly Face[], weight: number): Face {
  const sorted = [...faces].sort((a, b) => weightOf(a) - weightOf(b));
  const exact = sorted.find((face) => weightOf(face) === weight);
  if (exact) return exact;
  const below = sorted.filter((face) => weightOf(face) < weight).reverse();
  const above = sorted.filter((face) => weightOf(face) > weight);
  if (weight < 400) return (below[0] ?? above[0])!;
  if (weight > 500) return (above[0] ?? below[0])!;
  const middle = above.filter((face) => weightOf(face) <= 500);
  return (middle[0] ?? below[0] ?? above[0])!;
}
