/** The proof of an edition: every product is read back, every printed number leads to its sentence or formula. */
import { type PageMap, unescapeHtml } from '../marks.ts';
import type { Problem } from '../problem.ts';
import { bookletFile, DERIVED, DERIVED_NAMES, type DerivedName } from '../publications/booklet/editions.ts';
import { BLEED } from '../publications/booklet/format.ts';
import { fontFiles } from '../publications/deck/font-files.ts';
import { deckFile } from '../publications/deck/size.ts';
import type { Report } from '../report/report.ts';
import { cssFindings } from './css.ts';
import { derivedPdfFindings } from './derived-pdf.ts';
import { proveReportDocx } from './docx.ts';
import { proveSheetDocx } from './docx-sheet.ts';
import type { ProofEntry, Proved } from './entry.ts';

import { isFigureFile, proveFigureFile } from './figure-files.ts';
import { glyphStore } from './glyphs.ts';
import { proveHtml } from './html.ts';
import { proveImposed } from './imposed.ts';
import { type Known, knownOf } from './known.ts';
import { isLongPicture, longPictureFindings } from './long-picture.ts';
import { markdownBody, proveMarkdown } from './markdown.ts';
import { pageCountFindings } from './page-counts.ts';
import { type PageFurniture, provePdf } from './pdf.ts';
import { outsideFindings } from './pdf-outside.ts';
import { provePlainText } from './plain-text.ts';
import { provePptx } from './pptx.ts';
import { redrawFindings } from './redraw.ts';
import { langOfDeck, type Remade, remadeDeck, remadeFindings, type Typeset } from './remade.ts';
import { remadeIndex } from './remade-index.ts';
import { remadeInfographic } from './remade-infographic.ts';
import { officeFindings } from './remade-office.ts';
import { sheetMaker } from './remade-sheet.ts';
import { isSheetPicture, sheetPictureFindings } from './sheet-pictures.ts';
import { proveWorkbook } from './xlsx.ts';

export interface FinishedProduct {
  path: string;
  content: string | Uint8Array;
  pages?: number;
}

/** The HTML a PDF was printed from, where it is no product itself, and what stands in its margins. */
export interface ExpectedHtml {
  html: string;
  /** Its own pages, where it has others than the reading edition. */
  pages?: PageMap;
  furniture?: PageFurniture;
}

/** See ProofOptions.booklet. */
export interface SheetsMade {
  creep: number;
  lang: 'zh' | 'en';
}

export interface ProofOptions {
  pages?: PageMap;
  /** By product path: booklet/booklet.pdf → its HTML. PDFs beside an HTML of the same name need none. */
  expected?: ReadonlyMap<string, ExpectedHtml>;
  /** How sheets of the booklet were made: creep in mm a sheet, language of their leaf. */
  booklet?: SheetsMade;
  outputs?: Known['outputs'];
  /** The numbers proved in the other products (index page). */
  numbers?: readonly ProofEntry[];
  /** What is wrong with a draft (index page). */
  findings?: readonly string[];
  draft?: boolean;
  /** Date inside the products, YYYY-MM-DD: with it Word documents and the workbook are made anew. */
  date?: string;
  version?: string;
  /** Text of an SVG as paths: proves figures whose text was turned into paths. */
  outline?: (svg: string) => Promise<string>;
  /** A text with its faces inside: proves the fonts of figures and pages. */
  typeset?: Typeset;
}

export interface Proof {
  numbers: ProofEntry[];
  findings: Problem[];
  products: string[];
}

