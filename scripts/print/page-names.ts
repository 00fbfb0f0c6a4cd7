/** The names that a PDF gives its pages (page labels), as a reader shows them. */
import { entriesOf, resolved } from './entries.ts';
import { dictionary, type PdfObjects, plainText } from './objects.ts';

/** Names of the `count` pages: labels where there are any (PDF 32000-1, 12.4.2), else 1, 2, 3. */
export function pageNames(pdf: PdfObjects, count: number): string[] {
  const plain = Array.from({ length: count }, (_, i) => String(i + 1));
  const tree = entriesOf(dictionary(pdf, pdf.root)).get('PageLabels');
  const nums = tree && entriesOf(resolved(pdf, tree)).get('Nums');
  if (!nums) return plain;
  const runs = [...nums.matchAll(/(\d+) (<<(?:[^<>]|<[^<>]*>)*>>)/g)].map(([, from, dict]) => ({
    from: Number(from),
    ...labelOf(entriesOf(dict!)),
  }));
  return plain.map((name, page) => {
    const run = runs.findLast(({ from }) => from <= page);
    return run ? run.prefix + (run.counts ? run.numeral(run.start + page - run.from) : '') : name;
  });
}

function labelOf(entries: Map<string, string>) {
  const style = entries.get('S');
  return {
    prefix: plainText(entries.get('P') ?? ''),
    counts: style !== undefined,
    start: Number(entries.get('St') ?? 1),
    numeral: NUMERALS[style ?? ''] ?? String,
  };
}

const NUMERALS: Record<string, (value: number) => string> = {
  '/r': (value) => roman(value).toLowerCase(),
  '/R': roman,
  '/A': letters,
  '/a': (value) => letters(value).toLowerCase(),
};

function roman(value: number): string {
  const steps = Object.entries({
    M: 1000,
    CM: 900,
    D: 500,
    CD: 400,
    C: 100,
    XC: 90,
    L: 50,
    XL: 40,
    X: 10,
    IX: 9,
    V: 5,
    IV: 4,
    I: 1,
  });
  let rest = value;
  let text = '';
  for (const [sign, worth] of steps) for (; rest >= worth; rest -= worth) text += sign;
  return text;
}

/** A … Z, AA … ZZ, AAA … */
function letters(value: number): string {
  return String.fromCharCode(65 + ((value - 1) % 26)).repeat(Math.ceil(value / 26));
}
