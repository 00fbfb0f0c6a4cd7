import path from 'node:path';
import { Marp } from '@marp-team/marp-core';
import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { drawFigure } from '../../scripts/figures/draw.ts';
import { planDeck } from '../../scripts/plan/deck.ts';
import type { Slide } from '../../scripts/plan/deck-slide.ts';
import { openPress, type Press } from '../../scripts/print/press.ts';
import { proveHtml } from '../../scripts/proof/html.ts';
import { knownOf } from '../../scripts/proof/known.ts';
import { breakable } from '../../scripts/publications/breaks.ts';
import { clauses, lined } from '../../scripts/publications/clauses.ts';
import { type MergedDeck, mergeDeck } from '../../scripts/publications/deck/merge.ts';
import { deckProblems, overflowOf } from '../../scripts/publications/deck/overflow.ts';
import { readReport } from '../../scripts/report/read.ts';
import type { Report } from '../../scripts/report/report.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
let report: Report;
let slides: Slide[];
let deck: MergedDeck;
let press: Press;

beforeAll(async () => {
  report = await readReport(path.join(root, 'data', 'xinbei-2023'));
  slides = planDeck(report);
  deck = mergeDeck(report, slides, { draw: drawFigure });
  press = await openPress({ pages: 1 });
});
afterAll(() => press?.close());

const bare = (text: string) => text.replaceAll(/\s/g, '');

/** A report of our own from text alone. */
const reportOf = (text: string) =>
  readReport('/nowhere', {
    readFile: async (file) => {
      if (file.endsWith('report.txt')) return new TextEncoder().encode(text);
      throw Object.assign(new Error('no file'), { code: 'ENOENT' });
    },
  });

describe('deck.md', () => {
  it('is Marp Markdown with front matter, a page a slide', () => {
    const front = /^---\n([\s\S]*?)\n---\n/.exec(deck.markdown)?.[1] ?? '';
    const { style, ...rest } = parse(front) as { style: string };
    expect(rest).toEqual({
      marp: true,
      theme: 'default',
      paginate: true,
      lang: 'zh-CN',
      title: '常州市新北区2023年政府工作报告解读',
    });
    // The theme beside it is the same style.
    expect(deck.theme.trim()).toBe(`/* @theme baogao */\n${style.trim()}`);
    expect(deck.markdown.split('\n---\n')).toHaveLength(slides.length + 1);
  });

  it('comes out whole in a Marp tool with its default settings', () => {
    const marp = new Marp({ script: false });
    const { html, css, comments } = marp.render(deck.markdown, { htmlAsArray: true });
    expect(html).toHaveLength(slides.length);
    expect(html.join('')).not.toContain('&lt;');
    // It brings its style: faces beside it, our colours.
    expect(css).toContain('--navy: #172b4d');
    expect(css).toContain('url("fonts/song-700.woff")');
    html.forEach((page, i) => {
      const $ = load(page);
      expect(bare($('section').text())).not.toBe('');
      expect(comments[i]?.join('')).toContain(slides[i]?.notes[0]?.text.slice(0, 10));
    });
  });

  it('shows its figures as files', () => {
    const charts = slides.filter((s) => s.kind === 'chart');
    expect(deck.figures.map((f) => f.path)).toEqual(charts.map((s) => `figures/${s.id}.svg`));
    for (const figure of deck.figures) {
      expect(deck.markdown).toContain(`src="${figure.path}"`);
      expect(load(figure.svg, { xml: true })('svg').length).toBe(1);
    }
  });

  it('has a theme that asks for nothing from elsewhere', () => {
    expect(deck.theme).toMatch(/^\/\* @theme baogao \*\//);
    expect(deck.theme).not.toMatch(/@import|https?:|url\("(?!fonts\/[a-z]+-\d+\.woff"\))/);
  });

  it('has no emphasis by asterisks, which Marp nests wrongly beside Chinese marks', () => {
    expect(deck.markdown.replace(/^---\n[\s\S]*?\n---\n/, '')).not.toMatch(/\*\*|__/);
  });
});

