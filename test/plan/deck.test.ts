import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { planDeck } from '../../scripts/plan/deck.ts';
import { contentOf, namedIn, type Slide, units } from '../../scripts/plan/deck-slide.ts';
import { withDefaults } from '../../scripts/plan/defaults.ts';
import { topicsOf } from '../../scripts/plan/topics.ts';
import { readReport } from '../../scripts/report/read.ts';
import type { Report } from '../../scripts/report/report.ts';
import { folderOf, readFolder } from '../report/folder.ts';

const root = path.resolve(import.meta.dirname, '..', '..');

describe('the deck of the Xinbei report', () => {
  let report: Report;
  let slides: Slide[];
  beforeAll(async () => {
    report = await readReport(path.join(root, 'data', 'xinbei-2023'));
    slides = planDeck(report);
  });

  it('has 24 to 32 slides in the order of a briefing', () => {
    expect(slides.length).toBeGreaterThanOrEqual(24);
    expect(slides.length).toBeLessThanOrEqual(32);
    expect(slides.map((s) => s.number)).toEqual(slides.map((_, i) => i + 1));
    const kinds = slides.map((s) => s.kind);
    expect(kinds.slice(0, 3)).toEqual(['title', 'agenda', 'indicators']);
    expect(kinds.indexOf('targets')).toBeLessThan(kinds.indexOf('section'));
    expect(kinds.slice(-2)).toEqual(['challenges', 'closing']);
    expect(new Set(slides.map((s) => s.id)).size).toBe(slides.length);
  });

  it('opens each of the eight topics and gives it one to three slides', () => {
    const openers = slides.filter((s) => s.kind === 'section');
    expect(openers.map((s) => s.topic.id)).toEqual(report.topics.map((t) => t.id));
    for (const { topic } of openers) {
      const own = slides.filter((s) => s.topic?.id === topic.id);
      expect(own[0]?.kind).toBe('section');
      expect(own.length).toBeGreaterThanOrEqual(2);
      expect(own.length).toBeLessThanOrEqual(4);
    }
  });

  it('tells the agenda where each topic opens', () => {
    const agenda = slides.find((s) => s.kind === 'agenda');
    expect(agenda?.rows).toHaveLength(8);
    for (const row of agenda?.rows ?? []) {
      const target = slides.find((s) => s.id === row.slide.id);
      expect(target?.number).toBe(row.slide.number);
      expect(target?.topic?.id).toBe(row.topic.id);
    }
  });

  it('gives every slide notes that are whole pieces of the report', () => {
    for (const slide of slides) {
      expect(slide.notes.length, slide.id).toBeGreaterThan(0);
      for (const note of slide.notes) expect(report.text.slice(note.start, note.end)).toBe(note.text);
    }
  });

  it('speaks of every number that a slide shows', () => {
    for (const slide of slides)
      for (const fact of contentOf(slide).facts) {
        if (fact.offset === undefined || slide.notes.length >= 12) continue;
        const at = fact.offset;
        expect(
          slide.notes.some((n) => n.start <= at && at < n.end),
          `${slide.id} ${fact.ref}`,
        ).toBe(true);
      }
  });

  it('keeps the limits of each kind of slide', () => {
    for (const slide of slides) {
      if (slide.kind === 'agenda') expect(slide.rows.length).toBeLessThanOrEqual(8);
      if (slide.kind === 'indicators') expect([3, 4, 5, 6]).toContain(slide.cells.length);
      if (slide.kind === 'section') expect([2, 3]).toContain(slide.points.length);
      if (slide.kind === 'list') {
        expect(slide.rows.length).toBeLessThanOrEqual(3);
        expect(slide.rows.flatMap((r) => r.cells).length).toBeGreaterThanOrEqual(3);
        for (const row of slide.rows) expect(row.cells.length).toBeLessThanOrEqual(2);
      }
      if (slide.kind === 'points') expect(slide.rows.length).toBeLessThanOrEqual(5);
      if (slide.kind === 'targets') {
        expect(slide.numbers.length).toBeLessThanOrEqual(5);
        expect(slide.words.length).toBeLessThanOrEqual(4);
      }
      if (slide.kind === 'challenges') expect(slide.rows.length).toBeLessThanOrEqual(5);
      if (slide.kind === 'closing') expect(units(slide.sentence?.text ?? '')).toBeLessThanOrEqual(52);
    }
  });

  it('shows in a list only what the plan says under that item', () => {
    const lists = slides.filter((s) => s.kind === 'list');
    expect(lists.length).toBeGreaterThan(2);
    for (const list of lists) {
      let item = '';
      for (const row of list.rows) {
        item = row.item?.path ?? item;
        for (const cell of row.cells) {
          expect(cell.value.status).not.toBe('actual');
          expect(cell.value.indicator?.section.startsWith(item)).toBe(true);
        }
      }
    }
  });

  it('shows in a list what its title names', () => {
    let named = 0;
    for (const list of slides.filter((s) => s.kind === 'list')) {
      const shown = list.rows.flatMap((row) => row.cells.map((cell) => cell.value.ref));
      const title = namedIn(report, list.topic.lead.todo);
      for (const ref of title) expect(shown, `${list.id}: the title names ${ref}`).toContain(ref);
      named += title.length;
    }
    expect(named).toBeGreaterThan(2);
  });

  it('shows in a row of subjects what the title names', () => {
    for (const slide of slides.filter((s) => s.kind === 'points' && s.topic !== null)) {
      const text = contentOf(slide).spans;
      for (const id of namedIn(report, slide.topic?.lead.todo ?? null)) {
        const at = report.indicators.get(id)?.span;
        expect(
          text.some((span) => at && span.start < at.end && at.start < span.end),
          `${slide.id} ${id}`,
        ).toBe(true);
      }
    }
  });

  it('draws no chart of fewer than three rows, nor fewer than two pairs', () => {
    for (const slide of slides.filter((s) => s.kind === 'chart')) {
      const rows = slide.figure.groups.reduce((sum, group) => sum + group.rows.length, 0);
      expect(rows, slide.id).toBeGreaterThanOrEqual(['pairs', 'slope'].includes(slide.figure.kind) ? 2 : 3);
    }
  });

  it('has a place for the timeline, and shows no figure of counts', () => {
    const drawn = (of: Report) => planDeck(of).flatMap((s) => (s.kind === 'chart' ? [s.figure.id] : []));
    expect(drawn(report)).toContain('timeline');
    const counts = report.figures.filter((f) => f.id === 'target-numbers');
    expect(counts.length).toBe(1);
    expect(drawn({ ...report, figures: counts })).not.toContain('target-numbers');
  });

  it('leaves out the timeline where there is no slide left', () => {
    const topics = [...report.topics, ...report.topics.slice(0, 4).map((t) => ({ ...t, id: `${t.id}-b` }))];
    const full = planDeck({ ...report, topics });
    expect(full).toHaveLength(32);
    expect(full.map((s) => s.id)).not.toContain('timeline');
  });

  it('says no main indicator on a second slide that the chart after it says with level and rate', () => {
    const indicators = (of: Report) =>
      planDeck(of).flatMap((s) => (s.kind === 'indicators' && s.topic === null ? [s.cells] : []));
    const shown = indicators(report);
    expect(shown).toHaveLength(1);
    const chart = slides.find((s) => s.kind === 'chart' && s.id === 'growth');
    const said = contentOf(chart ?? slides[0]!).facts.map((f) => f.ref);
    const cells = shown[0]?.map((c) => c.value.ref) ?? [];
    for (const { id } of report.headline) expect([...said, ...cells]).toContain(id);
    // What the chart does not say stands on the one slide, in the editor's order.
    expect(cells).toContain('foreign-capital');
    expect(cells).toContain('zone-rank');
    expect(cells).toEqual(report.headline.map((i) => i.id).filter((id) => cells.includes(id)));
    const without = { ...report, figures: report.figures.filter((f) => f.topic !== 'overview') };
    expect(indicators(without).map((c) => c.length)).toEqual([6, 3]);
  });

  it('leaves no place of a list empty', () => {
    for (const list of slides.filter((s) => s.kind === 'list'))
      for (const row of list.rows) {
        expect(row.cells.length + (row.text ? 1 : 0)).toBe(2);
        if (row.text) expect(report.text.slice(row.text.start, row.text.end)).toBe(row.text.text);
      }
  });

  it('gives the bars of the main indicators one scale', () => {
    const bare = { ...report, figures: report.figures.filter((f) => f.topic !== 'overview') };
    const overview = planDeck(bare).filter((s) => s.kind === 'indicators' && s.topic === null);
    expect(overview.length).toBeGreaterThan(1);
    expect(new Set(overview.map((s) => s.kind === 'indicators' && s.scale)).size).toBe(1);
  });

  it('says of the same thing in both years only what the report pairs', () => {
    const targets = slides.find((s) => s.kind === 'targets');
    const gdp = targets?.numbers.find((n) => n.cell.value.ref === 'gdp-target');
    expect(gdp?.before?.ref).toBe('gdp.change');
    expect(targets?.numbers.find((n) => n.cell.value.ref === 'retail-target')?.before).toBeNull();
  });
});

