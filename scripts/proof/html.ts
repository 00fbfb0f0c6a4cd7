/** Proves finished HTML and SVG: every visible numeral stands in a mark, and every mark says what the report says. */
import { load } from 'cheerio';
import { factForms } from '../marks.ts';
import type { Problem } from '../problem.ts';
import { BEFORE_WORDS, numerals } from '../report/numbers.ts';
import { cssFindings } from './css.ts';
import type { ProofEntry, Proved } from './entry.ts';
import { figureNumberFindings, figureOrder } from './figure-numbers.ts';
import { withoutFixed } from './furniture.ts';
import type { Known } from './known.ts';
import { labelIds, labelled, namesOf, related } from './labels.ts';
import { checkAttributes, checkLoose } from './loose.ts';
import { collect, type Node, pageFinder, textOf } from './nodes.ts';
import { FURNITURE, furnitureText } from './recount.ts';
import { bare, clip, difference, sentenceAround } from './text.ts';

/** What may show anything without its text standing in the document. */
const OPAQUE = /^(?:iframe|object|embed|applet|frame|canvas|video|foreignobject)$/i;
/** The one product whose own runtime moves it. */
const SCRIPTED = 'deck/deck.html';
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
  const { report } = known;
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
      (node.type === 'script' && product === SCRIPTED) ||
      node.type === 'style' ||
      node.type === 'directive'
    )
      return;
    const name = node.name ?? '';
    const a = node.attribs ?? {};
    // Scripts run in the deck alone; what a template or a style sheet elsewhere holds is read by nobody here.
    const unread = name === 'template' || name === 'link' || (name === 'script' && product !== SCRIPTED);
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
    if (inside === 'free' && !labelled(node, fact, known))
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
