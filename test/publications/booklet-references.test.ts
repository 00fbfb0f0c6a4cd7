import path from 'node:path';
import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPress, type Press } from '../../scripts/print/press.ts';
import { A4, A5, type BookletFormat, LARGE } from '../../scripts/publications/booklet/format.ts';
import { type Made, makeEdition } from './laid-out.ts';
import { type ReadLink, readLinks, touch } from './links.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
const bare = (text: string) => text.replace(/\s/g, '');

let press: Press;
beforeAll(async () => {
  press = await openPress();
});
afterAll(() => press?.close());

/**
 * Numbers of pages printed in a link: first in the contents, last elsewhere. Null in a mark of the glossary, which prints the number of
 * its term.
 */
function pagesIn({ target, text, pieces }: ReadLink, contents: boolean): number[] | null {
  if (target.startsWith('entry:') && !text.endsWith('页')) return null;
  const piece = contents ? pieces[0] : pieces.filter((p) => p !== '页').at(-1);
  if (!/^\d+([、–]\d+)*等?$/.test(piece ?? ''))
    throw new Error(`no page in the link to ${target}: ${pieces.join('|')}`);
  return (piece ?? '').replace('等', '').split(/[、–]/).map(Number);
}

describe.each<[string, string, BookletFormat]>([
  ['booklet.pdf', 'data/xinbei-2023', A4],
  ['booklet-a5.pdf', 'data/xinbei-2023', A5],
  ['booklet-large.pdf', 'data/xinbei-2023', LARGE],
  ['booklet.pdf of another report', 'test/input/invented', A4],
])('page numbers in %s', (_, folder, format) => {
  let made: Made;
  let links: ReadLink[];
  beforeAll(async () => {
    made = await makeEdition(press, path.join(root, folder), format);
    links = await readLinks(made.bytes);
  });
  /** Text of the page with this folio. */
  const folioText = (folio: number) => bare(made.pdf.pages[folio + format.front - 1]?.text ?? '');
  /** What is set in the type of the text: no marks of the glossary, notes, heads. */
  const bodyText = (folio: number) => {
    const items = made.pdf.pages[folio + format.front - 1]?.items ?? [];
    return bare(
      items.flatMap((i) => (Math.abs(i.size / format.scale - 15.75) < 0.3 ? [i.text] : [])).join(''),
    );
  };
  /** Whether a text begins on a page; it may go on overleaf. */
  const beginsOn = (folio: number, text: string) => {
    const body = bodyText(folio);
    const at = (body + bodyText(folio + 1)).indexOf(text);
    return at >= 0 && at < body.length;
  };
  const contentsPages = () => {
    const block = made.booklet.layout.blocks.find((b) => b.id === 'contents');
    return (page: number) => page >= (block?.first ?? 0) && page <= (block?.last ?? 0);
  };

  it('are where the links that hold them lead, every one of the document', () => {
    const inContents = contentsPages();
    const wrong: string[] = [];
    const printed = new Map<string, number>();
    for (const link of links) {
      const pages = pagesIn(link, inContents(link.page));
      if (pages === null) continue;
      printed.set(link.target, (printed.get(link.target) ?? 0) + 1);
      if (pages[0] !== link.to - format.front)
        wrong.push(`${link.page}: ${link.text} → ${link.to - format.front} (${link.target})`);
    }
    expect(wrong).toEqual([]);
    // None was lost; outside links stand only heads of the contents and of its ribbon, with the numbers of their rows.
    const $ = load(made.booklet.html);
    const numbers = $('[data-page]').toArray();
    const linked = (e: (typeof numbers)[number]) => $(e).closest('a[href^="#"]').length > 0;
    for (const e of numbers.filter((n) => !linked(n))) {
      expect($(e).closest('.ribbon, .toc-head').length, $(e).attr('data-page')).toBe(1);
      const to = links.find((l) => l.target === $(e).attr('data-page'))?.to ?? 1 + format.front;
      expect(Number($(e).text().split('–')[0]), $(e).attr('data-page')).toBe(to - format.front);
    }
    const wanted = new Map<string, number>();
    for (const a of new Set(numbers.filter(linked).map((e) => $(e).closest('a')[0]))) {
      const target = ($(a as never).attr('href') ?? '').slice(1);
      wanted.set(target, (wanted.get(target) ?? 0) + 1);
    }
    expect([...printed].sort()).toEqual([...wanted].sort());
  });

  it('stand in notes that never overlap', () => {
    const over: string[] = [];
    const notes = links.filter((l) => /^(entry|topic):/.test(l.target) && l.text.includes('页'));
    if (made.report.glossary) expect(notes.length).toBeGreaterThan(made.report.glossary.terms.length - 1);
    for (const [i, a] of notes.entries())
      for (const b of notes.slice(i + 1))
        if (a.page === b.page && touch(a.box, b.box, -0.5)) over.push(`${a.page}: ${a.text} / ${b.text}`);
    expect(over).toEqual([]);
  });

  it('name pages on which stands what they are given for', () => {
    const { report, booklet } = made;
    const inContents = contentsPages();
    const missing: string[] = [];
    const counts = new Map<string, number>();
    const figures = new Map(
      load(booklet.html)('[data-figure-number]')
        .toArray()
        .map((e) => [e.attribs['data-figure-number'] ?? '', bare(load(e).text())]),
    );
    for (const link of links) {
      const [kind = '', id = ''] = link.target.split(/:(.*)/s);
      const pages = pagesIn(link, inContents(link.page)) ?? [link.to - format.front];
      const place = inContents(link.page) ? 'contents' : kind;
      counts.set(place, (counts.get(place) ?? 0) + 1);
      const expectOn = (what: string, from: number[], text = from.map(folioText)) => {
        const all = what !== '' && text.every((t) => t.includes(bare(what)));
        if (!all) missing.push(`${link.page} ${link.target} ${link.text}: ${what} on ${from}`);
      };
      const plain = id.replace(/~.*/, '');
      const first = pages.slice(0, 1);
      if (kind === 'section') expectOn(report.headings.get(id)?.title.text ?? '', first);
      else if (kind === 'part') expectOn(report.parts.find((p) => p.path === id)?.title.text ?? '', first);
      else if (kind === 'topic') expectOn(report.topics.find((t) => t.id === id)?.name ?? '', first);
      else if (kind === 'list') expectOn(link.text.replace(/^\d+/, '').replace(/（.*/, ''), first);
      else if (kind === 'figure') expectOn(figures.get(id) ?? '', first);
      else if (kind === 'entry') {
        const term = report.glossary?.terms.find((t) => t.id === plain);
        expectOn(term?.term.text ?? '', first);
        if (!link.text.endsWith('页'))
          expect(Number(/\d+/.exec(link.text)?.[0]), link.target).toBe(term?.number);
      } else if (kind === 'term') {
        const uses = report.glossary?.terms.find((t) => t.id === plain)?.uses ?? [];
        // A term may run over the foot of a page: where it ends is where it stands.
        for (const page of pages)
          if (
            !uses.some((use) => (folioText(page - 1).slice(-12) + folioText(page)).includes(bare(use.text)))
          )
            missing.push(`${link.page} ${link.target}: ${uses[0]?.text} on ${page}`);
      } else if (kind === 'quote') {
        const at = Number(id);
        expectOn(report.text.slice(at, at + 2), first);
        // Of the sentence that is quoted its beginning: it may go on overleaf.
        const sentence = bare(report.text.slice(at, at + 24));
        const [page = 0] = first;
        if (!(beginsOn(page, sentence) || folioText(page).includes(sentence)))
          missing.push(`${link.page} ${link.target}: ${sentence} on ${page}`);
      } else if (kind === 'indicator') {
        const fact = report.facts.get(id);
        const [page = 0] = first;
        const wanted = bare(fact?.number || (report.indicators.get(id)?.words ?? '')).slice(0, 8);
        if (wanted === '' || !(beginsOn(page, wanted) || folioText(page).includes(wanted)))
          missing.push(`${link.page} ${link.target}: ${wanted} on ${page}`);
      } else missing.push(`${link.page}: what is ${link.target}?`);
    }
    expect(missing).toEqual([]);
    for (const kind of ['contents', 'section', ...(report.glossary ? ['entry', 'term'] : [])])
      expect(counts.get(kind) ?? 0, kind).toBeGreaterThan(0);
    if (report.indicators.size > 0) expect(counts.get('indicator')).toBeGreaterThan(report.indicators.size);
    if (report.figures.length > 0) expect(counts.get('figure')).toBeGreaterThan(0);
  });
});

it('fails when the pages do not settle (L001)', async () => {
  let prints = 0;
  const oscillating: Press = {
    ...press,
    pdf: (doc, options) => {
      prints += 1;
      // What moves a section to another page and back, as a badly placed note might.
      const room = prints % 2 === 1 ? '<div style="height:600pt"></div>' : '';
      return press.pdf(
        { ...doc, html: doc.html.replace('<div class="heading">', `${room}<div class="heading">`) },
        options,
      );
    },
  };
  await expect(makeEdition(oscillating, path.join(root, 'test/input/invented'), A4)).rejects.toMatchObject({
    problems: [{ code: 'L001', severity: 'error', where: { product: 'booklet/booklet.pdf' } }],
  });
  expect(prints).toBe(3);
});
