/** Proves a PDF against the proved HTML it was printed from: the same text, page by page, furniture recomputed, nothing left over. */
import type { Problem } from '../problem.ts';
import type { ProofEntry, Proved } from './entry.ts';
import { DRAFT_MARK } from './furniture.ts';
import { type PdfReading, readPdf } from './pdf-text.ts';
import { bare } from './text.ts';

/** Running heads and folios that stand in the page margins and in no HTML. */
export interface PageFurniture {
  /** Texts that may stand on a page (running heads), 1-based physical page. */
  heads(page: number): readonly string[];
  /** Folio as printed on a page; null where there is none. */
  folio(page: number): string | null;
}

export interface ProvedPdf {
  entries: ProofEntry[];
  findings: Problem[];
  pages: number;
  /** What it says outside its pages, for `outsideFindings`. */
  outside: Omit<PdfReading, 'pages'>;
}

/** Of a file that cannot be read. */
const NOTHING: ProvedPdf['outside'] = {
  properties: [],
  annotations: [],
  strange: [],
  actions: [],
  bookmarks: [],
  alternatives: [],
  attachments: [],
  layers: 0,
  labels: null,
};

/** Longest piece that may have been taken for flow before an out-of-flow text is recognised. */
const BACKTRACK = 120;

/** Compares. Entries are those of the HTML with the page each number stands on. */
export async function provePdf(
  pdf: Uint8Array,
  product: string,
  html: Proved,
  options: { furniture?: PageFurniture; pages?: number; draft?: boolean } = {},
): Promise<ProvedPdf> {
  const findings: Problem[] = [];
  const find = (code: string, page: number | undefined, zh: string, en: string, text?: string) =>
    findings.push({
      code,
      severity: 'error',
      message: { zh, en },
      where: { product, page, ...(text === undefined ? {} : { text }) },
    });
  let reading: PdfReading;
  try {
    reading = await readPdf(pdf);
  } catch (error) {
    const said = (error as Error).message;
    find('P208', undefined, `读不了：${said}`, `cannot be read: ${said}`);
    return { entries: [], findings, pages: 0, outside: NOTHING };
  }
  const { pages, ...outside } = reading;
  if (options.pages !== undefined && pages.length !== options.pages)
    find(
      'P203',
      undefined,
      `有 ${pages.length} 页，应为 ${options.pages} 页`,
      `has ${pages.length} pages, expected ${options.pages}`,
    );
  pages.forEach(({ tagged, loose }, i) => {
    const text = tagged + loose.join('');
    // Radicals and compatibility ideographs look like the characters that readers type; those of the report itself stay.
    const radical = text
      .match(/[\u2e80-\u2fdf\uf900-\ufaff\u{2f800}-\u{2fa1f}]/gu)
      ?.find((char) => !html.flow.includes(char));
    if (radical)
      find(
        'P204',
        i + 1,
        `文字层里有部首字符“${radical}”，搜索不到原字`,
        `the text layer holds the radical “${radical}”`,
      );
    if (text.includes('\ufffd') || text.includes('\0'))
      find('P205', i + 1, '文字层里有无法识别的字', 'the text layer holds unreadable characters');
  });

  /** What stands outside the text: running heads that may stand there, and the page's own folio. */
  const checkFurniture = (page: number, loose: readonly string[], blank: boolean) => {
    // A blank page is truly blank.
    const folio = blank ? null : (options.furniture?.folio(page) ?? null);
    const heads = blank ? [] : (options.furniture?.heads(page) ?? []).map(bare);
    const known = [...heads, ...(folio === null ? [] : [bare(folio)]), ...(options.draft ? [DRAFT_MARK] : [])]
      .filter((t) => t !== '')
      .sort((a, b) => b.length - a.length);
    // Pieces that touch in the file are one text: it must part into known ones.
    let rest = bare(loose.join(''));
    let folios = 0;
    while (rest !== '') {
      const piece = known.find((t) => rest.startsWith(t));
      if (piece === undefined) {
        find(
          'P202',
          page,
          `页边文字没有出处：“${rest}”${folio === null ? '' : `（页码应为“${folio}”）`}`,
          `text in the margin has no source: “${rest}”`,
          rest,
        );
        return;
      }
      if (folio !== null && piece === bare(folio)) folios += 1;
      rest = rest.slice(piece.length);
    }
    if (folio !== null && folios !== 1)
      find(
        'P202',
        page,
        `页码“${folio}”应印一次，印了 ${folios} 次`,
        `the folio “${folio}” stands ${folios} times`,
      );
  };

  // Walk both texts; where they part, an aside, a running head, a folio or the draft mark must begin here or a little before.
  const flow = html.flow;
  const asides = [...html.asides];
  const starts: number[] = [];
  let at = 0;
  for (const [index, { tagged, loose }] of pages.entries()) {
    const page = index + 1;
    const text = bare(tagged);
    starts.push(at);
    checkFurniture(page, loose, text === '');
    const walked = walk(text, flow, at, [...html.repeats, ...(options.draft ? [DRAFT_MARK] : [])], asides);
    if (walked.stuck !== undefined) {
      const wanted = flow.slice(Math.max(0, walked.at - 6), walked.at + 18);
      const found = text.slice(Math.max(0, walked.stuck - 6), walked.stuck + 18);
      find(
        'P201',
        page,
        `PDF 文字与核对过的内容不符：应为“${wanted}”，成品是“${found}”`,
        `the PDF says “${found}” where the proved text says “${wanted}”`,
        found,
      );
      return { entries: [], findings, pages: pages.length, outside };
    }
    at = walked.at;
  }
  if (at < flow.length)
    find(
      'P201',
      pages.length,
      `PDF 缺少文字：“${flow.slice(at, at + 30)}…”`,
      `the PDF lacks “${flow.slice(at, at + 30)}…”`,
    );
  for (const aside of asides)
    find(
      'P201',
      undefined,
      `PDF 缺少旁注：“${aside.slice(0, 40)}”`,
      `the PDF lacks the note “${aside.slice(0, 40)}”`,
    );
  const entries = html.entries.map((entry) => {
    const offset = entry.at ?? -1;
    let page: number | undefined;
    if (offset >= 0)
      for (let p = 0; p < starts.length; p++)
        if ((starts[p] ?? 0) < offset || (p === 0 && offset === 0)) page = p + 1;
    return { ...entry, product, ...(page === undefined ? {} : { page }) };
  });
  return { entries, findings, pages: pages.length, outside };
}