describe('a report without choices', () => {
  let report: Report;
  let slides: Slide[];
  beforeAll(async () => {
    report = await readReport(path.join(root, 'test', 'input', 'invented'));
    slides = planDeck(report);
  });

  it('has topics from the outline, named verbatim', () => {
    const topics = topicsOf(report);
    expect(topics.map((t) => t.name)).toEqual([
      '壮大特色产业',
      '推进城乡融合',
      '增进民生福祉',
      '加强自身建设',
    ]);
    for (const topic of topics) {
      expect(report.text.slice(topic.nameSpan?.start, topic.nameSpan?.end)).toBe(topic.name);
      expect(topic.sections.length).toBeGreaterThan(0);
    }
    // 民生福祉持续增进 and 持续增进民生福祉 plainly speak of the same; the others do not.
    expect(topics.map((t) => t.sections.map((s) => s.path))).toEqual([
      ['3.1'],
      ['3.2'],
      ['1.3', '3.3'],
      ['3.4'],
    ]);
  });

  it('gives a plain deck of its own words', () => {
    const kinds = slides.map((s) => s.kind);
    expect(kinds.slice(0, 2)).toEqual(['title', 'agenda']);
    expect(kinds.filter((k) => k === 'section')).toHaveLength(4);
    expect(kinds.filter((k) => k === 'points').length).toBeGreaterThanOrEqual(4);
    expect(kinds.slice(-2)).toEqual(['challenges', 'closing']);
    expect(kinds).not.toContain('chart');
    for (const slide of slides) {
      expect(slide.notes.length, slide.id).toBeGreaterThan(0);
      for (const span of [...contentOf(slide).spans, ...slide.notes])
        expect(report.text.slice(span.start, span.end)).toBe(span.text);
    }
  });

  it('shows the targets clause by clause and the difficulties', () => {
    const targets = slides.find((s) => s.id === 'targets');
    expect(targets?.kind === 'points' && targets.rows.map((r) => r.text?.text)).toContain(
      '固定资产投资增长8%以上',
    );
    const challenges = slides.find((s) => s.kind === 'challenges');
    expect(challenges?.rows.map((r) => r.text.text)).toContain('财政收支矛盾突出');
  });
});

