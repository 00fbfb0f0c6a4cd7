/** Two windows in step, in a real browser, from file://. */
import { describe, expect, it } from 'vitest';
import { linked, open, place, present, press, shows, slides } from './talk.ts';

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

  it('keep size and colours of the presenter when it is closed and opened again, the audience loaded anew', async () => {
    const audience = await open();
    const first = await present(audience);
    await linked(first);
    await press(first, 'd', '+', '+');
    await audience.waitForFunction(() => location.hash.includes('size=34'), { timeout: 5000 });
    await first.close();
    await audience.reload();
    const second = await present(audience);
    await second.waitForSelector('body.presenter.dark');
    const size = () => second.$eval('.desk .notes:not([hidden]) p', (p) => getComputedStyle(p).fontSize);
    expect(await size()).toBe('34px');
    await linked(second);
    expect(await size()).toBe('34px');
    expect(await audience.$eval('body', (b) => b.className)).not.toContain('dark');
    await press(second, 'd', '-', '-');
    await audience.waitForFunction(() => !/dark|size/.test(location.hash), { timeout: 5000 });
  });

  it('are two, however often P is pressed, also after the audience was loaded anew', async () => {
    const audience = await open();
    const speaker = await present(audience);
    await linked(speaker);
    await press(audience, 'p', 'p');
    await audience.reload();
    await linked(speaker);
    await press(audience, 'p');
    await press(speaker, 'p');
    await new Promise((done) => setTimeout(done, 500));
    const decks = (await audience.browser().pages()).filter((page) => page.url().startsWith('file:'));
    expect(decks.length).toBe(2);
    await speaker.waitForSelector('body.presenter');
    await linked(speaker);
    await press(speaker, 'End', 'PageDown', 'ArrowRight');
    await shows(audience, slides.length);
    await press(audience, 'Home', 'PageUp');
    await shows(speaker, 1);
  });

  it('believe no stranger and nothing odd', async () => {
    const audience = await open();
    const speaker = await present(audience);
    await linked(speaker);
    const message = (fields: object) => ({
      deck: '',
      kind: 'state',
      state: {
        slide: 4,
        black: false,
        dark: false,
        size: 30,
        stamp: 9e15,
        timer: { base: 0, since: null, entered: 0 },
        ...fields,
      },
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
    for (const fields of [
      { slide: 999 },
      { slide: '<b>' },
      { black: 1 },
      { timer: null },
      { stamp: 'x' },
      { size: 400 },
      { dark: 1 },
    ])
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
