/** Printed furniture (years, ordinals, counts, page references, sizes): what its marks must say, worked out anew. */
import { pageRuns, profileForms } from '../marks.ts';
import { formulaText } from '../report/derived.ts';
import { numberOf } from './figure-numbers.ts';
import { countText, type Known, ordinalOf } from './known.ts';
import { leafNumber } from './leaf-numbers.ts';
import { plannedText } from './planned.ts';

/** Marks whose text is printed furniture: recomputed, digits only. */
export const FURNITURE = [
  'data-name',
  'data-year',
  'data-ordinal',
  'data-count',
  'data-page',
  'data-folio',
  'data-number',
  'data-figure-number',
  'data-term',
  'data-formula',
  'data-scale',
  'data-digest',
  'data-slide',
  'data-file',
  'data-finding',
  'data-planned',
  'data-leaf',
  'data-address',
  'data-printed',
] as const;

/** What a furniture mark must say; several when there are forms; undefined when the mark points nowhere. */
export function furnitureText(
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
  if (a['data-count'] !== undefined) return one(countText(known, a['data-count']));
  if (a['data-ordinal'] !== undefined) return one(ordinalOf(known, a['data-ordinal']));
  if (a['data-number'] !== undefined) return one(report.headings.get(a['data-number'])?.number);
  if (a['data-figure-number'] !== undefined) return one(numberOf(known.figures, a['data-figure-number']));
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
    if (a['data-kind'] === 'piece') return one(/-(\d+)\.png$/.exec(output.path)?.[1]);
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
    if (a['data-kind'] === 'last') return [String(target.last)];
    if (a['data-kind'] === 'all') return [pageRuns(target.all)];
    return a['data-kind'] === 'range' && target.last !== target.first
      ? [`${target.first}—${target.last}`, `${target.first}–${target.last}`]
      : [String(target.first)];
  }
  if (a['data-slide'] !== undefined) {
    const place = known.slides.indexOf(a['data-slide']);
    return place < 0 ? undefined : one(place + 1);
  }
  if (a['data-leaf'] !== undefined) return known.imposition && leafNumber(known.imposition, a['data-leaf']);
  if (a['data-address'] !== undefined) return one(report.infographic.qr);
  if (a['data-printed'] !== undefined) {
    const [id = '', publication] = a['data-printed'].split(' ');
    const places = known.printed.get(id)?.filter((place) => place.publication === publication) ?? [];
    return places.map(({ number }) => String(number));
  }
  if (a['data-planned'] !== undefined) return one(plannedText(report, a['data-planned']));
  if (a['data-folio'] !== undefined) return one(page);
  return undefined;
}
