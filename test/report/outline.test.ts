import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readGlossary } from '../../scripts/report/glossary.ts';
import { type Outline, readOutline } from '../../scripts/report/outline.ts';
import type { Heading, Span } from '../../scripts/report/report.ts';

const XINBEI = readFileSync('data/xinbei-2023/report.txt', 'utf8');
const INVENTED = readFileSync('test/input/invented/report.txt', 'utf8');
/** Real reports kept beside the repository where it is developed. */
const CORPUS = path.resolve(import.meta.dirname, '../../../shared/report');

const all = (outline: Outline): Heading[] => [...outline.headings.values()];
const leads = (heading: Heading) =>
  heading.paragraphs.flatMap((p) => p.sentences.filter((s) => s.lead).map((s) => s.text));

/** How often each character is covered by heading, paragraph, closing and glossary; every span must hold its own text. */
function coverage(text: string): { bare: number; twice: number } {
  const outline = readOutline(text);
  const count = new Uint8Array(text.length);
  const cover = (span: Span) => {
    expect(text.slice(span.start, span.end)).toBe(span.text);
    for (let i = span.start; i < span.end; i++) count[i] = (count[i] ?? 0) + 1;
  };
  outline.preface.forEach(cover);
  for (const heading of all(outline)) {
    cover(heading.heading);
    for (const paragraph of [...heading.paragraphs, ...heading.closing]) {
      cover(paragraph);
      expect(paragraph.sentences.map((s) => s.text).join('')).toBe(paragraph.text);
    }
  }
  const glossary = readGlossary(text, outline.bodyEnd);
  if (glossary) [glossary.heading, ...glossary.terms.map((t) => t.entry)].forEach(cover);
  let [bare, twice] = [0, 0];
  for (let i = 0; i < text.length; i++) {
    if ((count[i] ?? 0) > 1) twice++;
    if (count[i] === 0 && !/[\s\u3000\ufeff]/.test(text[i] ?? '')) bare++;
  }
  return { bare, twice };
}

describe('the outline of Xinbei 2023', () => {
  const outline = readOutline(XINBEI);

  it('has three parts, their sections and items', () => {
    expect(outline.parts.map((p) => `${p.number}${p.title.text}/${p.children.length}`)).toEqual([
      '一、2022年工作回顾/6',
      '二、2023年工作总体要求和目标任务/0',
      '三、2023年重点工作/7',
    ]);
    expect(all(outline).filter((h) => h.kind === 'item').length).toBe(22);
  });

  it('reads lead phrases', () => {
    const section = outline.headings.get('1.1');
    expect(section && leads(section)).toEqual([
      '综合实力稳中有进。',
      '重大项目捷报频传。',
      '产业发展亮点突出。',
    ]);
  });

  it('keeps what closes a part out of its last child', () => {
    for (const part of [outline.parts[0], outline.parts[2]]) {
      expect(part?.closing.length).toBeGreaterThan(0);
      const last = part?.children.at(-1)?.children.at(-1) ?? part?.children.at(-1);
      expect(last?.paragraphs.some((p) => p.text.startsWith('各位代表'))).toBe(false);
    }
    expect(outline.parts[2]?.closing.at(-1)?.text).toMatch(/让我们/);
  });

  it('covers every character once', () => expect(coverage(XINBEI)).toEqual({ bare: 0, twice: 0 }));

  it('finds the glossary, its terms and where they are used', () => {
    const terms = readGlossary(XINBEI, outline.bodyEnd)?.terms ?? [];
    expect(terms.length).toBe(14);
    const term = (name: string) => terms.find((t) => t.term.text.includes(name));
    expect(term('QFLP')?.uses.length).toBeGreaterThan(0);
    expect(term('精网微格')?.uses.length).toBeGreaterThan(0);
    for (const t of terms) {
      expect(t.uses.length, t.term.text).toBeGreaterThan(0);
      for (const use of t.uses) expect(use.end).toBeLessThanOrEqual(outline.bodyEnd);
      expect(t.definition.text.length).toBeGreaterThan(5);
    }
  });
});