/** Reads every product. A product of a kind it cannot read is itself a finding: a product counts only once the proof reads it. */
export async function proveProducts(
  report: Report,
  products: readonly FinishedProduct[],
  options: ProofOptions = {},
): Promise<Proof> {
  const known = knownOf(report, options);
  const numbers: ProofEntry[] = [];
  const findings: Problem[] = [];
  const proved = new Map<string, Proved>();
  const text = (content: string | Uint8Array) =>
    typeof content === 'string' ? content : Buffer.from(content).toString('utf8');
  const take = (result: { entries: ProofEntry[]; findings: Problem[] }) => {
    numbers.push(...result.entries);
    findings.push(...result.findings);
  };
  const byPath = new Map(products.map((p) => [p.path, p]));
  const glyphs = options.outline && glyphStore(options.outline);
  const remade = remadeOf(report, options, text);
  // deck.html before deck.md: the Markdown refers to its slides. (Of other shapes: deck-4x3.html before deck.html.)
  for (const product of [...products].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const kind = /\.([a-z]+)$/.exec(product.path)?.[1];
    if (kind === 'html' || kind === 'svg' || kind === 'md') {
      const source = kind === 'md' ? markdownBody(text(product.content)) : text(product.content);
      if (kind === 'md') findings.push(...proveMarkdown(text(product.content), product.path, known));
      const result = proveHtml(source, product.path, known, {
        xml: kind === 'svg',
        ...(options.version === undefined ? {} : { version: options.version }),
      });
      if (kind === 'html') proved.set(product.path, result);
      take(result);
      findings.push(...deadLinks(source, product.path, byPath, options.outputs, report.infographic.qr));
    } else if (kind === 'css') findings.push(...cssFindings(text(product.content), product.path));
    else if (
      !isFigureFile(product.path) &&
      !isLongPicture(product.path) &&
      !isSheetPicture(product.path) &&
      kind !== 'pdf' &&
      kind !== 'pptx' &&
      kind !== 'xlsx' &&
      kind !== 'docx' &&
      kind !== 'txt' &&
      kind !== 'woff' &&
      kind !== 'json'
    )
      findings.push({
        code: 'P001',
        severity: 'error',
        message: { zh: '核对还读不了这种文件', en: 'the proof cannot read this kind of file' },
        where: { product: product.path },
      });
    if (kind === 'woff')
      findings.push(...fontFindings(product, byPath.get(deckFile(report.deck.size, 'html'))));
    const wanted = remade(product);
    if (wanted) {
      const whole = text(product.content);
      const differences = await remadeFindings(whole, product.path, wanted, options.typeset);
      findings.push(...differences);
      // Which drawing it is.
      if (differences.length > 0 && product.path !== 'index.html' && (kind === 'html' || kind === 'svg'))
        findings.push(
          ...(await redrawFindings(whole, product.path, report, kind === 'svg', options.typeset)),
        );
    }
    if (isFigureFile(product.path))
      take(
        await proveFigureFile(report, product, {
          products: byPath,
          ...(glyphs ? { glyphs } : {}),
          ...(options.outline ? { outline: options.outline } : {}),
          ...(options.typeset ? { typeset: options.typeset } : {}),
        }),
      );
  }
  for (const { path, content } of products)
    if (path.endsWith('.xlsx')) take(proveWorkbook(content as Uint8Array, path, report, options.pages));
  // Pages of a PDF that is read are counted there.
  const derived = (path: string) => DERIVED_NAMES.some((name) => bookletFile(name) === path);
  findings.push(...pageCountFindings(byPath, (path) => path.endsWith('.pdf') && !derived(path)));
  findings.push(...longPictureFindings(byPath), ...sheetPictureFindings(byPath));
  if (options.date !== undefined)
    for (const { path, content } of products) {
      if (!/\.(?:docx|xlsx)$/.test(path)) continue;
      const page = text(byPath.get(path.replace(/\.docx$/, '.html'))?.content ?? '');
      const made = { date: options.date, draft: options.draft === true, pages: options.pages };
      findings.push(...(await officeFindings(report, { path, content: content as Uint8Array }, page, made)));
    }
  for (const product of products) {
    if (!product.path.endsWith('.pptx')) continue;
    const page = product.path.replace(/\.pptx$/, '.html');
    const [html, source] = [proved.get(page), byPath.get(page)];
    if (html && source)
      take(
        await provePptx(
          product.content as Uint8Array,
          product.path,
          { source: text(source.content), proved: html },
          known,
        ),
      );
    else findings.push(nothingToCompare(product.path));
  }
  for (const product of products) {
    if (!product.path.endsWith('.docx')) continue;
    const how = {
      draft: options.draft === true,
      products: byPath,
      ...(glyphs ? { glyphs } : {}),
      ...(options.typeset ? { typeset: options.typeset } : {}),
    };
    const bytes = product.content as Uint8Array;
    if (product.path === 'booklet/report.docx') {
      take(await proveReportDocx(bytes, product.path, known, how));
      continue;
    }
    const page = product.path.replace(/\.docx$/, '.html');
    const [html, source] = [proved.get(page), byPath.get(page)];
    if (html && source)
      take(
        await proveSheetDocx(bytes, product.path, { source: text(source.content), proved: html }, known, how),
      );
    else findings.push(nothingToCompare(product.path));
  }
  for (const product of products) {
    if (!/\.(?:pdf|txt)$/.test(product.path)) continue;
    const made = DERIVED_NAMES.find((name) => bookletFile(name) === product.path);
    if (made) {
      take(await proveDerived(made, product, byPath, known, options));
      continue;
    }
    const expected = options.expected?.get(product.path);
    let html = proved.get(product.path.replace(/\.pdf$/, '.html'));
    if (expected) {
      html = proveHtml(
        expected.html,
        product.path,
        expected.pages ? { ...known, pages: expected.pages } : known,
        options.version === undefined ? {} : { version: options.version },
      );
      findings.push(...html.findings);
    }
    if (!html) {
      findings.push(nothingToCompare(product.path));
      continue;
    }
    if (product.path.endsWith('.txt')) {
      take(provePlainText(text(product.content), product.path, html));
      continue;
    }
    const printed = await provePdf(product.content as Uint8Array, product.path, html, {
      ...(expected?.furniture ? { furniture: expected.furniture } : {}),
      ...(product.pages === undefined ? {} : { pages: product.pages }),
      draft: options.draft === true,
    });
    take(printed);
    findings.push(
      ...outsideFindings(printed.outside, product.path, known, html.flow, expected?.furniture?.folio),
    );
  }
  return {
    numbers: numbers.map(({ at: _at, ...entry }) => entry),
    findings,
    products: products.map((p) => p.path),
  };
}

