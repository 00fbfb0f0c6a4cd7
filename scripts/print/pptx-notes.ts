/** Notes of a presentation: their pages, their master and its theme. */
import { escapeXml } from './pptx-xml.ts';

/** Notes as paragraphs of their own. `xml`: the page as PptxGenJS makes it. */
export function withNotes(xml: string, notes: readonly string[]): string {
  const lines = notes.map(
    (note) =>
      `<a:p><a:r><a:rPr lang="zh-CN" altLang="en-US" dirty="0"/><a:t>${escapeXml(note.replaceAll(/\s*\n\s*/g, ' '))}</a:t></a:r></a:p>`,
  );
  return named(xml).replace(
    /(<p:ph type="body" idx="1"\/>[\s\S]*?<a:lstStyle\/>)<a:p>[\s\S]*?<\/a:p>(<\/p:txBody>)/,
    (_all, before: string, after: string) =>
      before + (lines.join('') || '<a:p><a:endParaRPr lang="zh-CN"/></a:p>') + after,
  );
}

const NAMES: Readonly<Record<string, string>> = {
  'Slide Image': '幻灯片图像',
  Notes: '备注',
  'Slide Number': '页码',
  Header: '页眉',
  Date: '日期',
  Footer: '页脚',
};

/** Its placeholders by Chinese names. */
const named = (xml: string): string =>
  xml.replace(
    /name="([A-Z][A-Za-z ]*) Placeholder \d+"/g,
    (_all, name: string) => `name="${NAMES[name] ?? name}"`,
  );

/** Height of the slide above its notes and width of their page, EMU. */
const IMAGE = 3086100;
const PAGE = 6858000;

/** The master of the notes in Chinese, without the date PptxGenJS was written on, its picture in the shape of the slides. */
export function notesMaster(xml: string, slide: { width: number; height: number }): string {
  const prompts = ['单击此处编辑备注', '要点', '细目', '说明', '补充'];
  const width = Math.round((IMAGE * slide.width) / slide.height);
  return named(xml)
    .replace(/<a:fld [^>]*type="datetime[^>]*>[\s\S]*?<\/a:fld>/g, '')
    .replace(/<a:t>[A-Z][^<]*<\/a:t>/g, () => `<a:t>${prompts.shift() ?? ''}</a:t>`)
    .replace(
      /<a:off x="\d+" y="(\d+)"\/><a:ext cx="\d+" cy="3086100"\/>/,
      (_all, y: string) =>
        `<a:off x="${Math.round((PAGE - width) / 2)}" y="${y}"/><a:ext cx="${width}" cy="${IMAGE}"/>`,
    );
}
