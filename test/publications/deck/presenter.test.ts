/** The presenter in a real browser, from file://, in one window and in two. */
import path from 'node:path';
import type { KeyInput, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { drawFigure } from '../../../scripts/figures/draw.ts';
import { packageFile } from '../../../scripts/package.ts';
import { planDeck } from '../../../scripts/plan/deck.ts';
import type { Slide } from '../../../scripts/plan/deck-slide.ts';
import { mergeDeck } from '../../../scripts/publications/deck/merge.ts';
import { readReport } from '../../../scripts/report/read.ts';
import { openWindows, type Windows } from './windows.ts';

let slides: Slide[];
let windows: Windows;
let pages: Page[] = [];

beforeAll(async () => {
  const report = await readReport(path.join(packageFile('data/'), 'xinbei-2023'));
  slides = planDeck(report);
  const { html } = mergeDeck(report, slides, { draw: drawFigure, minutes: 40 });
  // The print stage gives the stacks; the faces themselves do not matter here.
  const stacks = '<style>:root{--song:serif;--hei:sans-serif;--kai:serif}</style>';
  windows = await openWindows(html.replace('<!--fonts-->', stacks));
});
afterAll(() => windows?.close());
afterEach(async () => {
  for (const page of pages) if (!page.isClosed()) await page.close();
  pages = [];
  expect(windows.errors.splice(0)).toEqual([]);
});

const open = async (hash?: string, view?: { width: number; height: number }) => {
  const page = await windows.open(hash, view);
  pages.push(page);
  return page;
};
const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key as KeyInput);
};
/** Opens the presenter of an audience window. */
const present = async (page: Page) => {
  const popup = await windows.opened(page, () => press(page, 'p'));
  pages.push(popup);
  return popup;
};
const place = async (page: Page) => {
  const id = await page.evaluate(() => document.querySelector('section.now')?.id);
  return slides.findIndex((slide) => slide.id === id) + 1;
};
/** Waits until a window shows that slide; fails by running out of time. */
const shows = (page: Page, number: number) =>
  page.waitForFunction(
    (id) => document.querySelector('section.now')?.id === id,
    { timeout: 5000 },
    slides[number - 1]?.id,
  );
const text = (page: Page, selector: string) =>
  page.$eval(selector, (e) => (e as HTMLElement).innerText.replace(/\s+/g, ' ').trim());
/** Moves the clock of a window on. */
const skip = (page: Page, ms: number) =>
  page.evaluate((by) => {
    const real = Date.now;
    Date.now = () => real() + by;
  }, ms);
const linked = (page: Page) =>
  page.waitForFunction(() => document.querySelector('.link')?.textContent === '观众窗口已连接', {
    timeout: 5000,
  });

