/** The structure of a tagged PDF, walked with pdf-lib. */
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFRef, PDFString } from '@cantoo/pdf-lib';

export interface Element {
  /** Its structure type, mapped to a standard one where the file says so. */
  role: string;
  alt: string | null;
  id: string | null;
  /** Attributes of all owners, as written: /Column, [(node1)]. */
  attributes: Record<string, string>;
  children: Element[];
  /** Annotations it holds, by the numbers of their objects. */
  annotations: number[];
  /** It holds content itself, on pages with these object numbers. */
  content: boolean;
  pages: Set<number>;
}

const textOf = (value: unknown): string | null =>
  value instanceof PDFHexString || value instanceof PDFString ? value.decodeText() : null;

export async function structureOf(bytes: Uint8Array): Promise<{ pdf: PDFDocument; root: Element }> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  const { context, catalog } = pdf;
  const tree = catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict);
  const roles = tree.lookupMaybe(PDFName.of('RoleMap'), PDFDict);
  const walk = (dict: PDFDict): Element => {
    const own = dict.get(PDFName.of('S'));
    const mapped = own instanceof PDFName ? (roles?.get(own) ?? own) : PDFName.of('Root');
    const element: Element = {
      role: String(mapped).slice(1),
      alt: textOf(dict.lookup(PDFName.of('Alt'))),
      id: textOf(dict.lookup(PDFName.of('ID'))),
      attributes: {},
      children: [],
      annotations: [],
      content: false,
      pages: new Set(),
    };
    const pageOf = (holder: PDFDict) => {
      const page = holder.get(PDFName.of('Pg')) ?? dict.get(PDFName.of('Pg'));
      if (page instanceof PDFRef) element.pages.add(page.objectNumber);
    };
    const sets = dict.lookup(PDFName.of('A'));
    for (const set of sets instanceof PDFArray ? sets.asArray() : [sets]) {
      const found = set instanceof PDFRef ? context.lookup(set) : set;
      if (found instanceof PDFDict)
        for (const [name, value] of found.entries())
          element.attributes[String(name).slice(1)] = String(value);
    }
    const kids = dict.lookup(PDFName.of('K'));
    for (const kid of kids instanceof PDFArray ? kids.asArray() : kids === undefined ? [] : [kids]) {
      const found = kid instanceof PDFRef ? context.lookup(kid) : kid;
      if (!(found instanceof PDFDict)) {
        element.content = true;
        pageOf(dict);
      } else if (found.get(PDFName.of('Type')) === PDFName.of('OBJR')) {
        const reference = found.get(PDFName.of('Obj'));
        if (reference instanceof PDFRef) element.annotations.push(reference.objectNumber);
      } else if (found.get(PDFName.of('Type')) === PDFName.of('MCR')) {
        element.content = true;
        pageOf(found);
      } else element.children.push(walk(found));
    }
    return element;
  };
  return { pdf, root: walk(tree) };
}

/** All elements of a role, in reading order; of any without. */
export const elementsOf = (root: Element, role?: RegExp): Element[] => [
  ...(!role || role.test(root.role) ? [root] : []),
  ...root.children.flatMap((child) => elementsOf(child, role)),
];
