/** Options of the sheets on the command line. */
import { describe, expect, it } from 'vitest';
import { sheetsAskedOf, withSheets } from '../../scripts/edition/sheets-asked.ts';
import { EXIT, ProblemError } from '../../scripts/problem.ts';
import { readReport } from '../../scripts/report/read.ts';

const report = await readReport('data/xinbei-2023');
const problemsOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    expect(error.exitCode).toBe(EXIT.usage);
    return error.problems;
  }
  return [];
};

describe('what is asked of the sheets', () => {
  it('is what the command line says, nothing more', () => {
    expect(sheetsAskedOf({})).toEqual({});
    expect(sheetsAskedOf({ paper: 'letter,a5', 'sheet-lang': 'EN' })).toEqual({
      papers: ['A5', 'letter'],
      lang: 'en',
    });
    expect(sheetsAskedOf({ sheet: '2, 3.1.2', title: '{year}年' })).toEqual({
      more: [{ sections: ['2', '3.1.2'], title: '{year}年' }],
    });
  });

  it.each([
    [{ paper: 'A6' }, /A6/, /是否指 A4/],
    [{ paper: ',' }, /空/, /letter/],
    [{ 'sheet-lang': 'de' }, /“de”/, /^$/],
    [{ title: '名称' }, /--title 要与 --sheet 同用/, /--sheet "2\.1,3\.1\.2" --title/],
    [{ sheet: '二' }, /“二”/, /例如 2/],
    [{ sheet: ' ' }, /--sheet/, /例如 2/],
  ])('refuses %j', (words, message, hint) => {
    const [problem, ...others] = problemsOf(() => sheetsAskedOf(words));
    expect([problem?.code, others]).toEqual(['U001', []]);
    expect(problem?.message.zh).toMatch(message);
    expect(problem?.hint?.zh ?? '').toMatch(hint);
  });

  it('stands in place of what report.yaml says, each option alone', () => {
    const own = { ...report, sheets: { ...report.sheets, papers: ['A4', 'A5'] as const } };
    const asked = withSheets(own, { more: [{ sections: ['3.4.2'] }] });
    expect(asked.sheets.papers).toEqual(['A4', 'A5']);
    expect(asked.sheets.more.map((m) => [m.id, m.title])).toEqual([['sections-3.4.2', null]]);
    expect(withSheets(asked, { lang: 'en' }).sheets.more).toBe(asked.sheets.more);
    expect(withSheets(own, {})).toBe(own);
  });

  it.each([
    [['3.9'], '名称', 'D203', /--sheet：没有章节 3\.9/, /3\.7/],
    [['1.1', '3.1'], undefined, 'D104', /--sheet：几节合成的单页要写名称/, /--title/],
    [['3.1'], undefined, 'D104', /太长/, /--title/],
    [['3.1'], '投资99亿元', 'D202', /--title：.*99/, /./],
    [['3.1'], '以转型升级为主攻方向的一节', 'D104', /--title：.*太长/, /写短些/],
  ])('refuses --sheet %j --title %s', (sections, title, code, message, hint) => {
    const more = [{ sections, ...(title === undefined ? {} : { title }) }];
    const [problem] = problemsOf(() => withSheets(report, { more }));
    expect(problem?.code).toBe(code);
    expect(problem?.message.zh).toMatch(message);
    expect(problem?.hint?.zh).toMatch(hint);
  });
});
