/** Joins finished prints into one: text, fonts, tags and links stay; each part gets one entry in the outline. */
import { finishPdf } from './finish.ts';
import {
  addObject,
  dictionary,
  type PdfObjects,
  pagesOf,
  readObjects,
  reference,
  setDictionary,
  textString,
  writeObjects,
} from './objects.ts';
import type { PdfOptions } from './press.ts';

/** A print (of Press.pdf) and its title in the outline. */
export interface MergePart {
  title: string;
  bytes: Uint8Array;
}

/** Structure keys of one part lie below this; Chromium counts pages from 0 and annotations from 100,000. */
const KEYS_A_PART = 1_000_000;

/** One PDF of all parts in order. Named destinations get the part's number before them, so that equal ids do not meet. */
export function mergePdfs(parts: readonly MergePart[], options: PdfOptions): Uint8Array {
  const all: PdfObjects = { objects: new Map(), root: 1, info: 2 };
  const [pagesRoot, structRoot, outlines] = [3, 4, 5];
  for (const number of [1, 2, pagesRoot, structRoot, outlines]) setDictionary(all, number, '<<>>');
  const kids: number[] = [];
  const tops: { title: string; page: number }[] = [];
  const dests: string[] = [];
  const tagged: string[] = [];
  const keys: string[] = [];
  const ids: { id: string; ref: string }[] = [];
  let count = 0;
  parts.forEach(({ title, bytes }, part) => {
    const pdf = readObjects(bytes);
    const shift = Math.max(...all.objects.keys());
    const root = dictionary(pdf, pdf.root);
    const [pages, tree] = [reference(root, 'Pages'), reference(root, 'StructTreeRoot')];
    const rename = renaming(part, shift, tree === null ? null : { from: tree, to: structRoot });
    const own = (number: number) => rename(dictionary(pdf, number));
    const dropped = new Set([
      pdf.root,
      pdf.info,
      tree,
      reference(root, 'Outlines'),
      reference(root, 'Metadata'),
    ]);
    for (const number of outlineItems(pdf, reference(root, 'Outlines'))) dropped.add(number);
    for (const [number, body] of pdf.objects) {
      if (dropped.has(number)) continue;
      const dict = dictionary(pdf, number);
      const head = Buffer.from(rename(dict), 'latin1');
      all.objects.set(number + shift, Buffer.concat([head, body.subarray(dict.length)]));
    }
    const order = pagesOf(pdf);
    count += order.length;
    kids.push(pages! + shift);
    const node = own(pages!).replace(/\/Parent \d+ 0 R/, '');
    setDictionary(all, pages! + shift, node.replace(/>>\s*$/, `\n/Parent ${pagesRoot} 0 R>>`));
    tops.push({ title, page: order[0]! + shift });
    const table = reference(root, 'Dests');
    if (table !== null) {
      dests.push(own(table).replace(/^\s*<<|>>\s*$/g, ''));
      all.objects.delete(table + shift);
    }
    if (tree === null) return;
    const treeDict = own(tree);
    tagged.push(...(/\/K (?:\[([^\]]*)\]|(\d+ 0 R))/.exec(treeDict)?.slice(1).filter(Boolean) ?? []));
    const parents = reference(dictionary(pdf, tree), 'ParentTree');
    if (parents !== null) {
      for (const [, key, ref] of numbers(own(parents)).matchAll(/(\d+) (\d+ 0 R)/g))
        keys.push(`${Number(key) + part * KEYS_A_PART} ${ref}`);
      all.objects.delete(parents + shift);
    }
    const named = reference(dictionary(pdf, tree), 'IDTree');
    if (named !== null)
      for (const [, id, ref] of all.objects
        .get(named + shift)!
        .toString('latin1')
        .matchAll(/\(([^)]*)\) (\d+ 0 R)/g))
        ids.push({ id: id!, ref: ref! });
    if (named !== null) all.objects.delete(named + shift);
  });

  setDictionary(
    all,
    pagesRoot,
    `<</Type /Pages\n/Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}]\n/Count ${count}>>`,
  );
  const parentTree = addObject(all, `<</Nums [${keys.join(' ')}]>>`);
  ids.sort((a, b) => (a.id < b.id ? -1 : 1));
  const names = ids.map(({ id, ref }) => `(${id}) ${ref}`).join(' ');
  const limits = ids.length > 0 ? `\n/IDTree <</Names [${names}]>>` : '';
  setDictionary(
    all,
    structRoot,
    `<</Type /StructTreeRoot\n/K [${tagged.join(' ')}]\n/ParentTree ${parentTree} 0 R\n/ParentTreeNextKey ${parts.length * KEYS_A_PART}${limits}>>`,
  );
  writeOutline(all, outlines, tops);
  const destinations = addObject(all, `<<${dests.join('\n')}>>`);
  setDictionary(
    all,
    all.root,
    `<</Type /Catalog\n/Pages ${pagesRoot} 0 R\n/Dests ${destinations} 0 R\n/MarkInfo <</Type /MarkInfo\n/Marked true>>\n/StructTreeRoot ${structRoot} 0 R\n/Outlines ${outlines} 0 R\n/PageMode /UseOutlines\n/ViewerPreferences <</Type /ViewerPreferences\n/DisplayDocTitle true>>>>`,
  );
  return finishPdf(writeObjects(all, '0'.repeat(32)), options);
}

