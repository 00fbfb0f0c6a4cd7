import { type CheerioAPI, load } from 'cheerio';
import { beforeAll, describe, expect, it } from 'vitest';
import { planWorkbook, type WorkSheet } from '../../scripts/plan/workbook.ts';
import { bindWorkbook } from '../../scripts/print/xlsx.ts';
import { readZip } from '../../scripts/print/zip.ts';
import { readReport } from '../../scripts/report/read.ts';

const report = await readReport('data/xinbei-2023');
const sheets: WorkSheet[] = planWorkbook(report, undefined);
let files: Map<string, Buffer>;
const part = (name: string): CheerioAPI => load(files.get(name)?.toString('utf8') ?? '', { xml: true });

beforeAll(async () => {
  files = readZip(await bindWorkbook(sheets, { title: '指标', date: '2023-01-03' }));
});

describe('indicators.xlsx on paper', () => {
  it('is A4 across, as wide as its page and as many pages long as it takes, numbered', () => {
    for (const [i] of sheets.entries()) {
      const $ = part(`xl/worksheets/sheet${i + 1}.xml`);
      expect($('sheetPr > pageSetUpPr').attr('fitToPage')).toBe('1');
      expect($('pageSetup').attr()).toMatchObject({
        ...{ paperSize: '9', orientation: 'landscape', fitToWidth: '1', fitToHeight: '0' },
      });
      expect($('headerFooter > oddFooter').text()).toContain('&P');
      const order = $('worksheet')
        .children()
        .toArray()
        .map((element) => element.name);
      const known = [
        'sheetPr',
        'sheetViews',
        'cols',
        'sheetData',
        'autoFilter',
        'pageMargins',
        'pageSetup',
        'headerFooter',
      ];
      expect(order).toEqual(known.filter((name) => order.includes(name)));
    }
  });

  it('repeats the heads on every page and leaves the ids of programs out', () => {
    const $ = part('xl/workbook.xml');
    const name = (own: string, sheet: number) =>
      $(`definedName[name="_xlnm.${own}"][localSheetId="${sheet}"]`).text();
    sheets.forEach((sheet, i) => {
      expect(name('Print_Titles', i)).toBe(`'${sheet.name}'!$1:$1`);
      const last = sheet.columns[sheet.printed]?.head;
      expect(last ?? '编号').toBe('编号');
    });
    expect(name('Print_Area', 0)).toBe(`'指标'!$A$1:$P$${report.indicators.size + 1}`);
  });

  it('prints no smaller than 小六, 6.5 pt', () => {
    // A character of 微软雅黑 10 is 7 px wide where Excel measures columns; A4 without margins is 277 mm.
    const room = ((297 / 25.4 - 0.8) * 96) / 7;
    for (const { columns, printed } of sheets) {
      const width = columns.slice(0, printed).reduce((sum, column) => sum + column.width, 0);
      expect(10 * Math.min(1, room / width)).toBeGreaterThanOrEqual(6.5);
    }
  });

  it('shows every text whole: it wraps, and its row is as high as its lines', () => {
    const styles = part('xl/styles.xml');
    const wraps = styles('cellXfs > xf')
      .toArray()
      .map((xf) => styles(xf).find('alignment').attr('wrapText') === '1');
    sheets.forEach((sheet, i) => {
      const $ = part(`xl/worksheets/sheet${i + 1}.xml`);
      for (const cell of $('c[t="s"]').toArray()) expect(wraps[Number($(cell).attr('s'))]).toBe(true);
      sheet.rows.forEach((row, r) => {
        const height = Number($(`row[r="${r + 2}"]`).attr('ht'));
        row.forEach((cell, c) => {
          if (cell?.kind !== 'text' || !/^\p{Script=Han}+$/u.test(cell.text)) return;
          const lines = Math.ceil((cell.text.length * 2) / (sheet.columns[c]?.width ?? 0));
          expect(height, cell.text).toBeGreaterThanOrEqual(lines * 13.5);
        });
      });
    });
  });
});

describe('a period of the workbook', () => {
  it('is said in words', () => {
    const periods = sheets[0]?.rows.map((row) => (row[2]?.kind === 'text' ? row[2].text : ''));
    expect(periods).toContain('2022年四季度');
    expect(periods?.filter((text) => /[A-Z]/.test(text))).toEqual([]);
  });
});