describe('a report with indicators alone', () => {
  it('shows the targets once, and no slide twice', async () => {
    const files = folderOf('data/xinbei-2023');
    const folder = {
      'report.txt': files['report.txt'] ?? '',
      'indicators.yaml': files['indicators.yaml'] ?? '',
    };
    const slides = planDeck(withDefaults((await readFolder(folder)).report));
    expect(slides.filter((s) => s.kind === 'targets' && !s.continued)).toHaveLength(1);
    expect(new Set(slides.map((s) => s.id)).size).toBe(slides.length);
  });
});

describe('odd reports', () => {
  const plan = async (text: string) =>
    planDeck(
      await readReport('/nowhere', {
        readFile: async (file) => {
          if (file.endsWith('report.txt')) return new TextEncoder().encode(text);
          throw Object.assign(new Error('no file'), { code: 'ENOENT' });
        },
      }),
    );

  it('splits a long agenda and keeps within the limit of slides', async () => {
    const sections = Array.from({ length: 12 }, (_, i) => {
      const number = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'][i];
      return `（${number}）推进第${number}类专项工作\n扎实开展有关工作，取得实效。继续努力。`;
    });
    const slides = await plan(`政府工作报告\n一、今年重点工作\n${sections.join('\n')}\n`);
    expect(slides.filter((s) => s.kind === 'agenda').map((s) => s.rows.length)).toEqual([6, 6]);
    expect(slides.filter((s) => s.kind === 'section')).toHaveLength(12);
    expect(slides.length).toBeLessThanOrEqual(32);
  });
});
