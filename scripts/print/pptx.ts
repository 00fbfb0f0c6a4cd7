/**
 * Puts a presentation together. PptxGenJS makes the package (parts, relationships, notes, sections, a workbook a chart); the shapes, layouts
 * and charts are ours. The same parts give the same bytes.
 */
import { default as pptxgenjs } from 'pptxgenjs';
import { notesMaster, withNotes } from './pptx-notes.ts';
import { escapeXml } from './pptx-xml.ts';
import { workbookParts } from './workbook.ts';
import { readZip, writeZip } from './zip.ts';

// Its types say CommonJS, its module is a class by default.
const Presentation = pptxgenjs as unknown as typeof pptxgenjs.default;

/** A chart and its data sheet: names of rows, one column of numbers. */
export interface PptxChart {
  xml: string;
  series: string;
  categories: string[];
  values: number[];
}

/** Its charts are the relationships rIdChart1, rIdChart2 …; `layout` counts from 0. */
export interface PptxSlide {
  xml: string;
  layout: number;
  charts: readonly PptxChart[];
  links: readonly { id: string; slide: number }[];
  notes: readonly string[];
  section: string;
}

export interface PptxParts {
  /** Of a slide, px. */
  width: number;
  height: number;
  slides: readonly PptxSlide[];
  layouts: readonly { name: string; xml: string }[];
  /** `after`: colour map, list of layouts and text styles. */
  master(after: string): string;
  fonts: Record<'title' | 'text', { latin: string; ea: string }>;
  /** Colours of the theme by their name: dk1 … folHlink, #rrggbb. */
  scheme: Readonly<Record<string, string>>;
  sections: readonly { name: string; id: string }[];
}

/** Properties of the document; `date` is ISO. */
export interface PptxMeta {
  title: string;
  author?: string | undefined;
  subject?: string | undefined;
  date: string;
}

/** px of a slide to inches. */
const INCH = 96;

/** The finished file. */
export async function bindPptx(parts: PptxParts, meta: PptxMeta): Promise<Uint8Array> {
  const made = readZip(await skeleton(parts, meta));
  const files = new Map<string, string | Uint8Array>();
  // PptxGenJS counts charts from one presentation to the next.
  const counted = [...made.keys()].flatMap((name) => /charts\/chart(\d+)\.xml$/.exec(name)?.[1] ?? []);
  const before = Math.min(...counted.map(Number)) - 1;
  const anew = (text: string) =>
    text.replaceAll(
      /(charts\/(?:_rels\/)?chart|Microsoft_Excel_Worksheet)(\d+)(\.(?:xml|xlsx))/g,
      (_all, name: string, number: string, end: string) => name + (Number(number) - before) + end,
    );
  for (const [name, content] of made)
    files.set(anew(name), /\.(?:xml|rels)$/.test(name) ? anew(content.toString()) : content);
  const change = (name: string, edit: (xml: string) => string) => {
    const old = files.get(name);
    if (typeof old !== 'string') throw new Error(`PptxGenJS made no ${name}`);
    files.set(name, edit(old));
  };
  let chart = 0;
  for (const [i, slide] of parts.slides.entries()) {
    const relations = [
      relation('rIdLayout', 'slideLayout', `../slideLayouts/slideLayout${slide.layout + 1}.xml`),
      relation('rIdNotes', 'notesSlide', `../notesSlides/notesSlide${i + 1}.xml`),
      ...slide.links.map((link) => relation(link.id, 'slide', `slide${link.slide}.xml`)),
    ];
    for (const [c, { xml }] of slide.charts.entries()) {
      chart += 1;
      relations.push(relation(`rIdChart${c + 1}`, 'chart', `../charts/chart${chart}.xml`));
      change(`ppt/charts/chart${chart}.xml`, () => xml);
    }
    change(`ppt/slides/slide${i + 1}.xml`, () => slide.xml);
    change(`ppt/slides/_rels/slide${i + 1}.xml.rels`, () => RELATIONS(relations.join('')));
    change(`ppt/notesSlides/notesSlide${i + 1}.xml`, (xml) => withNotes(xml, slide.notes));
  }
  for (const [i, layout] of parts.layouts.entries())
    change(`ppt/slideLayouts/slideLayout${i + 1}.xml`, () => layout.xml);
  change('ppt/slideMasters/slideMaster1.xml', (xml) =>
    parts.master(
      xml.slice(xml.indexOf('<p:clrMap '), xml.indexOf('</p:sldMaster>')).replace(/<p:hf [^>]*>/, ''),
    ),
  );
  change('ppt/theme/theme1.xml', (xml) => themed(xml, parts));
  // The identifiers of its sections are random.
  let section = -1;
  change('ppt/presentation.xml', (xml) =>
    xml.replace(/(<p14:section name="[^"]*" id=")\{[^}]*\}/g, (_all, start: string) => {
      section += 1;
      return start + (parts.sections[section]?.id ?? '');
    }),
  );
  change('ppt/presentation.xml', ordered);
  change('ppt/notesMasters/notesMaster1.xml', (xml) => notesMaster(xml, parts));
  // A master of notes has a theme of its own; PowerPoint mends a file where it shares one.
  files.set('ppt/theme/theme2.xml', String(files.get('ppt/theme/theme1.xml')));
  change('ppt/notesMasters/_rels/notesMaster1.xml.rels', (xml) => xml.replace('theme1.xml', 'theme2.xml'));
  // It lists a master for every slide; there is one.
  change('[Content_Types].xml', (xml) =>
    xml
      .replace(
        /<Override PartName="\/ppt\/theme\/theme1.xml"[^>]*\/>/,
        (theme) => theme + theme.replace('theme1', 'theme2'),
      )
      .replaceAll(/<Override PartName="\/([^"]+)"[^>]*\/>/g, (all, name: string) =>
        files.has(name) ? all : '',
      ),
  );
  change('docProps/core.xml', () => coreXml(meta));
  change('docProps/app.xml', () => appXml(parts.slides.length));
  await Promise.all(
    [...files].map(async ([name, content]) => {
      if (typeof content === 'string') files.set(name, content.replaceAll('lang="en-US"', 'lang="zh-CN"'));
      else if (name.endsWith('.xlsx')) files.set(name, await workbook(content, meta));
    }),
  );
  return zipped(files, meta.date);
}

