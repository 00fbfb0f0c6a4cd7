/** `sheets:` of report.yaml read, or what the command line says in its place: papers, language, and sheets of any sections. */
import type { Message } from '../problem.ts';
import { nearest } from './nearest.ts';
import type { Heading } from './passages.ts';
import type { Words } from './report.ts';
import { SHEET_PAPERS, type SheetLang, type SheetPaper, type SheetsSpec } from './sheets-schema.ts';

export type { SheetLang, SheetPaper } from './sheets-schema.ts';

/** A sheet besides those of the topics. */
export interface MoreSheet {
  /** sections-2.1-3.1.2: the name of its files */
  id: string;
  /** In the report's order, none inside another. */
  sections: Heading[];
  /** The editor's; null: that of its only section, verbatim. */
  title: Words | null;
}

/** The editor's choices for the sheets. */
export interface SheetsChoice {
  /** Every paper that is made: A4, and what was asked for. */
  papers: readonly SheetPaper[];
  lang: SheetLang;
  more: readonly MoreSheet[];
}

/** How problems are told and words resolved: with places in report.yaml, or as those of the command line. */
export interface SheetsMatter {
  headings: ReadonlyMap<string, Heading>;
  words(path: readonly PropertyKey[], template: string): Words;
  fault(path: readonly PropertyKey[], code: string, message: Message, hint?: Message): void;
}

/** Full-width characters that the name of a sheet has room for, beside whose sheet it is (design.md §5). */
export const LONGEST_TITLE = 12;

/** Width of a title, in full-width characters. */
export const titleUnits = (text: string): number =>
  [...text].reduce((sum, char) => sum + ((char.codePointAt(0) ?? 0) < 0x2000 ? 0.5 : 1), 0);

/** Reads `sheets:`. Paths of faults begin below it. What leads nowhere is told, and its sheet left out. */
export function readSheetsChoice(spec: SheetsSpec | undefined, matter: SheetsMatter): SheetsChoice {
  const { headings, words, fault } = matter;
  const taken = new Set<string>();
  const more = (spec?.more ?? []).flatMap((entry, i) => readMore(entry, ['more', i]) ?? []);
  return {
    papers: SHEET_PAPERS.filter((paper) => paper === 'A4' || spec?.papers?.includes(paper)),
    lang: spec?.lang ?? 'zh',
    more,
  };

  function readMore(
    { sections: paths, title: template }: NonNullable<SheetsSpec['more']>[number],
    path: readonly PropertyKey[],
  ): MoreSheet | null {
    const at = (k: number) => [...path, 'sections', k];
    const found = paths.filter((own, k) => isSection(own, at(k)));
    const apart = found.every((own, k) => {
      const around = found.find((other, j) => j !== k && isWithin(own, other) && (own !== other || j < k));
      if (around !== undefined) overlaps(own, around, at(paths.lastIndexOf(own)));
      return around === undefined;
    });
    const title = template === undefined ? null : titleOf(template, [...path, 'title']);
    const sections = [...headings.values()].filter((heading) => found.includes(heading.path));
    if (found.length < paths.length || !apart || title === undefined) return null;
    if (title === null && !namesItself(sections, path)) return null;
    const id = `sections-${sections.map((heading) => heading.path).join('-')}`;
    if (taken.has(id)) {
      fault(path, 'D201', {
        zh: `这些章节已经另有一张单页：${paths.join('、')}`,
        en: `there is a sheet of these sections already: ${paths.join(', ')}`,
      });
      return null;
    }
    taken.add(id);
    return { id, sections, title };
  }

  function isSection(wanted: string, path: readonly PropertyKey[]): boolean {
    if (headings.has(wanted)) return true;
    const meant = nearestSection(wanted, headings);
    fault(
      path,
      'D203',
      { zh: `没有章节 ${wanted}`, en: `no section ${wanted}` },
      meant && {
        zh: `是否指 ${meant.path}“${meant.title.text}”？`,
        en: `did you mean ${meant.path} “${meant.title.text}”?`,
      },
    );
    return false;
  }

  function overlaps(own: string, around: string, path: readonly PropertyKey[]): void {
    const same = own === around;
    fault(
      path,
      'D105',
      {
        zh: same ? `章节 ${own} 写了两次` : `章节 ${own} 已经在 ${around} 里`,
        en: same ? `section ${own} is named twice` : `section ${own} stands in ${around} already`,
      },
      { zh: `去掉 ${own}`, en: `leave ${own} out` },
    );
  }

  /** Undefined for one that is too long. */
  function titleOf(template: string, path: readonly PropertyKey[]): Words | undefined {
    const title = words(path, template);
    if (titleUnits(title.text) <= LONGEST_TITLE) return title;
    fault(
      path,
      'D104',
      {
        zh: `单页的名称“${title.text}”太长：${Math.ceil(titleUnits(title.text))} 字，至多 ${LONGEST_TITLE} 字`,
        en: `the title “${title.text}” is too long: room is for ${LONGEST_TITLE} characters, it takes ${Math.ceil(titleUnits(title.text))}`,
      },
      { zh: '写短些；结论另有两行', en: 'shorten it; what it concludes has two lines of its own' },
    );
    return undefined;
  }

  /** Whether a sheet without a title can be called as its only section. */
  function namesItself(sections: readonly Heading[], path: readonly PropertyKey[]): boolean {
    const [only, ...others] = sections;
    const long = only !== undefined && titleUnits(only.title.text) > LONGEST_TITLE;
    if (others.length === 0 && !long) return true;
    fault(
      path,
      'D104',
      others.length > 0
        ? { zh: '几节合成的单页要写名称', en: 'a sheet of several sections needs a title' }
        : {
            zh: `章节 ${only?.path} 的标题“${only?.title.text}”太长，不能作单页的名称`,
            en: `the title of section ${only?.path} is too long for the name of a sheet: “${only?.title.text}”`,
          },
      {
        zh: `用 title（命令行 --title）写一个，至多 ${LONGEST_TITLE} 字`,
        en: `give it one with title (on the command line --title), at most ${LONGEST_TITLE} characters`,
      },
    );
    return false;
  }
}

const isWithin = (path: string, around: string): boolean => path === around || path.startsWith(`${around}.`);

/** The section most likely meant by a path that leads nowhere: under the same part or section as far as it goes, the next in number. */
function nearestSection(path: string, headings: ReadonlyMap<string, Heading>): Heading | undefined {
  const steps = path.split('.');
  for (let depth = steps.length - 1; depth > 0; depth--) {
    const around = headings.get(steps.slice(0, depth).join('.'));
    if (!around) continue;
    const wanted = Number(steps[depth]);
    const far = (heading: Heading) => Math.abs(Number(heading.path.split('.').at(-1)) - wanted);
    return [...around.children].sort((a, b) => far(a) - far(b))[0] ?? around;
  }
  return headings.get(nearest(path, headings.keys()) ?? '');
}
