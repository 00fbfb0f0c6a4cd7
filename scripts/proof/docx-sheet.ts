/** Proves a sheet in Word against the proved HTML of the same name. */
import { load } from 'cheerio';
import { partNames } from '../publications/sheets/labels.ts';
import { figureOf, sizeOf, svgsIn } from '../publications/word/chart.ts';
import { altFindings, type DocxOptions, type DocxResult, NEAR, opened, teller } from './docx-opened.ts';
import type { Proved } from './entry.ts';
import type { Known } from './known.ts';
import { pictureFindings } from './picture.ts';
import { bare, difference } from './text.ts';

/** Proves sheets/<topic>.docx against the proved page of the same name; entries are those of the page outside its drawings and alternative texts included. */
export async function proveSheetDocx(
  bytes: Uint8Array,
  product: string,
  html: { source: string; proved: Proved },
  known: Known,
  options: DocxOptions,
): Promise<DocxResult> {
  const { read, findings, find } = opened(bytes, product, known, options.draft, known.report.sheets.lang);
  if (!read) return { entries: [], findings };
  const page = html.source.slice(html.source.indexOf('<article'));
  const $ = load(page.replaceAll(/<svg[\s\S]*?<\/svg>/g, ''));
  const wanted = bare($('article').text());
  const found = bare(read.paragraphs.map(({ text }) => text).join(''));
  if (wanted !== found)
    find(
      'P601',
      `文字与 HTML 不符：${difference(wanted, found)}`,
      `the text differs from the HTML: ${difference(wanted, found)}`,
      found,
    );
  const svgs = svgsIn(page);
  const pictures = read.paragraphs.flatMap((paragraph) => paragraph.pictures);
  if (svgs.length !== pictures.length)
    find('P602', '图片的个数与 HTML 不符', 'has another number of pictures than the HTML');
  const tell = teller(product);
  for (const [i, picture] of pictures.entries()) {
    const svg = svgs[i];
    const spec = svg === undefined ? undefined : figureOf(known.report, svg);
    if (svg === undefined || !spec) continue;
    findings.push(...altFindings(picture, spec, tell));
    const [width, height] = sizeOf(svg);
    const whole = Object.values(picture.crop).every((share) => share === 0);
    if (!whole || Math.abs(picture.width - width) > NEAR || Math.abs(picture.height - height) > NEAR)
      find('P602', `图 ${spec.id} 的裁切或大小不对`, `figure ${spec.id} is cropped or sized otherwise`);
    findings.push(
      ...(await pictureFindings(picture.png, svg, {
        beside: svg,
        ...(options.glyphs ? { glyphs: options.glyphs } : {}),
        tell: (_code, message) => tell('P602', message),
      })),
    );
  }
  const names = partNames(known.report.sheets.lang);
  const heads = $('.table > .head h2')
    .toArray()
    .map((cell) => $(cell).text());
  for (const table of read.tables)
    if (table !== names.keys && table !== names.table(heads))
      find('P601', `表格的替代文字不对：${table}`, `a table is described as ${table}`, table);
  return {
    entries: findings.length > 0 ? [] : html.proved.entries.map((entry) => ({ ...entry, product })),
    findings,
  };
}