describe('one window', () => {
  it('moves by keys, clickers and digits; keys typed through an input method count', async () => {
    const page = await open();
    const last = slides.length;
    const steps: [string[], number][] = [
      [['ArrowRight'], 2],
      [['PageDown'], 3],
      [['Space'], 4],
      [['PageUp'], 3],
      [['Shift+Space'], 2],
      [['End'], last],
      [['ArrowRight'], last],
      [['Home'], 1],
      [['1', '2', 'Enter'], 12],
      [['9', '9', '9', 'Enter'], last],
      [['7', 'x', 'Enter'], last],
    ];
    for (const [keys, number] of steps) {
      if (keys[0] === 'Shift+Space') {
        await page.keyboard.down('Shift');
        await press(page, 'Space');
        await page.keyboard.up('Shift');
      } else await press(page, ...keys);
      expect(await place(page), keys.join()).toBe(number);
    }
    await press(page, 'Home');
    await page.evaluate(() => dispatchEvent(new KeyboardEvent('keydown', { key: 'Process', code: 'KeyB' })));
    expect(await page.$eval('body', (b) => b.className)).toContain('black');
    await page.evaluate(() => dispatchEvent(new KeyboardEvent('keydown', { key: '。', code: 'Period' })));
    expect(await page.$eval('body', (b) => b.className)).not.toContain('black');
  });

  it('says which slide it is, and hides the others from everyone', async () => {
    const page = await open();
    await press(page, 'ArrowRight', 'ArrowRight');
    expect(await text(page, '.live')).toMatch(/^第 3 页，共 \d+ 页：\S/);
    const hidden = await page.$$eval('.marpit > section', (all) =>
      all.filter((s) => !s.inert || getComputedStyle(s).display !== 'none').map((s) => s.id),
    );
    expect(hidden).toEqual([slides[2]?.id]);
    const tree = JSON.stringify(await page.accessibility.snapshot({ interestingOnly: false }));
    expect(tree).toContain('第 3 页');
    expect(tree).not.toContain('第 4 页');
  });

  it('is black at B and not reached by a reader then; any turn brings it back', async () => {
    const page = await open();
    await press(page, 'b');
    expect(await page.$eval('.blackness', (e) => getComputedStyle(e).backgroundColor)).toBe('rgb(0, 0, 0)');
    expect(await page.$eval('.blackness', (e) => e.getBoundingClientRect().width)).toBe(1440);
    await page.reload();
    expect(await page.$eval('body', (b) => b.className)).toContain('black');
    await press(page, 'ArrowRight');
    expect(await page.$eval('body', (b) => b.className)).not.toContain('black');
    expect(await place(page)).toBe(2);
  });

  it('shows all slides at G: arrows go by rows, Enter and clicks choose, the focus comes along', async () => {
    const page = await open();
    await press(page, 'g');
    const columns = await page.$$eval('.marpit > section', (all) => {
      const top = all[0]?.getBoundingClientRect().top;
      return all.filter((s) => Math.abs(s.getBoundingClientRect().top - (top ?? 0)) < 2).length;
    });
    expect(columns).toBeGreaterThan(2);
    await press(page, 'ArrowDown', 'ArrowRight');
    expect(await place(page)).toBe(columns + 2);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe(slides[columns + 1]?.id);
    await press(page, 'Enter');
    expect(await page.$eval('body', (b) => b.className)).not.toContain('grid');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe(slides[columns + 1]?.id);
    await press(page, 'o');
    await page.click(`#${slides[1]?.id}`);
    expect(await place(page)).toBe(2);
    expect(await page.$eval('body', (b) => b.className)).not.toContain('grid');
  });

  it('fits a 4:3 projector and a phone, and turns by a swipe', async () => {
    for (const view of [
      { width: 1024, height: 768 },
      { width: 390, height: 844 },
    ]) {
      const page = await open('', view);
      const box = await page.$eval('section.now', (s) => s.getBoundingClientRect().toJSON());
      expect(box.width).toBeCloseTo(view.width, 0);
      expect(box.top).toBeCloseTo((view.height - (view.width * 9) / 16) / 2, 0);
      const swipe = (from: number, to: number) =>
        page.evaluate(
          (a, b) => {
            const at = (clientX: number) => [
              new Touch({ identifier: 1, target: document.body, clientX, clientY: 300 }),
            ];
            document.body.dispatchEvent(new TouchEvent('touchstart', { touches: at(a), bubbles: true }));
            document.body.dispatchEvent(new TouchEvent('touchend', { changedTouches: at(b), bubbles: true }));
          },
          from,
          to,
        );
      await swipe(300, 120);
      expect(await place(page)).toBe(2);
      await swipe(120, 300);
      expect(await place(page)).toBe(1);
      await swipe(300, 280);
      expect(await place(page)).toBe(1);
    }
  });

  it('tells all keys at ?, keeps the focus there and gives it back', async () => {
    const page = await open();
    await page.keyboard.type('?');
    expect(await page.$eval('dialog', (d) => d.open)).toBe(true);
    const help = await text(page, 'dialog');
    for (const act of ['下一页', '总览', '黑屏', '讲者窗口', '计时归零', '全屏', 'Ctrl+P'])
      expect(help).toContain(act);
    await press(page, 'ArrowRight');
    expect(await place(page)).toBe(1);
    await press(page, 'Escape', 'ArrowRight');
    expect(await page.$eval('dialog', (d) => d.open)).toBe(false);
    expect(await place(page)).toBe(2);
  });

  it('prints the slides and nothing else, from every view', async () => {
    for (const hash of ['', '#agenda;presenter;dark', '#agenda;black']) {
      const page = await open(hash);
      await page.emulateMediaType('print');
      const seen = await page.evaluate(() => ({
        slides: [...document.querySelectorAll('.marpit > section')].filter(
          (s) => s.checkVisibility({ visibilityProperty: true }) && s.getBoundingClientRect().width === 1280,
        ).length,
        others: [...document.querySelectorAll('body > :not(main, script), .plate')].filter((e) =>
          e.checkVisibility(),
        ).length,
      }));
      expect(seen, hash).toEqual({ slides: slides.length, others: 0 });
    }
  });
});

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
    await skip(page, 0);
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
      [390, 844],
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

