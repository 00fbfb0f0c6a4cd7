/** Marks of a finished document: whether a name, a number, a quotation or a piece of furniture says what its mark promises. */
import { factForms } from '../marks.ts';
import { numerals } from '../report/numbers.ts';
import type { ProofEntry } from './entry.ts';
import type { Known } from './known.ts';
import { labelled, namesOf, related } from './labels.ts';
import { type Node, textOf } from './nodes.ts';
import { FURNITURE, furnitureText } from './recount.ts';
import { bare, clip, difference, sentenceAround } from './text.ts';

/** What the reader of a document lends to the proofs of its marks. */
export interface Reading {
  product: string;
  known: Known;
  version: string | undefined;
  pageOf(node: Node): number | undefined;
  /** Tells a finding. */
  find(node: Node, code: string, text: string, zh: string, en: string): void;
  /** Notes a proved number where the flow stands; `out`: the aside it stands in. */
  note(entry: ProofEntry, out: string[] | null): void;
  entries: ProofEntry[];
  /** Characters of the flow so far. */
  flowLength(): number;
}

/** The proofs of the four kinds of marks. */
export function proofsOfMarks({ product, known, version, pageOf, find, note, entries, flowLength }: Reading) {
  const { report } = known;

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
    const expected = furnitureText(a, known, pageOf(node), version);
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

  return { proveFact, proveFurniture, proveLabel, proveVerbatim };
}
