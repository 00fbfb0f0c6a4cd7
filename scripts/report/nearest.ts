/** The nearest valid word, for hints. */

/** Edit distance (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(
        (next[j - 1] ?? 0) + 1,
        (row[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The word of `words` most like `word`, if any is like enough (at most half of it differs). */
export function nearest(word: string, words: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.ceil(word.length / 2)) + 1;
  for (const candidate of words) {
    const d = distance(word, candidate);
    if (d < least) {
      best = candidate;
      least = d;
    }
  }
  return best;
}

/** How many pairs of neighbouring characters two texts share, over those of the first: 0–1. */
export function likeness(a: string, b: string): number {
  if (a.length < 2) return 0;
  let shared = 0;
  for (let i = 0; i + 2 <= a.length; i++) if (b.includes(a.slice(i, i + 2))) shared++;
  return shared / (a.length - 1);
}