describe('deck.html', () => {
  it('holds every slide with its notes, figures and page number', () => {
    const $ = load(deck.html);
    const sections = $('.marpit > section');
    expect(sections.length).toBe(slides.length);
    slides.forEach((slide, i) => {
      const section = sections.eq(i);
      expect(section.attr('id')).toBe(slide.id);
      expect(section.find('h1').length).toBe(1);
      expect(bare(section.find('.notes p').text())).toBe(bare(slide.notes.map((n) => n.text).join('')));
      expect(section.find('svg[role=img]').length).toBe(slide.kind === 'chart' ? 1 : 0);
      if (slide.kind !== 'title' && slide.kind !== 'closing')
        expect(section.find('[data-folio]').text()).toBe(String(slide.number));
    });
    expect($('img').length).toBe(0);
  });

  it('proves: every number leads to the report', () => {
    const { findings, entries } = proveHtml(deck.html, 'deck/deck.html', knownOf(report));
    expect(findings.map((f) => f.message.en)).toEqual([]);
    expect(entries.length).toBeGreaterThan(400);
  });

  it('links the agenda to the openers', () => {
    const $ = load(deck.paper);
    const links = $('section.agenda a')
      .map((_, a) => $(a).attr('href'))
      .get();
    expect(links).toEqual(report.topics.map((t) => `#${t.id}`));
  });

  it('has no script on paper and no address of elsewhere', () => {
    expect(load(deck.paper)('script, .notes').length).toBe(0);
    for (const html of [deck.html, deck.paper])
      expect(html.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:/);
  });
});

describe('text from the data', () => {
  const hostile = [
    '<script>alert(1)</script>',
    '--> <!-- class: x -->',
    '{{name}} {{> foot}}',
    '![](x.png) [a](b) `c` *d* _e_ ~f~',
    '| g | h | # i',
    '<img src=x onerror=alert(1)> &lt; & \\',
  ];

  it('comes out as text', async () => {
    const lines = hostile.flatMap((text, i) => [
      `（${'一二三四五六'[i]}）推进${text.replaceAll(/[。：:！!]/g, '')}`,
      `--- 开头。${text} 的事要办好。\n***\n# 标题\n1) 甲`,
    ]);
    const odd = await reportOf(`政府工作报告\n一、今年重点工作\n${lines.join('\n')}\n`);
    const plan = planDeck(odd);
    const merged = mergeDeck(odd, plan, { draw: drawFigure });
    // In a Marp tool with its own settings: the same slides, no class, style or script but ours.
    const tool = new Marp({ script: false }).render(merged.markdown, { htmlAsArray: true });
    expect(tool.html).toHaveLength(plan.length);
    tool.html.forEach((page, i) => {
      const own = load(page);
      expect(own('section').attr('class')?.split(' ')[0]).toBe(plan[i]?.kind);
      expect(own('script, style, header, footer').length).toBe(0);
      expect(tool.comments[i]?.length).toBe(1);
    });
    const calm = await reportOf('政府工作报告\n一、今年重点工作\n（一）推进工作\n办好一件事。\n');
    const calmDeck = mergeDeck(calm, planDeck(calm), { draw: drawFigure });
    expect(tool.css).toBe(new Marp({ script: false }).render(calmDeck.markdown).css);
    const $ = load(merged.html);
    const sections = $('.marpit > section');
    expect(sections.length).toBe(plan.length);
    expect($('script').length).toBe(1);
    expect($('img, h2:not(.place), h3, code, em, table, hr').length).toBe(0);
    // What is planned as verbatim stands there, letter for letter.
    plan.forEach((slide, i) => {
      expect(sections.eq(i).attr('id')).toBe(slide.id);
      const text = bare(sections.eq(i).find('.notes p').text());
      expect(text).toBe(bare(slide.notes.map((n) => n.text).join('')));
      if (slide.kind === 'section' && slide.title.kind === 'span')
        expect(bare(sections.eq(i).find('h1').text())).toBe(bare(slide.title.span.text));
    });
    const page = bare($('body').text());
    for (const text of hostile.slice(2)) expect(page).toContain(bare(text));
    const found = proveHtml(merged.html, 'deck/deck.html', knownOf(odd)).findings;
    expect(found.filter((f) => f.code === 'P106')).toEqual([]);
    // In another tool too it changes neither pages nor classes.
    const marp = new Marp({ script: false });
    marp.themeSet.add(merged.theme);
    const plain = marp.render(merged.markdown, { htmlAsArray: true }).html;
    expect(plain).toHaveLength(plan.length);
    plain.forEach((html, i) => {
      expect(load(html)('section').attr('class')?.split(' ')[0]).toBe(plan[i]?.kind);
      expect(load(html)('script, img').length).toBe(0);
    });
  });
});

