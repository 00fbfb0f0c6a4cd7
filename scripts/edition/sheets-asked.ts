/** What is asked of the sheets on the command line. */
import { EXIT, type Message, type Problem, ProblemError } from '../problem.ts';
import { nearest } from '../report/nearest.ts';
import type { Report } from '../report/report.ts';
import { readSheetsChoice } from '../report/sheets-choice.ts';
import { SHEET_LANGUAGES, SHEET_PAPERS, type SheetPaper, type SheetsSpec } from '../report/sheets-schema.ts';
import { resolveWords, type WordsContext } from '../report/words.ts';
import type { SheetsAsked } from './account.ts';

/** The command line's words: `--paper A5,letter`, `--sheet "2.1,3.1.2" --title "…"`, `--sheet-lang en`. */
export interface SheetsWords {
  paper?: string | undefined;
  sheet?: string | undefined;
  title?: string | undefined;
  'sheet-lang'?: string | undefined;
}

/** Reads the command line. Which sections there are, only a report knows. Throws ProblemError U001. */
export function sheetsAskedOf({ paper, sheet, title, 'sheet-lang': lang }: SheetsWords): SheetsAsked {
  const asked: SheetsAsked = {};
  if (paper !== undefined) asked.papers = papersOf(paper);
  if (lang !== undefined) {
    const known = SHEET_LANGUAGES.find((own) => own === lang.trim().toLowerCase());
    if (known === undefined)
      throw refused({
        zh: `--sheet-lang 应为 zh 或 en，写的是“${lang}”`,
        en: `--sheet-lang takes zh or en, found “${lang}”`,
      });
    asked.lang = known;
  }
  if (title !== undefined && sheet === undefined)
    throw refused(
      { zh: '--title 要与 --sheet 同用', en: '--title goes with --sheet' },
      {
        zh: '写成 --sheet "2.1,3.1.2" --title "名称"：--sheet 说明做哪几节',
        en: 'write --sheet "2.1,3.1.2" --title "name": --sheet says of which sections',
      },
    );
  if (sheet !== undefined) {
    const sections = sheet.split(/[,，、\s]+/).filter((path) => path !== '');
    if (sections.length === 0 || !sections.every((path) => /^\d+(\.\d+)*$/.test(path)))
      throw refused(
        {
          zh: `--sheet 应为章节的编号，写的是“${sheet}”`,
          en: `--sheet takes numbers of sections, found “${sheet}”`,
        },
        {
          zh: '例如 2（第二部分）、2.1（其中第一节）、3.1.2（第三部分第一节第二条），用逗号隔开',
          en: 'such as 2 (the second part), 2.1 (its first section), 3.1.2 (an item), parted by commas',
        },
      );
    asked.more = [{ sections, ...(title === undefined ? {} : { title }) }];
  }
  return asked;
}

function papersOf(list: string): SheetPaper[] {
  const names = list.split(/[,，\s]+/).filter((name) => name !== '');
  const known = names.map((name) => SHEET_PAPERS.find((own) => own.toLowerCase() === name.toLowerCase()));
  const wrong = names[known.indexOf(undefined)];
  if (names.length > 0 && wrong === undefined) return SHEET_PAPERS.filter((paper) => known.includes(paper));
  const meant = nearest(wrong ?? '', SHEET_PAPERS);
  const all = SHEET_PAPERS.join(',');
  throw refused(
    { zh: `--paper 没有这种纸张：${wrong ?? '（空）'}`, en: `--paper knows no ${wrong ?? '(nothing)'}` },
    {
      zh: `${meant ? `是否指 ${meant}？` : ''}可选：${all}`,
      en: `${meant ? `did you mean ${meant}? ` : ''}choose from: ${all}`,
    },
  );
}

/**
 * The report with what is asked in place of what report.yaml says. Throws ProblemError (exit 2) with all that is wrong with sections and
 * title: they are the editor's words, wherever they are written.
 */
export function withSheets(report: Report, asked: SheetsAsked = {}): Report {
  if (Object.keys(asked).length === 0) return report;
  const problems: Problem[] = [];
  const fault = (code: string, message: Message, hint?: Message) =>
    problems.push({ code, severity: 'error', message, ...(hint ? { hint } : {}) });
  const context: WordsContext = {
    text: report.text,
    profile: report.profile,
    facts: report.facts,
    indicators: report.indicators,
    derivedNames: new Map([...report.derived.values()].map(({ id, name }) => [id, name])),
    counts: {},
    lost: () => false,
  };
  const spec: SheetsSpec = asked.more ? { more: asked.more } : {};
  const read = readSheetsChoice(
    { ...spec, papers: asked.papers ?? [...report.sheets.papers], lang: asked.lang ?? report.sheets.lang },
    {
      headings: report.headings,
      words: (_, template) =>
        resolveWords(template, '--title', context, (code, message, hint) =>
          fault(code, { zh: `--title：${message.zh}`, en: `--title: ${message.en}` }, hint),
        ),
      fault: (path, code, message, hint) => {
        const option = path.at(-1) === 'title' ? '--title' : '--sheet';
        fault(code, { zh: `${option}：${message.zh}`, en: `${option}: ${message.en}` }, hint);
      },
    },
  );
  if (problems.length > 0) throw new ProblemError(problems, EXIT.usage);
  return Object.freeze({ ...report, sheets: asked.more ? read : { ...read, more: report.sheets.more } });
}

const refused = (message: Message, hint?: Message): ProblemError =>
  new ProblemError([{ code: 'U001', severity: 'error', message, ...(hint ? { hint } : {}) }], EXIT.usage);
