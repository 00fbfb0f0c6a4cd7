/**
 * Word documents and the workbook, against the same files made anew from the data and the proved page: part by part. Reading them proves what they say;
 * what a style, a relation, a format, a filter or a picture turned upside down makes of it, only the whole file proves.
 */
import type { PageMap } from '../marks.ts';
import { planSheets } from '../plan/sheets.ts';
import { planWord } from '../plan/word.ts';
import { planWorkbook, workbookTitle } from '../plan/workbook.ts';
import { bindDocx } from '../print/docx.ts';
import { bindWorkbook } from '../print/xlsx.ts';
import { isPlainZip, readZip } from '../print/zip.ts';
import type { Problem } from '../problem.ts';
import { reportName } from '../publications/report-name.ts';
import { partNames, sheetTitle } from '../publications/sheets/labels.ts';
import { aboutWord } from '../publications/word/about.ts';
import { sheetPicture, svgsIn } from '../publications/word/chart.ts';
import { wordReport } from '../publications/word/report.ts';
import { wordSheet } from '../publications/word/sheet.ts';
import type { Report } from '../report/report.ts';
import { filesOf } from './figure-files.ts';

/** How the edition was made: its date (YYYY-MM-DD), whether it is a draft, folios of its booklet. */
export interface OfficeMade {
  date: string;
  draft: boolean;
  pages: PageMap | undefined;
}

/** Makes the file anew as `path` names it; `page`: the proved HTML of the same name. Its pictures, proved pixel by pixel, are taken over. */
async function madeAnew(
  report: Report,
  path: string,
  files: ReadonlyMap<string, Buffer>,
  page: string,
  { date, draft, pages }: OfficeMade,
): Promise<Uint8Array> {
  const picture = (i: number) => files.get(`word/media/image${i + 1}.png`) ?? Buffer.alloc(0);
  if (path.endsWith('.xlsx'))
    return bindWorkbook(planWorkbook(report, pages), { title: workbookTitle(report), date });
  if (path === 'booklet/report.docx') {
    const pictures = new Map(
      planWord(report).figures.map(
        ({ spec }, i) => [spec.id, { png: picture(i), plot: filesOf(report, spec).plot }] as const,
      ),
    );
    return bindDocx(wordReport(report, { pictures, draft }), {
      ...aboutWord(report, reportName(report)),
      date,
    });
  }
  const article = /<article[\s\S]*<\/article>/.exec(page)?.[0] ?? '';
  const charts = svgsIn(article).map((svg, i) => sheetPicture(report, svg, picture(i)));
  const sheet = planSheets(report).find(({ topic }) => path === `sheets/${topic.id}.docx`);
  const names = partNames(report.sheets.lang);
  return bindDocx(wordSheet(article, { names, charts, draft }), {
    ...aboutWord(report, sheetTitle(report, sheet?.topic.name ?? '')),
    date,
  });
}

/** P405 for the first part that is another than in the file made anew, missing or too many, and for an archive with more in it than its list names. */
export async function officeFindings(
  report: Report,
  { path, content }: { path: string; content: Uint8Array },
  page: string,
  made: OfficeMade,
): Promise<Problem[]> {
  const differs = (part: string): Problem[] => [
    {
      code: 'P405',
      severity: 'error',
      message: {
        zh: `与按数据重做的文件不同：${part}`,
        en: `differs from the file made anew from the data: ${part}`,
      },
      where: { product: path },
    },
  ];
  try {
    const found = readZip(content);
    const wanted = readZip(await madeAnew(report, path, found, page, made));
    const names = [...new Set([...wanted.keys(), ...found.keys()])];
    const other = names.find((name) => {
      const [a, b] = [found.get(name), wanted.get(name)];
      return !a || !b || !a.equals(b);
    });
    if (other !== undefined) return differs(other);
    const ordered = [...found.keys()].join() === [...wanted.keys()].join();
    return ordered && isPlainZip(content) ? [] : differs('zip');
  } catch (error) {
    return differs(error instanceof Error ? error.message : String(error));
  }
}