/** The package as PptxGenJS makes it: its slides are empty, its charts have their workbooks. */
async function skeleton(parts: PptxParts, meta: PptxMeta): Promise<Uint8Array> {
  const pptx = new Presentation();
  pptx.defineLayout({ name: 'deck', width: parts.width / INCH, height: parts.height / INCH });
  pptx.layout = 'deck';
  pptx.title = meta.title;
  // The first layout is there already.
  for (const { name } of parts.layouts.slice(1)) pptx.defineSlideMaster({ title: name });
  for (const { name } of parts.sections) pptx.addSection({ title: name });
  for (const part of parts.slides) {
    const slide = pptx.addSlide({ sectionTitle: part.section });
    slide.addNotes(part.notes.join('\n'));
    for (const { series, categories, values } of part.charts)
      slide.addChart('bar', [{ name: series, labels: categories, values }], { x: 0, y: 0, w: 1, h: 1 });
  }
  return (await pptx.write({ outputType: 'uint8array', compression: false })) as Uint8Array;
}

const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${TYPES}/${type}" Target="${target}"/>`;
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const RELATIONS = (list: string): string =>
  `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list}</Relationships>`;

/** The list of the masters of notes before that of the slides, where the schema has it; pages of notes upright. */
function ordered(xml: string): string {
  const [notes = ''] = /<p:notesMasterIdLst>[\s\S]*?<\/p:notesMasterIdLst>/.exec(xml) ?? [];
  return xml
    .replace(notes, '')
    .replace('<p:sldIdLst>', () => `${notes}<p:sldIdLst>`)
    .replace(/<p:notesSz [^>]*>/, '<p:notesSz cx="6858000" cy="9144000"/>');
}

/** Fonts and colours of the theme. East Asian text takes the ea font of its role. */
function themed(xml: string, { fonts, scheme }: PptxParts): string {
  const font =
    (tag: string, { latin, ea }: { latin: string; ea: string }) =>
    (text: string) =>
      text.replace(
        new RegExp(`<a:${tag}>[\\s\\S]*?</a:${tag}>`),
        `<a:${tag}><a:latin typeface="${latin}"/><a:ea typeface="${ea}"/><a:cs typeface=""/><a:font script="Hans" typeface="${ea}"/></a:${tag}>`,
      );
  const colours = Object.entries(scheme)
    .map(([name, hex]) => `<a:${name}><a:srgbClr val="${hex.slice(1).toUpperCase()}"/></a:${name}>`)
    .join('');
  return font(
    'minorFont',
    fonts.text,
  )(font('majorFont', fonts.title)(xml)).replace(
    /<a:clrScheme[^>]*>[\s\S]*?<\/a:clrScheme>/,
    `<a:clrScheme name="baogao">${colours}</a:clrScheme>`,
  );
}

const stamp = (date: string): string => `${date}T00:00:00Z`;

function coreXml({ title, author, subject, date }: PptxMeta): string {
  const one = (tag: string, text: string | undefined) => (text ? `<${tag}>${escapeXml(text)}</${tag}>` : '');
  const time = (tag: string) => `<dcterms:${tag} xsi:type="dcterms:W3CDTF">${stamp(date)}</dcterms:${tag}>`;
  return `${HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${one('dc:title', title)}${one('dc:subject', subject)}${one('dc:creator', author)}${time('created')}${time('modified')}<dc:language>zh-CN</dc:language></cp:coreProperties>`;
}

const appXml = (slides: number): string =>
  `${HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>baogao</Application><Slides>${slides}</Slides><Notes>${slides}</Notes></Properties>`;

/** The data sheet of a chart. */
function workbook(content: Uint8Array, meta: PptxMeta): Promise<Uint8Array> {
  const app = `${HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>baogao</Application></Properties>`;
  const files = workbookParts(content, { core: coreXml({ title: '', date: meta.date }), app, head: HEAD });
  return zipped(files, meta.date);
}

/** A zip of fixed times and order; the list of contents first, as office programs have it. */
function zipped(files: ReadonlyMap<string, string | Uint8Array>, date: string): Promise<Uint8Array> {
  const sorted = [...files].sort(
    ([a], [b]) =>
      Number(b === '[Content_Types].xml') - Number(a === '[Content_Types].xml') || (a < b ? -1 : 1),
  );
  return writeZip(sorted, new Date(stamp(date < '1980-01-01' ? '1980-01-01' : date)));
}