interface Walked {
  at: number;
  used: string[];
  /** Place in the page's text where nothing fits. */
  stuck?: number;
}

/** Matches a page's text against the flow from `from`; takes used asides out of `asides`. */
function walk(text: string, flow: string, from: number, extras: readonly string[], asides: string[]): Walked {
  const used: string[] = [];
  const open = [...extras];
  let i = from;
  let j = 0;
  let firm = 0; // before this, the page's text is settled
  while (j < text.length) {
    if (i < flow.length && text[j] === flow[i]) {
      i++;
      j++;
      continue;
    }
    let taken: { back: number; piece: string; list: string[] } | undefined;
    for (let back = 0; back <= Math.min(BACKTRACK, j - firm) && !taken; back++) {
      for (const list of [open, asides]) {
        const piece = list.filter((p) => text.startsWith(p, j - back)).sort((a, b) => b.length - a.length)[0];
        // What follows the piece must go on with the flow, another piece or the page's end.
        if (
          piece !== undefined &&
          goesOn(text, j - back + piece.length, flow, i - back, open, asides, piece)
        ) {
          taken = { back, piece, list };
          break;
        }
      }
    }
    if (!taken) return { at: i, used, stuck: j };
    i -= taken.back;
    j += taken.piece.length - taken.back;
    firm = j;
    used.push(taken.piece);
    taken.list.splice(taken.list.indexOf(taken.piece), 1);
  }
  // Pieces at the very end may have been taken for flow (a head that repeats the next words): none is lost, the folio check tells.
  return { at: i, used };
}

function goesOn(
  text: string,
  j: number,
  flow: string,
  i: number,
  open: readonly string[],
  asides: readonly string[],
  taken: string,
): boolean {
  if (j >= text.length) return true;
  const flowFits = text.slice(j, j + 8);
  if (flow.startsWith(flowFits, i)) return true;
  let same = 0;
  while (same < 8 && text[j + same] === flow[i + same] && j + same < text.length) same++;
  if (same > 0 && [...open, ...asides].some((p) => p !== taken && text.startsWith(p, j + same))) return true;
  return [...open, ...asides].some((p) => p !== taken && text.startsWith(p, j));
}