describe('titles', () => {
  it('break at their comma first', () => {
    const html = '<span data-words="a">甲<wbr>乙，<wbr>丙<span class="fact">1，2</span>丁</span>';
    expect(clauses(html)).toBe(
      '<span data-words="a"><span class="clause">甲<wbr>乙，</span><wbr><span class="clause">丙<span class="fact">1，2</span>丁</span></span>',
    );
    expect(clauses('<span data-words="a">甲乙</span>')).toBe('<span data-words="a">甲乙</span>');
  });
});

describe('lines', () => {
  const marked = (text: string) => `<span data-src="0-1">${breakable(text)}</span>`;
  const lines = (html: string) =>
    load(html)('.line')
      .map((_, line) => load(line).text())
      .get();

  it('end at a comma first, then before a joint', () => {
    const first =
      '主导产业特色还不鲜明，产业壁垒不够高、品牌影响力不够强，代表性的龙头企业和上市企业数量仍然偏少';
    expect(lines(lined(marked(first), 32))).toEqual([
      '主导产业特色还不鲜明，产业壁垒不够高、品牌影响力不够强，',
      '代表性的龙头企业和上市企业数量仍然偏少',
    ]);
    const second =
      '城市能级、建设品质和管理能力有待提升，教育、医疗等公共服务水平与群众期盼相比还有差距，对高层次人才的吸引力还不足';
    expect(lines(lined(marked(second), 32))[1]).toMatch(/^与群众期盼/);
  });

  it('hang no small word at their end', () => {
    const text = '踔厉奋发、勇毅前行，为新北区走在实现中国式现代化前列而不懈奋斗！';
    expect(lines(lined(marked(text), 13))).toEqual([
      ...['踔厉奋发、勇毅前行，', '为新北区走在实现', '中国式现代化前列', '而不懈奋斗！'],
    ]);
  });

  it('of a label part after its verb', () => {
    expect(lines(lined(marked('做好项目文章'), 6, true))).toEqual(['做好', '项目文章']);
    expect(lines(lined(marked('优化公共资源配置'), 6, true))).toEqual(['优化', '公共资源配置']);
    expect(lines(lined(marked('以绣花功夫推进精细管理'), 6, true))).toEqual(['以绣花功夫', '推进精细管理']);
  });

  it('stay one where the text fits', () => {
    expect(lined(marked('一行文字'), 32)).toBe(marked('一行文字'));
  });
});

describe('numbers on a slide', () => {
  it('have one size in a rank, hanzi and words aside', () => {
    const $ = load(deck.paper);
    const sizes = (section: string, figures: string) =>
      new Set(
        $(section)
          .find(figures)
          .filter((_, f) => $(f).find('.number').length > 0)
          .map((_, f) => /\bn\d+ s\d+\b/.exec($(f).attr('class') ?? '')?.[0] ?? '')
          .get(),
      );
    for (const slide of slides.filter((s) => ['indicators', 'list', 'section'].includes(s.kind)))
      expect(sizes(`#${slide.id}`, '.figure').size, slide.id).toBe(1);
    expect(sizes('#targets', '.row:not(.hero) .figure').size).toBe(1);
  });

  it('are red where they are targets of the year, and nowhere else', () => {
    const $ = load(deck.paper);
    let red = 0;
    $('section .figure, section .word').each((_, figure) => {
      const ref = $(figure).find('[data-fact]').attr('data-fact');
      const fact = ref === undefined ? undefined : report.facts.get(ref);
      if (!fact) return;
      expect($(figure).hasClass('red'), ref).toBe(fact.status === 'target');
      red += Number(fact.status === 'target');
    });
    expect(red).toBeGreaterThan(20);
  });

  it('are words when written in hanzi', () => {
    const $ = load(deck.paper);
    const han = $('.figure').filter((_, f) => /^\p{sc=Han}/u.test($(f).find('.number').text()));
    expect(han.length).toBeGreaterThan(0);
    expect(han.toArray().every((f) => $(f).hasClass('han'))).toBe(true);
  });

  it('are bold alone in the agenda', () => {
    const $ = load(deck.paper);
    const bold = $('section.agenda .line b');
    expect(bold.length).toBeGreaterThan(4);
    bold.each((_, b) => {
      expect($(b).text()).toMatch(/^\d/);
    });
  });
});

