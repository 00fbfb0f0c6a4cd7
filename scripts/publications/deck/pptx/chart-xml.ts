/** A native bar or column chart as DrawingML: one series, each bar in its encoding, labels that follow the data sheet. */
import { createHash } from 'node:crypto';
import { COLOUR } from '../../../figures/colours.ts';
import type { TypeScale } from '../../../figures/figure.ts';
import type { LabelPiece, NativeChart, NativePoint } from '../../../figures/native.ts';
import { HANZI } from '../../../figures/number.ts';
import { units } from '../../../plan/deck-slide.ts';
import type { ChartPlace } from './chart-place.ts';
import { WIDER } from './room.ts';
import { emu, escapeXml, runProperties, solidFill } from './text-xml.ts';

/** The chart part. Its first relationship is the workbook: names in column A from row 2, the series in column B. */
export function chartXml(chart: NativeChart, place: ChartPlace, type: TypeScale): string {
  const { direction, points, categories } = chart;
  const bar = direction === 'bar';
  const end = points.length + 1;
  const size = bar ? type.label : type.note;
  const texts = (column: string, list: readonly string[], from: number) =>
    `<c:strRef><c:f>Sheet1!$${column}$${from}${list.length > 1 ? `:$${column}$${from + list.length - 1}` : ''}</c:f><c:strCache><c:ptCount val="${list.length}"/>${list.map((text, i) => `<c:pt idx="${i}"><c:v>${escapeXml(text)}</c:v></c:pt>`).join('')}</c:strCache></c:strRef>`;
  const values = `<c:numRef><c:f>Sheet1!$B$2:$B$${end}</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="${points.length}"/>${points.map((p, i) => `<c:pt idx="${i}"><c:v>${p.value}</c:v></c:pt>`).join('')}</c:numCache></c:numRef>`;
  const ser = [
    '<c:ser><c:idx val="0"/><c:order val="0"/>',
    `<c:tx>${texts('B', [chart.series], 1)}</c:tx>`,
    `<c:spPr>${solidFill(COLOUR.navy)}</c:spPr><c:invertIfNegative val="0"/>`,
    ...points.map(pointXml),
    `<c:dLbls>${points.map((p, i) => labelXml(p, i, type, chart, place)).join('')}${FLAGS}</c:dLbls>`,
    `<c:cat>${texts('A', categories, 2)}</c:cat><c:val>${values}</c:val></c:ser>`,
  ].join('');
  const gap = Math.round(Math.max(0, Math.min(500, ((place.pitch - place.thick) / place.thick) * 100)));
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">',
    '<c:date1904 val="0"/><c:lang val="zh-CN"/><c:roundedCorners val="0"/><c:chart>',
    chart.title === null
      ? '<c:autoTitleDeleted val="1"/>'
      : `${titleXml(chart.title, place, type)}<c:autoTitleDeleted val="0"/>`,
    `<c:plotArea>${layoutXml(place)}`,
    `<c:barChart><c:barDir val="${bar ? 'bar' : 'col'}"/><c:grouping val="clustered"/><c:varyColors val="0"/>${ser}<c:gapWidth val="${gap}"/><c:axId val="111111111"/><c:axId val="222222222"/></c:barChart>`,
    axesXml(chart, place, size, type.note),
    '<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:plotArea><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>',
    '<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>',
    `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>${runProperties({ face: 'hei', size, weight: 400, colour: COLOUR.ink }, 'a:defRPr')}</a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>`,
    '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>',
  ].join('');
}

const FLAGS =
  '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>';

/** Fill and outline of one bar: tint and outline for what is expected or aimed at. */
function pointXml({ ink }: NativePoint, index: number): string {
  const line =
    ink.fill === ink.stroke
      ? '<a:ln><a:noFill/></a:ln>'
      : `<a:ln w="${emu(2)}">${solidFill(ink.stroke)}<a:prstDash val="${ink.derived ? 'dash' : 'solid'}"/></a:ln>`;
  return `<c:dPt><c:idx val="${index}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/><c:spPr>${solidFill(ink.fill)}${line}</c:spPr></c:dPt>`;
}