describe('two windows', () => {
  it('move together, both ways: slide, black screen, timer', async () => {
    const audience = await open();
    const speaker = await present(audience);
    expect(await speaker.$eval('body', (b) => b.className)).toContain('presenter');
    expect(await audience.$eval('body', (b) => b.className)).not.toContain('presenter');
    await linked(speaker);
    await press(speaker, 'ArrowRight', 'ArrowRight');
    await shows(audience, 3);
    await press(audience, 'End');
    await shows(speaker, slides.length);
    await press(speaker, 'b');
    await audience.waitForSelector('body.black');
    await press(audience, 'b');
    await speaker.waitForSelector('body:not(.black)');
    await press(speaker, 'd');
    expect(await audience.$eval('body', (b) => b.className)).not.toContain('dark');
    expect(await audience.evaluate(() => location.hash)).toMatch(/;since=\d+/);
    await press(audience, 't');
    await speaker.waitForFunction(() => document.querySelector('.verdict')?.textContent === '已暂停');
  });

  it('find each other again when one is loaded anew', async () => {
    const audience = await open();
    const speaker = await present(audience);
    await linked(speaker);
    await press(speaker, '5', 'Enter');
    await shows(audience, 5);
    await audience.reload();
    await shows(audience, 5);
    await linked(speaker);
    await press(audience, 'ArrowRight');
    await shows(speaker, 6);
    await press(speaker, 'ArrowRight');
    await shows(audience, 7);
    await speaker.reload();
    await linked(speaker);
    await shows(speaker, 7);
    await press(speaker, 'ArrowRight');
    await shows(audience, 8);
    await press(audience, 'Home');
    await shows(speaker, 1);
  });

  it('each go on alone when the other is closed, and a presenter opened again catches up', async () => {
    const audience = await open();
    const first = await present(audience);
    await linked(first);
    await press(first, '9', 'Enter');
    await shows(audience, 9);
    await first.close();
    await press(audience, 'ArrowRight');
    expect(await place(audience)).toBe(10);
    const second = await present(audience);
    await shows(second, 10);
    await linked(second);
    await audience.close();
    await press(second, 'ArrowRight');
    expect(await place(second)).toBe(11);
    await second.waitForFunction(() => document.querySelector('.link')?.textContent === '观众窗口已断开', {
      timeout: 8000,
    });
  });

  it('believe no stranger and nothing odd', async () => {
    const audience = await open();
    const speaker = await present(audience);
    await linked(speaker);
    const message = (fields: object) => ({
      deck: '',
      kind: 'state',
      state: { slide: 4, black: false, stamp: 9e15, timer: { base: 0, since: null, entered: 0 }, ...fields },
    });
    // A frame of our own page is neither of the two windows.
    const name = await audience.evaluate(
      () => new Promise((give) => addEventListener('message', (e) => give(e.data.deck), { once: true })),
    );
    await audience.evaluate(
      (data) => {
        const frame = document.createElement('iframe');
        frame.srcdoc = `<script>parent.postMessage(${JSON.stringify(data)}, '*')</script>`;
        document.body.append(frame);
        return new Promise((done) => setTimeout(done, 300));
      },
      { ...message({}), deck: name },
    );
    expect(await place(audience)).toBe(1);
    for (const fields of [{ slide: 999 }, { slide: '<b>' }, { black: 1 }, { timer: null }, { stamp: 'x' }])
      await audience.evaluate(
        (data) => {
          dispatchEvent(new MessageEvent('message', { data, source: window }));
        },
        { ...message(fields), deck: name },
      );
    await speaker.evaluate((data) => window.opener.postMessage(data, '*'), {
      ...message({ slide: 999 }),
      deck: name,
    });
    await press(speaker, 'ArrowRight');
    await shows(audience, 2);
  });
});

describe('the network', () => {
  it('is asked for nothing', async () => {
    const page = await open();
    await press(page, 'ArrowRight', 'g', 'Enter', 's');
    const asked = windows.asked.filter((url) => !/^(?:data|about):/.test(url));
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((url) => !url.startsWith(windows.url))).toEqual([]);
  });
});
