/** Proves finished HTML and SVG: every visible numeral stands in a mark, and every mark says what the report says. */
import { load } from 'cheerio';
import { factForms, labelForms, profileForms } from '../marks.ts';
import type { Problem } from '../problem.ts';
import { formulaText } from '../report/derived.ts';
import { numerals } from '../report/numbers.ts';
import type { Fact } from '../report/report.ts';
import { withoutFixed } from './furniture.ts';
import { countOf, type Known, ordinalOf } from './known.ts';
import { bare } from './text.ts';

/** One printed number and where it comes from. */
export interface ProofEntry {
  product: string;
  page?: number;
  text: string;
  kind: 'fact' | 'label' | 'verbatim' | 'furniture';
  ref?: string;
  quote?: string;
  offset?: number;
  formula?: string;
  /** Place in the flow (characters), for finding its page in a PDF; −1 in asides. */
  at?: number;
}

export interface Proved {
  entries: ProofEntry[];
  findings: Problem[];
  /** Visible text in order, blocks with data-aside apart: what a PDF of it must say. */
  flow: string;
  asides: string[];
  /** Heads of tables, which print again on every page their table reaches. */
  repeats: string[];
}

/** Marks whose text is printed furniture: recomputed, digits only. */
const FURNITURE = [
  'data-name',
  'data-year',
  'data-ordinal',
  'data-count',
  'data-page',
  'data-folio',
  'data-number',
  'data-term',
  'data-formula',
  'data-scale',
  'data-digest',
  'data-slide',
  'data-file',
  'data-finding',
] as const;

interface Node {
  type: string;
  name?: string;
  data?: string;
  attribs?: Record<string, string>;
  children?: Node[];
  parent?: Node | null;
}