const problemsOf = async (html: string) => {
  const doc = { name: 'deck/deck.pdf', html, faces: deck.faces };
  return deckProblems(slides, (await press.measure(doc, [0], overflowOf)).flat());
};

describe('in the browser', () => {
  it('holds on every slide what stands on it', async () => {
    expect((await problemsOf(deck.paper)).map((p) => p.message.en)).toEqual([]);
  });

  it('finds what does not fit, and names the slide', async () => {
    const broken = deck.paper.replace(
      /(<section[^>]*id="challenges"[\s\S]*?<p class="text">)/,
      `$1${'很长的话'.repeat(60)}`,
    );
    const found = await problemsOf(broken);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((p) => p.severity === 'error' && p.message.en.includes('challenges'))).toBe(true);
    expect(found[0]?.where?.page).toBe(slides.find((s) => s.id === 'challenges')?.number);
  });

  it('prints one page a slide', async () => {
    const doc = { name: 'deck/deck.pdf', html: deck.paper, faces: deck.faces };
    expect((await press.pages(doc)).count).toBe(slides.length);
  });

  it('moves by keys, digits, hash and overview', async () => {
    const doc = {
      name: 'deck/deck.html',
      html: deck.html,
      faces: deck.faces,
      scripts: true,
      media: 'screen' as const,
      view: { width: 1600, height: 900 },
    };
    const states = [
      '',
      'ArrowRight',
      ' ',
      'PageDown',
      'ArrowLeft',
      'End',
      'ArrowRight',
      'Home',
      '1 2 Enter',
      'o',
      'Enter',
      'b',
      'b',
    ];
    const seen = await press.measure(doc, states, (keys: string) => {
      for (const key of keys === ' ' ? [' '] : keys.split(' ').filter((k) => k !== ''))
        dispatchEvent(new KeyboardEvent('keydown', { key }));
      const shown = [...document.querySelectorAll<HTMLElement>('.marpit > section')].filter(
        (s) => getComputedStyle(s).display !== 'none',
      );
      const now = document.querySelector('section.now');
      const box = now?.getBoundingClientRect();
      return {
        shown: shown.length,
        id: now?.id,
        hash: location.hash,
        live: document.querySelector('.live')?.textContent ?? '',
        width: Math.round(box?.width ?? 0),
        hidden: getComputedStyle(document.querySelector('.marpit') ?? document.body).visibility,
      };
    });
    const place = (id: string | undefined) => slides.findIndex((s) => s.id === id) + 1;
    const last = slides.length;
    expect(seen.map((s) => place(s.id))).toEqual([1, 2, 3, 4, 3, last, last, 1, 12, 12, 12, 12, 12]);
    expect(seen.map((s) => s.shown)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, last, 1, 1, 1]);
    expect(seen[0]?.width).toBe(1600);
    expect(seen[8]?.hash).toBe(`#${slides[11]?.id}`);
    expect(seen[1]?.live).toContain('做成了什么');
    expect(seen.slice(-2).map((s) => s.hidden)).toEqual(['hidden', 'visible']);
  });

  it('scrolls without scripts, all slides shown', async () => {
    const doc = { name: 'deck/deck.html', html: deck.html, faces: deck.faces, media: 'screen' as const };
    const [seen] = await press.measure(doc, [0], () => {
      const all = [...document.querySelectorAll<HTMLElement>('.marpit > section')];
      return {
        shown: all.filter((s) => getComputedStyle(s).display !== 'none').length,
        apart: all.every((s, i) => i === 0 || s.offsetTop >= (all[i - 1]?.offsetTop ?? 0) + 720),
      };
    });
    expect(seen).toEqual({ shown: slides.length, apart: true });
  });
});