/** Rewrites a dictionary for its place in the whole: references shifted, destinations and structure keys of the part renamed. */
function renaming(part: number, shift: number, tree: { from: number; to: number } | null) {
  const tokens =
    /\((?:\\.|[^\\()])*\)|(\d+) 0 R|\/(StructParents?) (\d+)|\/Dest \/(\S+?)(?=[\s/>])|\/(\S+?) \[(\d+) 0 R \/XYZ/gs;
  return (dict: string): string =>
    dict.replace(tokens, (whole, ref, keyName, key, link, name, page) => {
      if (ref) return `${Number(ref) === tree?.from ? tree.to : Number(ref) + shift} 0 R`;
      if (keyName) return `/${keyName} ${Number(key) + part * KEYS_A_PART}`;
      if (link) return `/Dest /p${part + 1}.${link}`;
      if (name) return `/p${part + 1}.${name} [${Number(page) + shift} 0 R /XYZ`;
      // Identities of table cells: unique in a part only.
      return /^\(node\d+\)$/.test(whole) ? `(p${part + 1}${whole.slice(1)}` : whole;
    });
}

const numbers = (dict: string): string => /\/Nums \[([^\]]*)\]/.exec(dict)?.[1] ?? '';

function outlineItems(pdf: PdfObjects, outlines: number | null): number[] {
  if (outlines === null) return [];
  const found: number[] = [];
  const walk = (number: number | null) => {
    if (number === null || found.includes(number)) return;
    found.push(number);
    const dict = dictionary(pdf, number);
    walk(reference(dict, 'First'));
    walk(reference(dict, 'Next'));
  };
  walk(reference(dictionary(pdf, outlines), 'First'));
  return found;
}

function writeOutline(
  all: PdfObjects,
  outlines: number,
  tops: readonly { title: string; page: number }[],
): void {
  const first = Math.max(...all.objects.keys()) + 1;
  tops.forEach(({ title, page }, index) => {
    const rows = [
      `/Title ${textString(title)}`,
      `/Dest [${page} 0 R /Fit]`,
      `/Parent ${outlines} 0 R`,
      ...(index > 0 ? [`/Prev ${first + index - 1} 0 R`] : []),
      ...(index < tops.length - 1 ? [`/Next ${first + index + 1} 0 R`] : []),
    ];
    setDictionary(all, first + index, `<<${rows.join('\n')}>>`);
  });
  setDictionary(
    all,
    outlines,
    `<</Type /Outlines\n/First ${first} 0 R\n/Last ${first + tops.length - 1} 0 R\n/Count ${tops.length}>>`,
  );
}