/** Proves a document. `xml`: stand-alone SVG. Pages of deck slides are 1-based positions of their <section>s (or data-page-no). */
export function proveHtml(
  html: string,
  product: string,
  known: Known,
  options: { xml?: boolean; version?: string } = {},
): Proved {
  const $ = load(html, options.xml ? { xml: true } : {});
  const root = $.root()[0] as unknown as Node;
  const entries: ProofEntry[] = [];
  const findings: Problem[] = [];
  const flow: string[] = [];
  const asides: string[] = [];
  const { report } = known;
  const pageOf = pageFinder(root);
  const slides = collect(root, (n) => n.attribs?.['data-page-no'] !== undefined).map(
    (n) => n.attribs?.id ?? '',
  );
  if (slides.length > 0) known.slides = slides;
  let flowed = 0;
  let counted = 0;
  const flowLength = () => {
    for (; counted < flow.length; counted++) flowed += bare(flow[counted] ?? '').length;
    return flowed;
  };
  const note = (entry: ProofEntry, out: string[] | null) =>
    entries.push({ ...entry, at: out === null ? flowLength() : -1 });
  const find = (node: Node, code: string, text: string, zh: string, en: string) =>
    findings.push({
      code,
      severity: 'error',
      message: { zh, en },
      where: { product, page: pageOf(node), text: clip(text) },
    });

  const visit = (node: Node, inside: 'free' | 'words' | 'src' | 'label', aside: string[] | null): void => {
    if (node.type === 'text') {
      const text = node.data ?? '';
      (aside ?? flow).push(text);
      if (inside !== 'free') return;
      for (const numeral of numerals(withoutFixed(text)))
        find(
          node,
          'P101',
          text,
          `数字“${numeral.text}”没有出处：${clip(text)}`,
          `the number “${numeral.text}” has no source: ${clip(text)}`,
        );
      return;
    }
    if (
      node.type === 'comment' ||
      node.type === 'script' ||
      node.type === 'style' ||
      node.type === 'directive'
    )
      return;
    const name = node.name ?? '';
    if (['script', 'style', 'template', 'meta', 'link'].includes(name)) return;
    const a = node.attribs ?? {};
    checkAttributes(node, a, known, (text) =>
      find(
        node,
        'P110',
        text,
        `属性文字里的数字没有出处：${clip(text)}`,
        `a number in an attribute has no source: ${clip(text)}`,
      ),
    );
    if (name === 'title' && node.parent?.name === 'head') {
      checkLoose(textOf(node), known, (text) =>
        find(
          node,
          'P110',
          text,
          `文档标题里的数字没有出处：${clip(text)}`,
          `a number in the document title has no source: ${clip(text)}`,
        ),
      );
      return;
    }
    let out = aside;
    if (aside === null && a['data-aside'] !== undefined) {
      out = [];
    }
    const silent =
      name === 'title' || name === 'desc' || a.hidden !== undefined || a['data-unprinted'] !== undefined;
    if (silent) out = [];
    const into = out ?? flow;
    const children = (mode: typeof inside) => {
      for (const child of node.children ?? []) visit(child, mode, out);
    };
    const text = textOf(node);
    if (a['data-fact'] !== undefined && inside !== 'label') {
      into.push(text);
      proveFact(node, a['data-fact'], text, inside, out);
    } else if (a['data-label'] !== undefined) {
      proveLabel(node, labelIds(a['data-label']), text, out);
      children('label');
    } else if (a['data-words'] !== undefined) {
      const words = known.words.get(a['data-words']);
      if (!words || bare(words.text) !== bare(text))
        find(
          node,
          'P104',
          text,
          `编者的话与数据不符：${clip(text)}${words ? `，应为“${words.text}”` : ''}`,
          `the editor's words differ from the data: ${clip(text)}${words ? `, expected “${words.text}”` : ''}`,
        );
      children('words');
    } else if (a['data-src'] !== undefined) {
      proveVerbatim(node, a['data-src'], out);
      children('src');
    } else if (
      FURNITURE.some((mark) => a[mark] !== undefined) &&
      !(inside === 'src' && a['data-term'] === undefined)
    ) {
      into.push(text);
      proveFurniture(node, a, text, out);
    } else children(inside);
    if (aside === null && out !== null && !silent) asides.push(bare(out.join('')));
  };

  /** A label names one or several indicators: a pair of years, or a derived value and what it is derived from. */
  function proveLabel(node: Node, ids: string[], text: string, out: string[] | null): void {
    const named = ids.filter((id) => namesOf(known, id).map(bare).includes(bare(text)));
    const strange = ids.filter(
      (id) => !named.includes(id) && !named.some((other) => related(known, id, other)),
    );
    if (named.length === 0 || strange.length > 0) {
      const [id = ''] = strange.length > 0 ? strange : ids;
      find(
        node,
        'P103',
        text,
        `名称“${clip(text)}”不是 ${id} 的名称${namesOf(known, id).length > 0 ? `“${namesOf(known, id).join('”“')}”` : ''}`,
        `“${clip(text)}” is not the name of ${id}`,
      );
      return;
    }
    const indicator = report.indicators.get(named[0] ?? '');
    for (const numeral of numerals(text))
      if (numeral.kind !== 'chinese')
        note(
          {
            product,
            page: pageOf(node),
            text: numeral.text,
            kind: 'label',
            ref: named[0],
            ...(indicator ? { quote: indicator.quote, offset: indicator.span.start } : {}),
          },
          out,
        );
  }

  function proveFact(node: Node, ref: string, text: string, inside: string, out: string[] | null): void {
    const fact = report.facts.get(ref);
    if (!fact) {
      find(node, 'P102', text, `没有这个数：${ref}`, `unknown fact: ${ref}`);
      return;
    }
    if (!factForms(fact).map(bare).includes(bare(text))) {
      find(
        node,
        'P102',
        text,
        `“${clip(text)}”与出处不符：${ref} 应为“${fact.text}”`,
        `“${clip(text)}” differs from its source: ${ref} is “${fact.text}”`,
      );
      return;
    }
    if (inside === 'free' && !labelled(node, fact))
      find(
        node,
        'P105',
        text,
        `“${clip(text)}”旁边没有它的名称（${fact.label}）`,
        `“${clip(text)}” stands without its name (${fact.label})`,
      );
    note(
      {
        product,
        page: pageOf(node),
        text: bare(text),
        kind: 'fact',
        ref,
        quote: fact.quote,
        ...(fact.offset === undefined ? { formula: fact.quote } : { offset: fact.offset }),
      },
      out,
    );
  }

  /** Its own label stands in the same datum (or figure, row, slide), and no other indicator's label stands nearer. */
  function labelled(node: Node, fact: Fact): boolean {
    for (let at = node.parent; at; at = at.parent) {
      const datum = at.attribs?.['data-datum'] !== undefined;
      const room =
        datum || ['figure', 'svg', 'tr', 'li', 'section', 'body', 'article'].includes(at.name ?? '');
      if (!room) continue;
      const labels = collect(
        at,
        (n) => n.attribs?.['data-label'] !== undefined || n.attribs?.['data-words'] !== undefined,
      );
      const ids = labels.flatMap((l) => labelIds(l.attribs?.['data-label'] ?? ''));
      const own = fact.indicator?.id ?? fact.ref;
      if (ids.some((id) => id === own || related(known, id, own))) return true;
      if (labels.some((l) => l.attribs?.['data-words'] !== undefined)) return true;
      if (datum && ids.length > 0) return false;
    }
    return false;
  }

  function proveVerbatim(node: Node, range: string, out: string[] | null): void {
    const base = out === null ? flowLength() : -1;
    const match = /^(\d+)-(\d+)$/.exec(range);
    const [start, end] = [Number(match?.[1]), Number(match?.[2])];
    const wanted = match ? report.text.slice(start, end) : '';
    const text = textOf(node, (n) => n.attribs?.['data-term'] !== undefined);
    if (!match || bare(wanted) !== bare(text)) {
      find(
        node,
        'P106',
        text,
        `与报告原文不符：${difference(bare(wanted), bare(text))}`,
        `differs from the report: ${difference(bare(wanted), bare(text))}`,
      );
      return;
    }
    for (const numeral of numerals(wanted)) {
      // Chinese numerals inside words (一般) are text; only those that count are listed.
      if (
        numeral.kind === 'chinese' &&
        !/^[个家项条件名位次年届类万亿倍成级大]/.test(wanted.slice(numeral.end))
      )
        continue;
      entries.push({
        product,
        page: pageOf(node),
        text: numeral.text,
        kind: 'verbatim',
        quote: sentenceAround(report.text, start + numeral.start),
        offset: start + numeral.start,
        at: base < 0 ? -1 : base + bare(wanted.slice(0, numeral.end)).length,
      });
    }
  }

  function proveFurniture(node: Node, a: Record<string, string>, text: string, out: string[] | null): void {
    const expected = furnitureText(a, known, pageOf(node), options.version);
    const ok = expected?.some((e) => bare(e) === bare(text));
    if (!ok) {
      const what = FURNITURE.filter((m) => a[m] !== undefined)
        .map((m) => `${m}="${a[m]}"`)
        .join(' ');
      find(
        node,
        'P107',
        text,
        `“${clip(text)}”重新计算不符（${what}）${expected ? `：应为“${expected.join('”或“')}”` : ''}`,
        `“${clip(text)}” is not what is counted anew (${what})${expected ? `: expected “${expected.join('” or “')}”` : ''}`,
      );
    } else if (numerals(text).some((n) => n.kind !== 'chinese'))
      note(
        {
          product,
          page: pageOf(node),
          text: bare(text),
          kind: 'furniture',
          ref: FURNITURE.filter((m) => a[m] !== undefined)
            .map((m) => `${m.slice(5)}:${a[m]}`)
            .join(' '),
        },
        out,
      );
  }

  for (const child of root.children ?? []) visit(child, 'free', null);
  return {
    entries,
    findings,
    flow: bare(flow.join('')),
    asides: asides.filter((t) => t !== ''),
    repeats: collect(root, (n) => n.name === 'thead').map((n) => bare(textOf(n))),
  };
}

