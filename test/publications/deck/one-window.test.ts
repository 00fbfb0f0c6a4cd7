/** The slides in one window, in a real browser, from file://. */
import { describe, expect, it } from 'vitest';
import { readPdf } from '../reading.ts';
import { open, place, press, slides, text, windows } from './talk.ts';

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

  it('opens at the slide whose id or number stands in the address', async () => {
    for (const [hash, number] of [
      [`#${slides[4]?.id}`, 5],
      ['#12', 12],
      ['#999', 1],
      ['#nothing', 1],
    ] as const)
      expect(await place(await open(hash)), hash).toBe(number);
  });

  it('takes back digits: Backspace the last, Esc all, and after a while they are forgotten', async () => {
    const page = await open('#agenda;presenter');
    await press(page, '1', '2', 'Backspace', 'Enter');
    expect(await place(page)).toBe(1);
    await press(page, '5', 'Escape');
    expect(await page.$eval('body', (b) => b.className)).toContain('presenter');
    expect(await text(page, '.hint')).toBe('');
    await press(page, 'Enter');
    expect(await place(page)).toBe(1);
    await press(page, '7');
    await new Promise((done) => setTimeout(done, 4200));
    await press(page, 'Enter');
    expect(await place(page)).toBe(1);
    await press(page, '3', 'Enter', 'Backspace');
    expect(await place(page)).toBe(2);
  });

  it('goes on at F5, the key a clicker begins with: fills the screen, loads nothing anew', async () => {
    const page = await open();
    await press(page, '4', 'Enter');
    await page.evaluate(() => {
      document.body.dataset.same = 'yes';
    });
    await press(page, 'F5');
    await page.waitForFunction(() => document.fullscreenElement !== null, { timeout: 3000 });
    expect(await page.$eval('body', (b) => b.dataset.same)).toBe('yes');
    expect(await place(page)).toBe(4);
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
    expect(JSON.stringify(await page.accessibility.snapshot())).not.toContain('heading');
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

  it('fits a phone as a phone lays it out, upright and turned', async () => {
    for (const [width, height] of [
      [390, 844],
      [844, 390],
    ] as const)
      for (const hash of ['', '#agenda;presenter']) {
        const page = await open(hash, { width, height, isMobile: true, hasTouch: true });
        expect(await page.evaluate(() => innerWidth)).toBe(width);
        const boxes = await page.$$eval('section.now, .desk:not([hidden])', (all) =>
          all.map((e) => e.getBoundingClientRect().toJSON()),
        );
        for (const box of boxes) {
          expect(box.left, hash).toBeGreaterThanOrEqual(-0.5);
          expect(box.right, hash).toBeLessThanOrEqual(width + 0.5);
          expect(box.bottom, hash).toBeLessThanOrEqual(height + 0.5);
        }
        await press(page, '?');
        const help = await page.$eval('dialog', (d) => ({
          top: d.scrollTop,
          left: d.getBoundingClientRect().left,
        }));
        expect(help.top).toBe(0);
        expect(help.left).toBeGreaterThan(0);
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
      if (!hash.includes('presenter')) continue;
      const pdf = await readPdf(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
      expect(pdf.pages.length).toBe(slides.length);
      expect(pdf.pages.map((p) => p.text).join('')).not.toContain('全程剩余');
    }
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
