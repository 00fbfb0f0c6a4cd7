/** The runtime's modules without a browser, and how they are joined. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageFile } from '../../../scripts/package.ts';
import { deckLabels } from '../../../scripts/publications/deck/labels.ts';
import { deckScript, partsOf } from '../../../scripts/publications/deck/runtime.ts';
import { TEMPLATES } from '../../../scripts/publications/templates.ts';

const module = (name: string) => import(path.join(packageFile('templates/deck/runtime/'), `${name}.js`));
const { readAddress, writeAddress } = await module('address');
const { clockText, dayText, pace, STOPPED, toggled, turned, used, begun } = await module('clock');

describe('the address', () => {
  const plain = { presenter: false, dark: false, size: 30, black: false, timer: STOPPED };

  it('of a plain deck is the slide alone', () => {
    expect(writeAddress({ id: 'industry-2', ...plain })).toBe('#industry-2');
    expect(readAddress('#industry-2')).toEqual({ id: 'industry-2', ...plain });
    expect(readAddress('')).toEqual({ id: '', ...plain });
  });

  it('holds what a reload must not lose', () => {
    for (const timer of [
      { base: 0, since: 1_700_000_000_000, entered: 0 },
      { base: 83_000, since: null, entered: 60_000 },
      { base: 83_000, since: 1_700_000_000_000, entered: 90_000 },
    ]) {
      const all = { id: 'a', presenter: true, dark: true, size: 36, black: true, timer };
      expect(readAddress(writeAddress(all))).toEqual(all);
    }
  });

  it('believes nothing odd', () => {
    const odd = readAddress('#a;size=900;since=x;used=-3;page=1e9;used=<b>;presenter');
    expect(odd).toEqual({ id: 'a', ...plain, presenter: true });
    expect(readAddress('#%E0%A4%A').id).toBe('%E0%A4%A');
  });
});

describe('the timer', () => {
  it('counts while it runs, through halts', () => {
    expect(begun(STOPPED)).toBe(false);
    const running = toggled(STOPPED, 1000);
    expect([begun(running), used(running, 5000)]).toEqual([true, 4000]);
    const halted = toggled(running, 5000);
    expect([used(halted, 99_000), begun(halted)]).toEqual([4000, true]);
    expect(used(toggled(halted, 10_000), 11_000)).toBe(5000);
    // A clock set back takes nothing away.
    expect(used(halted, 0)).toBe(4000);
    expect(used(running, 0)).toBe(0);
  });

  it('stands against the plan as in the mock-up', () => {
    // Slide 4 with 1:30 planned after 3:00, 4:24 used, 0:48 of it here: 0:42 left and 0:36 behind, of 40:00.
    const planned = [60, 60, 60, 90, 2130];
    const timer = { base: 264_000, since: null, entered: 216_000 };
    const at = pace(planned, 3, timer, 0);
    expect(at).toMatchObject({ elapsed: 264, total: 2400, onSlide: 48, left: 42, rest: 2136, behind: 36 });
    expect(clockText(at.left)).toBe('0:42');
    expect(clockText(at.rest)).toBe('35:36');
  });

  it('is behind by what a slide takes beyond its plan, ahead by what was left', () => {
    const slow = { base: 100_000, since: null, entered: 0 };
    expect(pace([60, 60], 0, slow, 0)).toMatchObject({ left: -40, behind: 40, position: 60 });
    const quick = turned({ base: 20_000, since: null, entered: 0 }, 0);
    expect(pace([60, 60], 1, quick, 0)).toMatchObject({ left: 60, behind: -40, position: 60 });
  });

  it('writes times as people read them', () => {
    expect([0, 9.9, 42, 61, 3661, -5, -0.2].map(clockText)).toEqual([
      ...['0:00', '0:09', '0:42', '1:01', '61:01', '−0:05', '0:00'],
    ]);
    expect(dayText(new Date(2023, 0, 3, 9, 34, 59).getTime())).toBe('09:34');
  });
});

describe('the script', () => {
  const topic = (name: string) => ({ name }) as never;
  const slides = [null, null, topic('甲'), topic('</script><!--'), null].map((t) => ({ topic: t }));
  const script = (lang: 'zh' | 'en') =>
    deckScript({ slides: slides as never, seconds: [1, 2, 3, 4, 5], lang, root: TEMPLATES });

  it('is one function that parses and holds no end of a script', () => {
    for (const lang of ['zh', 'en'] as const) {
      expect(() => new Function(script(lang))).not.toThrow();
      expect(script(lang)).not.toMatch(/<\/script|<!--|^import |^export /m);
    }
  });

  it('gives no name twice: its modules share one scope', () => {
    const folder = path.join(TEMPLATES, 'deck/runtime');
    const names = readdirSync(folder).flatMap((file) =>
      [
        ...readFileSync(path.join(folder, file), 'utf8').matchAll(
          /^(?:export )?(?:function|const|let) (\w+)/gm,
        ),
      ].map((m) => m[1]),
    );
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  it('has the labels of one language, the same in number', () => {
    expect(script('zh')).toContain('落后');
    expect(script('en')).not.toMatch(/落后|讲稿/);
    const [zh, en] = [deckLabels('zh'), deckLabels('en')];
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
    expect(Object.keys(en.acts)).toEqual(Object.keys(zh.acts));
    // What is filled at run time is the same in both.
    const slots = (text: unknown) => [...String(text).matchAll(/\{\w+\}/g)].map(String).sort();
    for (const key of Object.keys(zh) as (keyof typeof zh)[])
      if (key !== 'acts') expect(slots(en[key]), key).toEqual(slots(zh[key]));
  });

  it('parts the deck where the topic changes', () => {
    const names = { opening: '开篇', between: '综合', ending: '结语' };
    expect(partsOf(slides, names)).toEqual([
      { name: '开篇', first: 0, count: 2 },
      { name: '甲', first: 2, count: 1 },
      { name: '</script><!--', first: 3, count: 1 },
      { name: '结语', first: 4, count: 1 },
    ]);
    const mixed = [null, '甲', null, '乙', null].map((name) => ({ topic: name === null ? null : { name } }));
    expect(partsOf(mixed, names).map((part) => part.name)).toEqual(['开篇', '甲', '综合', '乙', '结语']);
  });
});

describe('what stands around the slides', () => {
  const selectors = (file: string) =>
    readFileSync(path.join(TEMPLATES, file), 'utf8')
      .replaceAll(/\/\*[\s\S]*?\*\//g, '')
      .match(/[^{}]+(?=\{)/g)!
      .flatMap((list) => list.split(','))
      .map((selector) => selector.trim().replace(/^@media.*$/, ''))
      .filter((selector) => selector !== '');
  /** What a rule is about at the least: its first class, body and the slides aside. */
  const roots = ['desk', 'controls', 'keys', 'help', 'hint', 'live', 'notes', 'plate', 'blackness'];

  it('has classes of its own: no rule for it touches what stands on a slide', () => {
    const theme = new Set(
      readFileSync(path.join(TEMPLATES, 'deck/theme.css'), 'utf8').match(/\.[a-z][\w-]*/g),
    );
    for (const root of roots) expect(theme, root).not.toContain(`.${root}`);
    for (const file of ['deck/screen.css', 'deck/presenter.css']) {
      const own = selectors(file).filter((s) => !/^(?:\d|from|to)/.test(s));
      expect(own.length).toBeGreaterThan(20);
      for (const selector of own)
        if (!/\.marpit|^body[.\w:(), ]*$/.test(selector))
          expect(
            roots.some((root) => selector.includes(`.${root}`)),
            selector,
          ).toBe(true);
    }
  });
});