const labelIds = (value: string): string[] =>
  value
    .split(' ')
    .filter((id) => id !== '')
    .map((id) => id.replace(/\.(change|rank)$/, ''));

/** Names under which an indicator or a derived value may be labelled. */
function namesOf(known: Known, id: string): string[] {
  const indicator = known.report.indicators.get(id);
  if (indicator) return labelForms(indicator);
  const derived = known.report.derived.get(id);
  return derived ? [derived.name] : [];
}

/** The two years of the same thing, or a derived value and one of its terms. */
function related(known: Known, a: string, b: string): boolean {
  const { indicators, derived } = known.report;
  const terms = (id: string) =>
    derived
      .get(id)
      ?.formula.split(/[^a-z0-9.-]+/)
      .map((t) => t.replace(/\.(change|rank)$/, '')) ?? [];
  return (
    indicators.get(a)?.pair === b ||
    indicators.get(b)?.pair === a ||
    terms(a).includes(b) ||
    terms(b).includes(a)
  );
}

/** What a furniture mark must say; several when there are forms; undefined when the mark points nowhere. */
function furnitureText(
  a: Record<string, string>,
  known: Known,
  page: number | undefined,
  version: string | undefined,
): string[] | undefined {
  const { report } = known;
  const one = (value: number | string | null | undefined) =>
    value === undefined || value === null ? undefined : [String(value)];
  if (a['data-name'] !== undefined) return one(profileForms(report.profile)[a['data-name']]);
  if (a['data-year'] !== undefined)
    return one(
      a['data-year'] === 'year'
        ? report.profile.year
        : a['data-year'] === 'review-year'
          ? report.profile.reviewYear
          : undefined,
    );
  if (a['data-count'] !== undefined) return one(countOf(known, a['data-count']));
  if (a['data-ordinal'] !== undefined) return one(ordinalOf(known, a['data-ordinal']));
  if (a['data-number'] !== undefined) return one(report.headings.get(a['data-number'])?.number);
  if (a['data-term'] !== undefined)
    return one(report.glossary?.terms.find((t) => t.id === a['data-term'])?.number);
  if (a['data-formula'] !== undefined) {
    const derived = report.derived.get(a['data-formula']);
    return derived
      ? [
          formulaText(derived),
          `${derived.name}：${formulaText(derived)}`,
          `* ${derived.name}：${formulaText(derived)}`,
        ]
      : undefined;
  }
  if (a['data-scale'] !== undefined)
    return a['data-scale'] === '0' ? ['0', '0%'] : a['data-scale'] === '100' ? ['100%'] : undefined;
  if (a['data-digest'] !== undefined)
    return a['data-digest'] === 'sha256' ? one(report.sha256) : one(version);
  if (a['data-finding'] !== undefined) return [...known.findings];
  if (a['data-file'] !== undefined) {
    const output = known.outputs.find((o) => o.path === a['data-file']);
    if (!output) return undefined;
    if (a['data-kind'] === 'pages') return one(output.pages);
    const size =
      output.bytes < 1000
        ? `${output.bytes} B`
        : output.bytes < 999_500
          ? `${Math.round(output.bytes / 1000)} KB`
          : `${(output.bytes / 1e6).toFixed(1)} MB`;
    return [size];
  }
  if (a['data-page'] !== undefined) {
    const target = known.pages?.get(a['data-page']);
    if (!target) return undefined;
    if (a['data-kind'] === 'all') return [target.all.join('、')];
    return a['data-kind'] === 'range' && target.last !== target.first
      ? [`${target.first}—${target.last}`, `${target.first}–${target.last}`]
      : [String(target.first)];
  }
  if (a['data-slide'] !== undefined) {
    const place = known.slides.indexOf(a['data-slide']);
    return place < 0 ? undefined : one(place + 1);
  }
  if (a['data-folio'] !== undefined) return one(page);
  return undefined;
}

