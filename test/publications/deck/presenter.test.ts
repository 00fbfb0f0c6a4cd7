/** The presenter in a real browser, from file://. */
import { describe, expect, it } from 'vitest';
import type { Slide } from '../../../scripts/plan/deck-slide.ts';
import { open, place, press, skip, slides, text } from './talk.ts';

describe('the presenter', () => {
  it('shows slide, next slide, notes with their places, clock and plan', async () => {
    const page = await open(`#${slides[3]?.id};presenter`);
    const shown = await page.$$eval('.marpit > section', (all) =>
      all
        .filter((s) => getComputedStyle(s).display !== 'none')
        .map((s) => ({ id: s.id, width: Math.round(s.getBoundingClientRect().width), inert: s.inert })),
    );
    expect(shown).toEqual([
      { id: slides[3]?.id, width: 760, inert: false },
      { id: slides[4]?.id, width: 360, inert: true },
    ]);
    const notes = await page.$$eval('.desk .notes:not([hidden]) p', (all) =>
      all.map((p) => p.textContent).join(''),
    );
    const bare = (words: string) => words.replaceAll(/\s/g, '');
    expect(bare(notes)).toBe(bare(slides[3]?.notes.map((n) => n.text).join('') ?? ''));
    expect(await page.$$eval('.desk .notes:not([hidden]) .place', (all) => all.length)).toBeGreaterThan(0);
    expect(await page.$eval('.desk .notes:not([hidden]) p', (p) => getComputedStyle(p).font)).toMatch(
      /30px \/ 50px/,
    );
    expect(await text(page, '.top')).toMatch(/第 4 页 \/ 共 \d+ 页$/);
    expect(await text(page, '.scale')).toContain('全程 40:00');
    expect(await text(page, '.verdict')).toBe('未开始');
  });

  it('counts on the injected clock: begins with the first turn, late, on time, paused, reset', async () => {
    const page = await open('#title;presenter');
    await press(page, 'ArrowRight');
    const planned = await text(page, '.plan');
    await press(page, 't');
    expect(await text(page, '.verdict')).toBe('已暂停');
    await press(page, 't');
    await skip(page, 600_000);
    await page.waitForFunction(() => document.querySelector('.used')?.textContent?.startsWith('10:0'));
    expect(await text(page, '.verdict')).toMatch(/^落后 \d+:\d\d$/);
    expect(await text(page, '.timer .left')).toMatch(/^−\d+:\d\d$/);
    expect(await text(page, '.rest')).toMatch(/^(30:00|29:5\d)$/);
    expect(await page.$eval('.due', (e) => (e as HTMLElement).hidden)).toBe(false);
    expect(planned).toMatch(/^计划 \d+:\d\d$/);
    await press(page, 'r');
    expect(await text(page, '.verdict')).toBe('未开始');
    expect(await text(page, '.used')).toBe('0:00');
    expect(await text(page, '.rest')).toBe('40:00');
  });

  it('keeps place, timer, size and colours through a reload', async () => {
    const page = await open('#title;presenter');
    await press(page, 'ArrowRight', 't', 'd', '+', '+');
    const before = await page.evaluate(() => location.hash);
    expect(before).toMatch(/;dark;size=34;used=\d+/);
    await page.reload();
    expect(await page.evaluate(() => location.hash)).toBe(before);
    expect(await page.$eval('body', (b) => b.className)).toMatch(/presenter dark/);
    expect(await page.$eval('.desk .notes:not([hidden]) p', (p) => getComputedStyle(p).fontSize)).toBe(
      '34px',
    );
    await press(page, ...'++++++++'.split(''));
    expect(await page.evaluate(() => location.hash)).toContain('size=40');
    await press(page, ...'----------'.split(''));
    expect(await page.evaluate(() => location.hash)).toContain('size=26');
  });

  it('scrolls long notes at J and K, and begins each slide at their top', async () => {
    const length = (slide: Slide) => slide.notes.reduce((sum, note) => sum + note.text.length, 0);
    const longest = slides.reduce((a, b) => (length(b) > length(a) ? b : a));
    const page = await open(`#${longest.id};presenter;size=40`, { width: 1024, height: 600 });
    const top = () => page.$eval('.sentences', (e) => e.scrollTop);
    await press(page, 'j');
    const down = await top();
    expect(down).toBeGreaterThan(50);
    await press(page, 'k');
    expect(await top()).toBeLessThan(down);
    await press(page, 'j', 'PageUp');
    expect(await top()).toBe(0);
  });

  it('serves in the same window: S, ?presenter, and where the browser opens none', async () => {
    const page = await open();
    await press(page, 's');
    expect(await page.$eval('body', (b) => b.className)).toContain('presenter');
    await press(page, 'Escape');
    expect(await page.$eval('body', (b) => b.className)).not.toContain('presenter');
    const asked = await open('?presenter');
    expect(await asked.$eval('body', (b) => b.className)).toContain('presenter');
    const blocked = await open();
    await blocked.evaluate(() => {
      window.open = () => null;
    });
    await press(blocked, 'p');
    expect(await blocked.$eval('body', (b) => b.className)).toContain('presenter');
    expect(await text(blocked, '.hint')).toContain('没有打开新窗口');
  });

  it('has a place for everything at every size', async () => {
    for (const [width, height] of [
      [1440, 900],
      [1280, 720],
      [1024, 768],
      [1024, 600],
      [390, 844],
      [844, 390],
    ] as const) {
      const page = await open(`#${slides[7]?.id};presenter;used=900000`, { width, height });
      const boxes = await page.evaluate(() =>
        ['top', 'current', 'ahead', 'timer', 'speech', 'line', 'foot'].map((selector) => ({
          selector,
          ...(document.querySelector(`.desk .${selector}`)?.getBoundingClientRect().toJSON() as DOMRect),
        })),
      );
      for (const box of boxes) {
        expect(box.width * box.height, `${width} ${box.selector}`).toBeGreaterThan(0);
        expect(box.right, `${width} ${box.selector}`).toBeLessThanOrEqual(width + 1);
        expect(box.bottom, `${width} ${box.selector}`).toBeLessThanOrEqual(height + 1);
        for (const other of boxes)
          if (other !== box)
            expect(
              Math.min(box.right, other.right) - Math.max(box.left, other.left) > 1 &&
                Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 1,
              `${width}: ${box.selector} over ${other.selector}`,
            ).toBe(false);
      }
    }
  });

  it('keeps its clock above the rule, its keys in a row, and says whether the windows are linked', async () => {
    for (const [width, height] of [
      [1920, 1080],
      [1440, 900],
      [1366, 768],
      [1280, 800],
      [1280, 720],
      [1024, 768],
      [1024, 600],
    ] as const) {
      const page = await open(`#${slides[10]?.id};presenter;used=900000`, { width, height });
      const at = await page.evaluate(() => {
        const box = (e: Element | null | undefined) => e?.getBoundingClientRect() ?? new DOMRect();
        const clock = box(document.querySelector('.desk .figures')).bottom;
        const next = box(document.querySelector('.desk .ahead')).bottom;
        const keys = [...document.querySelectorAll('.desk .foot button')].map((b) => Math.round(box(b).top));
        const link = document.querySelector('.desk .link') as HTMLElement;
        const clip = box(link.parentElement).right;
        return {
          ...{ clock, next, rows: new Set(keys).size, link: box(link).width, seen: clip - box(link).right },
          line: box(document.querySelector('.desk .line')).top,
          slide: box(document.querySelector('.desk .current')).width,
        };
      });
      expect(at.line - at.clock, `clock at ${width} × ${height}`).toBeGreaterThan(4);
      expect(at.line - at.next, `next slide at ${width} × ${height}`).toBeGreaterThanOrEqual(-1);
      if (width >= 1280) expect(at.rows, `keys at ${width}`).toBe(1);
      expect(at.link, `link at ${width}`).toBeGreaterThan(30);
      expect(at.seen, `link at ${width}`).toBeGreaterThanOrEqual(-1);
      // The slide stays what is looked at.
      expect(at.slide, `slide at ${width} × ${height}`).toBeGreaterThan(width * 0.36);
    }
  });

  it('never ends its notes with a character alone', async () => {
    const alone: string[] = [];
    const page = await open('#title;presenter', { width: 1280, height: 720 });
    for (const slide of slides) {
      alone.push(
        ...(await page.$$eval('.desk .notes:not([hidden]) > p', (all) =>
          all.flatMap((p) => {
            const range = document.createRange();
            range.selectNodeContents(p);
            const lines = [...range.getClientRects()];
            const last = Math.max(...lines.map((l) => l.bottom));
            const width = lines.filter((l) => last - l.bottom < 10).reduce((sum, l) => sum + l.width, 0);
            return lines.some((l) => last - l.bottom > 30) && width < 75 ? [p.textContent ?? ''] : [];
          }),
        )),
      );
      if (slide !== slides.at(-1)) await press(page, 'ArrowRight');
    }
    expect(alone).toEqual([]);
  });

  it('leaves the keys to the deck after a click, and the focus on nothing that is gone', async () => {
    const page = await open(`#${slides[3]?.id};presenter`);
    await page.click('.desk [data-act=dark]');
    await press(page, 'Space');
    expect(await place(page)).toBe(5);
    expect(await page.$eval('body', (b) => b.className)).toContain('dark');
    await page.focus('.desk [data-act=leave]');
    await press(page, 'Enter');
    expect(await page.$eval('body', (b) => b.className)).not.toContain('presenter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe(slides[4]?.id);
    await press(page, '1', '2');
    expect(await text(page, '.hint')).toContain('12');
    await press(page, 'Enter');
    expect(await page.$eval('.hint', (e) => (e as HTMLElement).hidden)).toBe(true);
    expect(await place(page)).toBe(12);
  });

  it('parts what it says by blanks, and calls Chinese what is the report’s own', async () => {
    const page = await open(`#${slides[10]?.id};presenter`);
    const apart = await page.evaluate(() => {
      const box = (name: string) =>
        document.querySelector(`.desk .${name}`)?.getBoundingClientRect() as DOMRect;
      const last = document.querySelector('.desk .top p:last-child')?.lastElementChild as Element;
      return [box('link').left - box('title').right, last.getBoundingClientRect().left - box('page').right];
    });
    for (const gap of apart) expect(gap).toBeGreaterThan(3);
    expect(
      await page.$$eval('.desk .notes', (all) => [...new Set(all.map((e) => (e as HTMLElement).lang))]),
    ).toEqual(['zh-CN']);
  });

  it('is named for readers: buttons, regions, headings, one main', async () => {
    const page = await open(`#${slides[3]?.id};presenter`);
    const faults = await page.evaluate(() => {
      const found: string[] = [];
      const seen = (e: Element) => e.checkVisibility() && !e.closest('[inert]');
      for (const e of document.querySelectorAll(
        'button, a[href], [role=region], nav, [role=toolbar], [role=timer]',
      ))
        if (seen(e) && !(e.textContent?.trim() || e.getAttribute('aria-label'))) found.push(e.outerHTML);
      const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
      found.push(...ids.filter((id, i) => ids.indexOf(id) !== i));
      for (const e of document.querySelectorAll('[aria-hidden=true]'))
        if (e.querySelector('a, button, [tabindex="0"]')) found.push(e.outerHTML);
      if (document.querySelector('[role=application]')) found.push('application');
      if (document.querySelectorAll('main').length !== 1) found.push('main');
      const levels = [...document.querySelectorAll('h1, h2, h3, h4')]
        .filter(seen)
        .map((h) => Number(h.tagName[1]));
      if (levels[0] !== 1 || levels.filter((l) => l === 1).length !== 1) found.push(`levels ${levels}`);
      return found;
    });
    expect(faults).toEqual([]);
    // By Tab alone every key at the foot is reached, and each shows where the focus is.
    const reached = new Set<string>();
    for (let i = 0; i < 40; i++) {
      await press(page, 'Tab');
      const at = await page.evaluate(() => {
        const e = document.activeElement as HTMLElement;
        return { act: e.dataset.act ?? '', outline: getComputedStyle(e).outlineStyle };
      });
      if (at.act !== '') {
        reached.add(at.act);
        expect(at.outline, at.act).toBe('solid');
      }
    }
    for (const act of ['next', 'back', 'overview', 'black', 'timer', 'reset', 'full', 'help'])
      expect(reached, act).toContain(act);
  });
});
