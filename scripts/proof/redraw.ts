/** Drawings inside finished HTML, against the same figures drawn anew from the data for the place they say they stand in. */
import { load } from 'cheerio';
import { drawFigure } from '../figures/draw.ts';
import type { Place } from '../figures/figure.ts';
import type { Problem } from '../problem.ts';
import type { Report } from '../report/report.ts';

/**
 * P402 for every drawing that is no figure of the report, or another than the data give: a bar of the wrong length with the right number
 * beside it. `xml`: a file that is one drawing.
 */
export async function redrawFindings(
  source: string,
  product: string,
  report: Report,
  xml: boolean,
  typeset?: (svg: string) => Promise<string>,
): Promise<Problem[]> {
  const $ = load(source, xml ? { xml: true } : {});
  const { year, reviewYear } = report.profile;
  const times = {
    year,
    reviewYear,
    lang: product.startsWith('sheets/') ? report.sheets.lang : 'zh',
  } as const;
  const findings: Problem[] = [];
  for (const svg of $('svg').toArray()) {
    if ($(svg).parents('svg').length > 0) continue;
    const title = ($(svg).attr('aria-labelledby') ?? '').split('-title')[0] ?? '';
    const spec = report.figures
      .filter((figure) => title.endsWith(`-${figure.id}`))
      .sort((a, b) => b.id.length - a.id.length)[0];
    const place = placeOf($(svg).attr('data-place'));
    const tell = (zh: string, en: string) =>
      findings.push({
        code: 'P402',
        severity: 'error',
        message: { zh, en },
        where: { product, text: title },
      });
    if (!spec || !place) {
      tell('这张图不是数据里的图', 'this drawing is no figure of the data');
      continue;
    }
    const id = title.slice(0, -spec.id.length - 1);
    const drawn = drawFigure(spec, { ...place, id }, times);
    // What does not fit its place is no figure of ours, whatever place the drawing says it has.
    findings.push(...drawn.problems.map((problem) => ({ ...problem, where: { product, text: title } })));
    // A file carries its faces in <defs>; they are cut anew and compared with the rest.
    const file = drawn.svg.replace(/(<svg[^>]*>)/, '$1<defs><!--fonts--></defs>');
    const anew = load(xml && typeset ? await typeset(file) : drawn.svg, xml ? { xml: true } : {});
    if (xml && !typeset) $(svg).children('defs').remove();
    if ($.html(svg) !== anew.html(anew('svg').first()))
      tell(
        `图 ${spec.id} 与按数据重画的不同`,
        `figure ${spec.id} differs from the one drawn anew from the data`,
      );
  }
  return findings;
}

/** The place as the drawing says it; null where it says none. */
function placeOf(json: string | undefined): Omit<Place, 'id'> | null {
  try {
    const place = JSON.parse(json ?? '') as Omit<Place, 'id'>;
    const sizes = [place.width, place.height, ...Object.values(place.type)];
    const faces = Object.entries(place.type).every(
      ([key, size]) => (key === 'face') === (typeof size === 'string'),
    );
    return faces && sizes.every((size) => typeof size === 'string' || (Number.isFinite(size) && size >= 4))
      ? place
      : null;
  } catch {
    return null;
  }
}