/** Slides are the outermost sections that hold others or none; a data-slide-no wins. Documents without slides have no pages here. */
function pageFinder(root: Node): (node: Node) => number | undefined {
  const slides = collect(
    root,
    (n) => n.attribs?.['data-marpit-svg'] !== undefined || n.attribs?.['data-page-no'] !== undefined,
  );
  return (node) => {
    for (let at: Node | null | undefined = node; at; at = at.parent) {
      const i = slides.indexOf(at);
      if (i >= 0) return i + 1;
    }
    return undefined;
  };
}

/** alt, aria-label, title, content: text that is heard or shown elsewhere. */
function checkAttributes(
  node: Node,
  a: Record<string, string>,
  known: Known,
  tell: (text: string) => void,
): void {
  for (const name of ['alt', 'aria-label', 'title', 'aria-description', 'placeholder'])
    if (a[name] !== undefined) checkLoose(a[name], known, tell);
  if (node.name === 'meta' && a.name === 'description' && a.content !== undefined)
    checkLoose(a.content, known, tell);
}

/** Text without marks (titles, alternative text): each clause with a numeral must hold nothing but known texts. */
function checkLoose(text: string, known: Known, tell: (text: string) => void): void {
  let rest = withoutFixed(bare(text));
  if (numerals(rest).length === 0) return;
  const { report } = known;
  const profile = Object.values(profileForms(report.profile)).filter((v): v is string => v !== null);
  const knownTexts = [
    ...[...known.words.values()].map((w) => w.text),
    ...profile,
    ...[...report.indicators.values()].flatMap(labelForms),
    ...[...report.facts.values()].flatMap(factForms),
  ]
    .map(bare)
    .filter((t) => numerals(t).length > 0)
    .sort((x, y) => y.length - x.length);
  for (const t of knownTexts) rest = rest.split(t).join('\u0001');
  for (const year of [report.profile.year, report.profile.reviewYear])
    if (year !== null) rest = rest.split(`${year}年`).join('\u0001');
  for (const piece of rest.split('\u0001')) {
    for (const clause of piece.split(/[，。；、：:（）()]/))
      if (numerals(clause).length > 0 && !bare(report.text).includes(clause)) tell(text);
  }
}

