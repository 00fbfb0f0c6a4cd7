/** Proves finished HTML and SVG: every visible numeral stands in a mark, and every mark says what the report says. */
import { load } from 'cheerio';
import type { Problem } from '../problem.ts';
import { BEFORE_WORDS, numerals } from '../report/numbers.ts';
import { cssFindings } from './css.ts';
import type { ProofEntry, Proved } from './entry.ts';
import { figureNumberFindings, figureOrder } from './figure-numbers.ts';
import { withoutFixed } from './furniture.ts';
import type { Known } from './known.ts';
import { labelIds } from './labels.ts';
import { checkAttributes, checkLoose } from './loose.ts';
import { proofsOfMarks } from './marked.ts';
import { collect, type Node, pageFinder, textOf } from './nodes.ts';
import { FURNITURE } from './recount.ts';
import { bare, clip } from './text.ts';

/** What may show anything without its text standing in the document. */
const OPAQUE = /^(?:iframe|object|embed|applet|frame|canvas|video|foreignobject)$/i;
/** What our own scripts move, each compared with the file made anew: the deck in any shape, the index page. */
const SCRIPTED = /^(?:deck\/deck(?:-4x3|-a4)?|index)\.html$/;
const HIDING =
  /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0(?![.\d])|transparent|direction\s*:\s*rtl|reverse/i;

/** A qualifier that free text sets right before a marked number. */
function boundBefore(node: Node): string | undefined {
  const siblings = node.parent?.children ?? [];
  const next = siblings[siblings.indexOf(node) + 1];
  if (next?.attribs?.['data-fact'] === undefined) return undefined;
  const text = bare(node.data ?? '');
  return [...BEFORE_WORDS.map(([word]) => word), '不足', '不到', '预计'].find((word) => text.endsWith(word));
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
  const pageOf = pageFinder(root);
  const slides = collect(root, (n) => n.attribs?.['data-page-no'] !== undefined).map(
    (n) => n.attribs?.id ?? '',
  );
  if (slides.length > 0) known.slides = slides;
  known.figures = figureOrder(root);
  findings.push(...figureNumberFindings(root, product));
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

  const { proveFact, proveFurniture, proveLabel, proveVerbatim } = proofsOfMarks({
    product,
    known,
    version: options.version,
    pageOf,
    find,
    note,
    entries,
    flowLength,
  });

  const visit = (node: Node, inside: 'free' | 'words' | 'src' | 'label', aside: string[] | null): void => {
    if (node.type === 'text') {
      const text = node.data ?? '';
      (aside ?? flow).push(text);
      if (inside !== 'free') return;
      const bound = boundBefore(node);
      if (bound !== undefined)
        find(
          node,
          'P108',
          text,
          `数的前面多了“${bound}”：限定词只随数印出`,
          `“${bound}” before a number: qualifiers are printed with it only`,
        );
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
    if (node.type === 'style' || node.name === 'style') findings.push(...cssFindings(textOf(node), product));
    if (
      node.type === 'comment' ||
      (node.type === 'script' && SCRIPTED.test(product)) ||
      node.type === 'style' ||
      node.type === 'directive'
    )
      return;
    const name = node.name ?? '';
    const a = node.attribs ?? {};
    // Scripts run in these alone; what a template or a style sheet elsewhere holds is read by nobody here.
    const unread = name === 'template' || name === 'link' || (name === 'script' && !SCRIPTED.test(product));
    if (unread)
      find(node, 'P111', name, `核对读不到里面的内容：<${name}>`, `the proof cannot read inside <${name}>`);
    if (['script', 'style', 'template', 'link'].includes(name)) return;
    if (OPAQUE.test(name) || /^data:image\/svg/.test(a.src ?? a.href ?? a['xlink:href'] ?? ''))
      find(node, 'P111', name, `核对读不到里面的内容：<${name}>`, `the proof cannot read inside <${name}>`);
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
      if (
        collect(node, (n) => HIDING.test(n.attribs?.style ?? '') || n.attribs?.hidden !== undefined).length >
        0
      )
        find(
          node,
          'P111',
          text,
          `“${clip(text)}”有一部分被样式藏起来`,
          `part of “${clip(text)}” is hidden by a style`,
        );
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

  for (const child of root.children ?? []) visit(child, 'free', null);
  return {
    entries,
    findings,
    flow: bare(flow.join('')),
    asides: asides.filter((t) => t !== ''),
    repeats: collect(root, (n) => n.name === 'thead').map((n) => bare(textOf(n))),
  };
}
