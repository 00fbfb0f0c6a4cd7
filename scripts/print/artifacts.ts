/**
 * Marks what stands outside the structure (folios, running heads, rules, decoration) as artifacts, so that screen readers
 * pass over it: Chromium leaves it without any mark (PDF/UA-1, 7.1).
 */
import { deflateSync, inflateSync } from 'node:zlib';
import { dictionary, type PdfObjects, pagesOf, reference, streamOf } from './objects.ts';

/** Rewrites the content of each page; pages without structure are left alone. */
export function markArtifacts(pdf: PdfObjects): void {
  for (const page of pagesOf(pdf)) {
    const contents = reference(dictionary(pdf, page), 'Contents');
    if (contents === null) continue;
    const dict = dictionary(pdf, contents);
    const stream = streamOf(pdf, contents);
    if (!stream || !/\/Filter \/FlateDecode/.test(dict)) continue;
    const text = inflateSync(stream).toString('latin1');
    if (!text.includes(' BDC') && !text.includes('>>BDC')) continue;
    const data = deflateSync(Buffer.from(marked(text), 'latin1'));
    const head = dict.replace(/\/Length \d+( 0 R)?/, `/Length ${data.length}`);
    pdf.objects.set(
      contents,
      Buffer.concat([Buffer.from(`${head}\nstream\n`, 'latin1'), data, Buffer.from('\nendstream\n')]),
    );
  }
}

const PAINT = /^(?:[fFSsBb]\*?|f\*|sh|Do)$/;
const PATH = /^(?:m|l|c|v|y|h|re|W\*?)$/;
/** Operators that set a state only: they may stand inside an artifact and need none of their own. */
const STATE = /^(?:RG|rg|G|g|K|k|CS|cs|SC|sc|SCN|scn|w|J|j|M|d|gs)$/;

/** Content with its unmarked painting put between /Artifact BMC and EMC. Chromium writes one operator a line. */
export function marked(content: string): string {
  const out: string[] = [];
  let depth = 0;
  // Lines since the start of a path or of a text object, held back until it is known whether they paint unmarked.
  let held: string[] | null = null;
  let text = false;
  let shows = false;
  let open = false;
  const close = () => {
    if (open) out.push('EMC');
    open = false;
  };
  const paint = (lines: readonly string[]) => {
    if (!open) out.push('/Artifact BMC');
    open = true;
    out.push(...lines);
  };
  for (const line of content.split('\n')) {
    const operator = operatorOf(line);
    if (text) {
      held!.push(line);
      if (operator === 'BDC' || operator === 'BMC') depth += 1;
      else if (operator === 'EMC') depth -= 1;
      else if (operator === 'Tj' || operator === 'TJ') shows = true;
      else if (operator === 'ET') {
        // A span for a replacement text inside an artifact is allowed; a piece of the structure is not.
        const structured = held!.some((part) => part.includes('/MCID'));
        if (shows && !structured) paint(held!);
        else {
          close();
          out.push(...held!);
        }
        held = null;
        text = false;
      }
      continue;
    }
    if (depth > 0) {
      out.push(line);
      if (operator === 'BDC' || operator === 'BMC') depth += 1;
      else if (operator === 'EMC') depth -= 1;
      continue;
    }
    if (operator === 'BDC' || operator === 'BMC') {
      close();
      depth = 1;
      out.push(line);
    } else if (operator === 'BT') {
      held = [line];
      text = true;
      shows = false;
    } else if (PATH.test(operator)) {
      held ??= [];
      held.push(line);
    } else if (PAINT.test(operator)) {
      paint([...(held ?? []), line]);
      held = null;
    } else if (operator === 'n') {
      close();
      out.push(...(held ?? []), line);
      held = null;
    } else {
      if (!STATE.test(operator)) close();
      out.push(line);
    }
  }
  close();
  return out.join('\n');
}

/** What a line ends with: letters, * ' and ". */
function operatorOf(line: string): string {
  let from = line.length;
  while (from > 0 && ENDS[line.charCodeAt(from - 1)] === 1) from -= 1;
  return line.slice(from);
}

/** By character code: whether an operator may hold it. */
const ENDS = new Uint8Array(256);
for (const char of `ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz*'"`) ENDS[char.charCodeAt(0)] = 1;