function collect(node: Node, wanted: (node: Node) => boolean): Node[] {
  return [
    ...(wanted(node) ? [node] : []),
    ...(node.children ?? []).flatMap((child) => collect(child, wanted)),
  ];
}

function textOf(node: Node, skip: (node: Node) => boolean = () => false): string {
  if (node.type === 'text') return node.data ?? '';
  if (node.type === 'comment' || skip(node)) return '';
  return (node.children ?? []).map((child) => textOf(child, skip)).join('');
}

/** The sentence (to 。；or line end) around an offset. */
export function sentenceAround(text: string, offset: number): string {
  const start = Math.max(...['。', '\n', '！'].map((c) => text.lastIndexOf(c, offset - 1))) + 1;
  const stop = text.slice(offset).search(/[。\n！]/);
  return text.slice(start, stop < 0 ? text.length : offset + stop + 1).trim();
}

const clip = (text: string): string => {
  const t = text.replace(/\s+/g, ' ').trim();
  return t.length > 60 ? `${t.slice(0, 60)}…` : t;
};

/** Where two texts part, with a little around: 「…甲…」≠「…乙…」. */
export function difference(wanted: string, found: string): string {
  let i = 0;
  while (i < wanted.length && i < found.length && wanted[i] === found[i]) i++;
  const from = Math.max(0, i - 8);
  return `应为“${wanted.slice(from, i + 16)}”，成品是“${found.slice(from, i + 16)}”`;
}
