/** A print that shows 3 mm more than its pages on every side, as the booklet's does. */
import {
  dictionary,
  identity,
  pagesOf,
  readObjects,
  setDictionary,
  writeObjects,
} from '../../scripts/print/objects.ts';
import type { Press } from '../../scripts/print/press.ts';
import { options, page } from './pages.ts';

export const MM = 72 / 25.4;
export const A4 = [595.276, 841.89] as const;

const CSS = `@page{size:216mm 303mm;margin:0}html{font:12pt/1.8 var(--song);color:#1f2328}body{margin:0}.band{overflow:hidden}.band{background:#172b4d;height:100mm}
main{padding:20mm}.blank,.last{break-before:page}.blank{height:1mm}`;

/** Prints the body on 216 × 303 mm and sets the MediaBox to the A4 page inside. */
export async function bled(press: Press, body: string): Promise<Uint8Array> {
  const meta = { ...options.meta, title: '政府工作报告' };
  const print = await press.pdf(page(body, { css: CSS, faces: ['song-400', 'song-700'] }), {
    ...options,
    meta,
  });
  const pdf = readObjects(print);
  for (const number of pagesOf(pdf)) {
    const dict = dictionary(pdf, number);
    const [x, , , top] = /\/MediaBox \[([^\]]*)\]/.exec(dict)![1]!.split(' ').map(Number);
    const [left, upper] = [x! + 3 * MM, top! - 3 * MM];
    const box = [left, upper - A4[1], left + A4[0], upper].map((v) => v.toFixed(3));
    setDictionary(pdf, number, dict.replace(/\/MediaBox \[[^\]]*\]/, `/MediaBox [${box.join(' ')}]`));
  }
  return writeObjects(pdf, identity(pdf));
}