/** A label in pieces of their own size; the number is a field, so that it changes with the data sheet. */
function labelXml(
  point: NativePoint,
  index: number,
  type: TypeScale,
  chart: NativeChart,
  place: ChartPlace,
): string {
  const bar = chart.direction === 'bar';
  const { value, small } = place.size;
  const style = (role: LabelPiece['role']) => {
    if (role === 'note') return { face: 'hei' as const, size: type.note, weight: 400, colour: COLOUR.sub };
    const hanzi = Math.max(small, value * HANZI);
    const size = { mark: bar ? type.bar * 0.6 : small, small, number: value, hanzi, value }[role];
    return { face: 'song' as const, size, weight: 700, colour: point.ink.text };
  };
  const piece = ({ text, role }: LabelPiece, at: number) => {
    const said = `<a:t>${escapeXml(role === 'mark' && bar ? `${text} ` : text)}</a:t>`;
    if (role !== 'value') return `<a:r>${runProperties(style(role))}${said}</a:r>`;
    return `<a:fld id="${guid(`${chart.series} ${index} ${at}`)}" type="VALUE">${runProperties(style(role))}<a:pPr/>${said}</a:fld>`;
  };
  // A blank between the bar and what stands beside it.
  const gap = bar ? `<a:r>${runProperties({ ...style('note'), spacing: 8 })}<a:t> </a:t></a:r>` : '';
  const paragraphs = labelLines(point.label, chart, place, type).map(
    (line, l) =>
      `<a:p><a:pPr algn="${bar ? 'l' : 'ctr'}"><a:defRPr/></a:pPr>${gap}${line.map((p, i) => piece(p, l * 10 + i)).join('')}</a:p>`,
  );
  return [
    `<c:dLbl><c:idx val="${index}"/>`,
    `<c:tx><c:rich><a:bodyPr wrap="none" lIns="57150" tIns="0" rIns="0" bIns="19050" anchor="ctr"><a:noAutofit/></a:bodyPr><a:lstStyle/>${paragraphs.join('')}</c:rich></c:tx>`,
    `<c:dLblPos val="outEnd"/>${FLAGS}`,
    '<c:extLst><c:ext uri="{CE6537A1-D6FC-4f65-9D91-7224C49458BB}" xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"><c15:dlblFieldTable/><c15:showDataLabelsRange val="0"/></c:ext></c:extLst></c:dLbl>',
  ].join('');
}

/**
 * Lines of a label. Beside a bar small print stands below a large number, after a small one; above a column a qualifier for which there is
 * no room beside its number stands above it.
 */
function labelLines(
  label: LabelPiece[][],
  chart: NativeChart,
  place: ChartPlace,
  type: TypeScale,
): LabelPiece[][] {
  const [first = [], ...rest] = label;
  const { value, small } = place.size;
  if (chart.direction === 'bar')
    return value > type.label * 1.5
      ? label
      : [label.flatMap((line, i) => (i > 0 ? [{ text: ' ', role: 'note' as const }, ...line] : line))];
  const width = first.reduce((sum, p) => sum + units(p.text) * (p.role === 'small' ? small : value), 0);
  const [before, ...others] = first;
  return before?.role === 'small' && others.length > 0 && width * WIDER > place.pitch
    ? [[before], others, ...rest]
    : label;
}

function layoutXml({ box, inner }: ChartPlace): string {
  const part = (n: number) => n.toFixed(5);
  return `<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="${part((inner.x - box.x) / box.w)}"/><c:y val="${part((inner.y - box.y) / box.h)}"/><c:w val="${part(inner.w / box.w)}"/><c:h val="${part(inner.h / box.h)}"/></c:manualLayout></c:layout>`;
}

/** The name of a panel, at its upper left. */
function titleXml(title: string, place: ChartPlace, type: TypeScale): string {
  const style = { face: 'hei' as const, size: type.label, weight: 600, colour: COLOUR.ink };
  return `<c:title><c:tx><c:rich><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0"/><a:lstStyle/><a:p><a:pPr algn="l">${runProperties(style, 'a:defRPr')}</a:pPr><a:r>${runProperties(style)}<a:t>${escapeXml(title)}</a:t></a:r></a:p></c:rich></c:tx><c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="0"/><c:y val="${((place.title - place.box.y) / place.box.h).toFixed(5)}"/></c:manualLayout></c:layout><c:overlay val="1"/></c:title>`;
}

/** Names of the categories; the scale from zero, without ticks, its ends printed where they are 0 and 100 %. */
function axesXml(chart: NativeChart, place: ChartPlace, size: number, note: number): string {
  const bar = chart.direction === 'bar';
  const text = (px: number, colour: string) =>
    `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>${runProperties({ face: 'hei', size: px, weight: 400, colour }, 'a:defRPr')}</a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>`;
  const share = chart.most !== null;
  return [
    `<c:catAx><c:axId val="111111111"/><c:scaling><c:orientation val="${bar ? 'maxMin' : 'minMax'}"/></c:scaling><c:delete val="0"/><c:axPos val="${bar ? 'l' : 'b'}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr><a:ln${share ? '><a:noFill/>' : ` w="${emu(1.5)}">${solidFill(COLOUR.axis)}`}</a:ln></c:spPr>${text(size, bar ? COLOUR.ink : COLOUR.sub)}<c:crossAx val="222222222"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="60"/><c:noMultiLvlLbl val="1"/></c:catAx>`,
    `<c:valAx><c:axId val="222222222"/><c:scaling><c:orientation val="minMax"/><c:max val="${share ? chart.most : Number(place.most.toPrecision(6))}"/><c:min val="0"/></c:scaling><c:delete val="${share ? 0 : 1}"/><c:axPos val="${bar ? 'b' : 'l'}"/><c:numFmt formatCode="${share ? '0&quot;%&quot;;;0' : 'General'}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="${share ? 'high' : 'nextTo'}"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>${text(note, COLOUR.sub)}<c:crossAx val="111111111"/><c:crosses val="autoZero"/><c:crossBetween val="between"/>${share ? `<c:majorUnit val="${chart.most}"/>` : ''}</c:valAx>`,
  ].join('');
}

/** An id that is the same on every run. */
export function guid(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex').toUpperCase();
  return `{${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-A${hex.slice(17, 20)}-${hex.slice(20, 32)}}`;
}
