/** Names in a figure that are the report's own words: points in time, levels of a system. */
import type { Span } from './report.ts';

/** Finds an exact fragment, or tells at `path` that there is none. */
export type FindFragment = (wanted: string, path: readonly PropertyKey[]) => Span | undefined;

/**
 * Names of one figure in their order. `within`: the passage that lists them, so that 网格 is found where the levels are listed and not
 * where the report first uses the word; each name stands after the one before. Without it a name is found wherever it first stands.
 */
export function namesIn(within: Span | undefined, elsewhere: FindFragment): FindFragment {
  let from = 0;
  return (wanted, path) => {
    const at = within ? within.text.indexOf(wanted, from) : -1;
    if (!within || at < 0) return elsewhere(wanted, path);
    from = at + wanted.length;
    const start = within.start + at;
    return { start, end: start + wanted.length, text: wanted };
  };
}