/** An edition of the booklet made of the bytes of another: made anew, it must be the same. */
async function proveDerived(
  name: DerivedName,
  { path, content }: FinishedProduct,
  products: ReadonlyMap<string, FinishedProduct>,
  known: Known,
  { booklet: made = { creep: 0, lang: 'zh' }, draft = false }: ProofOptions,
): Promise<{ entries: ProofEntry[]; findings: Problem[] }> {
  const { from, by } = DERIVED[name];
  const source = products.get(bookletFile(from.id));
  if (!source) return { entries: [], findings: [nothingToCompare(path)] };
  const [booklet, file] = [source.content as Uint8Array, content as Uint8Array];
  if (by === 'imposed')
    return proveImposed(booklet, file, path, known, { creep: made.creep, leaf: made.lang, draft });
  const how = by === 'grey' ? { kind: by } : { kind: by, bleed: BLEED };
  return { entries: [], findings: derivedPdfFindings(booklet, file, path, how) };
}

/** What a product may be, made anew; undefined for those proved in other ways. */
function remadeOf(
  report: Report,
  { pages, outputs, numbers, findings = [], draft = false }: ProofOptions,
  text: (content: string | Uint8Array) => string,
): (product: FinishedProduct) => Remade[] | undefined {
  let deck: Map<string, Remade> | undefined;
  let sheets: ReturnType<typeof sheetMaker> | undefined;
  let infographic: Map<string, Remade> | undefined;
  return ({ path, content }) => {
    if (/\.(?:pdf|pptx|xlsx|docx|woff)$/.test(path)) return undefined;
    if (path.startsWith('deck/')) {
      // The presenter speaks the language of the build.
      const lang = path.endsWith('.html') ? langOfDeck(text(content)) : 'zh';
      if (lang === 'en') return [remadeDeck(report, draft, lang).get(path) ?? []].flat();
      deck ??= remadeDeck(report, draft);
      return [deck.get(path) ?? []].flat();
    }
    if (path.startsWith('infographic/') && !path.endsWith('.png')) {
      infographic ??= remadeInfographic(report, draft).files;
      return [infographic.get(path) ?? []].flat();
    }
    if (path.startsWith('sheets/') && pages && !isSheetPicture(path)) {
      sheets ??= sheetMaker(report, pages, draft);
      return sheets.remade(path, text(content));
    }
    if (path === 'index.html' && outputs && numbers !== undefined)
      return remadeIndex(report, text(content), { files: outputs, numbers, pages, findings, draft });
    return undefined;
  };
}

const nothingToCompare = (product: string): Problem => ({
  code: 'P001',
  severity: 'error',
  message: { zh: '没有可供对照的核对过的内容', en: 'there is no proved text to compare it with' },
  where: { product },
});

/** Fonts beside deck.md are those of deck.html, which are compared with faces cut anew. */
function fontFindings({ path, content }: FinishedProduct, html: FinishedProduct | undefined): Problem[] {
  const text = html && Buffer.from(html.content).toString('utf8');
  const own = text && fontFiles(text).find((file) => `deck/${file.path}` === path);
  if (own && Buffer.compare(own.content, Buffer.from(content)) === 0) return [];
  return [
    {
      code: 'P405',
      severity: 'error',
      message: { zh: '字体与 deck.html 里的不同', en: 'the face differs from the one in deck.html' },
      where: { product: path },
    },
  ];
}

/** Links within a file and to files beside it lead somewhere. */
function deadLinks(
  html: string,
  product: string,
  products: ReadonlyMap<string, FinishedProduct>,
  outputs: Known['outputs'] = [],
  address: string | null = null,
): Problem[] {
  const ids = new Set([...html.matchAll(/\sid="([^"]+)"/g)].map((m) => m[1]));
  const folder = product.includes('/') ? product.slice(0, product.lastIndexOf('/') + 1) : '';
  const dead: Problem[] = [];
  for (const match of html.matchAll(/\shref="([^"]+)"/g)) {
    const href = match[1] ?? '';
    const alive = href.startsWith('#')
      ? href === '#' || ids.has(decodeURIComponent(href.slice(1)))
      : unescapeHtml(href) === address ||
        /^(data|mailto):/.test(href) ||
        products.has(folder + href.split('#')[0]) ||
        outputs.some((o) => o.path === folder + href.split('#')[0]);
    if (!alive)
      dead.push({
        code: 'P301',
        severity: 'error',
        message: { zh: `链接没有目标：${href}`, en: `the link leads nowhere: ${href}` },
        where: { product },
      });
  }
  return dead;
}