describe('headings of other styles', () => {
  it.each([
    [
      'half-width brackets and dots',
      '一、回顾\n(一)稳增长\n1.做强工业。全年平稳。\n(二)惠民生\n1.办好教育。',
      ['1', '1.1', '1.1.1', '1.2', '1.2.1'],
    ],
    ['full-width dots', '一、回顾\n（一）稳增长\n1．做强工业\n2．做大农业', ['1', '1.1', '1.1.1', '1.1.2']],
    [
      'items numbered 1、',
      '一、回顾\n（一）稳增长\n1、做强工业\n2、做大农业',
      ['1', '1.1', '1.1.1', '1.1.2'],
    ],
    [
      'unnumbered parts',
      '2021年工作回顾\n一、稳增长\n平稳。\n2022年工作安排\n一、促发展\n加快。',
      ['1', '1.1', '2', '2.1'],
    ],
    ['no headings', '各位代表：\n我向大会报告工作。', []],
  ])('%s', (_, text, paths) => {
    const outline = readOutline(text);
    expect([...outline.headings.keys()]).toEqual(paths);
    expect(coverage(text)).toEqual({ bare: 0, twice: 0 });
  });

  it('a heading and its text on one line', () => {
    const heading = readOutline('一、回顾\n（一）稳增长。工业平稳增长。农业丰收。').headings.get('1.1');
    expect(heading).toMatchObject({ runIn: true, title: { text: '稳增长' }, number: '（一）' });
    expect(heading?.paragraphs[0]?.text).toBe('工业平稳增长。农业丰收。');
  });

  it('a number that begins a sentence is no heading', () => {
    expect(readOutline('一、回顾\n1.5万户居民用上天然气，群众满意度明显提升。').headings.size).toBe(1);
  });

  it('a short sentence inside prose is no lead phrase', () => {
    const prose = readOutline(
      '一、回顾\n我们扩大开放，缔结友城三座。某企业在香港上市。全年引进外资增长较快，规模居全省前列。',
    );
    expect(leads(prose.parts[0] as Heading)).toEqual([]);
  });

  it('an invented county', () => {
    const outline = readOutline(INVENTED);
    expect(outline.parts.map((p) => p.children.length)).toEqual([3, 0, 4]);
    expect(coverage(INVENTED)).toEqual({ bare: 0, twice: 0 });
    expect(readGlossary(INVENTED, outline.bodyEnd)?.terms.map((t) => t.uses.length > 0)).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('full-width numbers of a glossary', () => {
    const text =
      '一、回顾\n推进“五位一体”。\n加快。\n平稳。\n名词解释\n［１］“五位一体”：五个方面的总体布局。\n';
    const outline = readOutline(text);
    expect(readGlossary(text, outline.bodyEnd)?.terms).toMatchObject([
      { number: 1, term: { text: '“五位一体”' } },
    ]);
  });

  it.each(['', '\n\n', '一、', '（一）', '1．', '\ufeff一、回顾\r\n平。\r\n', '名词解释\n', '\u3000'])(
    'never throws: %j',
    (text) => expect(() => coverage(text)).not.toThrow(),
  );
});

describe.skipIf(!existsSync(path.join(CORPUS, 'corpus')))('real reports', () => {
  const files = existsSync(path.join(CORPUS, 'corpus')) ? readdirSync(path.join(CORPUS, 'corpus')) : [];
  it.each(files)('%s', (file) => {
    expect(coverage(readFileSync(path.join(CORPUS, 'corpus', file), 'utf8'))).toEqual({ bare: 0, twice: 0 });
  });

  it('Xinbei as labelled by hand', () => {
    const labels = JSON.parse(readFileSync(path.join(CORPUS, 'labels/outlines.json'), 'utf8')) as Record<
      string,
      { outline: { path: string; title: string }[]; leads: [string, string[]][] }
    >;
    const label = labels['xinbei-2023'];
    const outline = readOutline(XINBEI);
    expect(all(outline).map((h) => `${h.path} ${h.title.text}`)).toEqual(
      label?.outline.filter((h) => h.path !== 'G').map((h) => `${h.path} ${h.title}`),
    );
  });
});

describe('marks of other reports', () => {
  const titles = (text: string) => [...readOutline(text).headings.values()].map((h) => h.title.text);

  it('are numerals before a wide blank and numbers in full width or brackets', () => {
    const text =
      '一、工作回顾\n一　经济增长。全年增长。\n１、工业发展\n稳步推进。\n（2）农业发展\n稳步推进。\n';
    expect(titles(text)).toEqual(['工作回顾', '经济增长', '工业发展', '农业发展']);
  });

  it('stand before a title of up to 80 characters that has its line to itself', () => {
    const long = `坚持${'统筹推进城乡协调发展'.repeat(6)}，建设新城`;
    expect(long.length).toBeGreaterThan(60);
    expect(titles(`一、${long}\n稳步推进。\n二、${long}。其后是一段话。\n`)).toEqual([long]);
  });
});
