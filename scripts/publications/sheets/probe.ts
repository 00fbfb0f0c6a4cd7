/** Runs in the page: applies a setting to the sheet and measures what it leaves. Plain DOM, no references to the outside. */
import type { SheetFit, SheetState } from './ladder.ts';

export function probeSheet(state: SheetState): SheetFit {
  const sheet = document.querySelector<HTMLElement>('.sheet');
  if (!sheet) throw new Error('no sheet');
  const all = (selector: string) => [...sheet.querySelectorAll<HTMLElement>(selector)];
  sheet.dataset.gear = String(state.gear);
  sheet.style.setProperty('--loose', String(state.loose));
  sheet.classList.toggle('no-small', !state.small);
  const gone = (selector: string, test: (element: HTMLElement, i: number) => boolean) => {
    all(selector).forEach((element, i) => {
      element.classList.toggle('gone', test(element, i));
    });
  };
  gone('.row', (_, i) => i >= state.rows);
  gone('.term', (_, i) => i >= state.terms);
  gone('.glossary', () => state.terms === 0);
  gone('.table .term-mark', () => !state.marks);
  gone('.fragment', (fragment) => state.cut.includes(fragment.dataset.fragment ?? ''));
  gone('.key > .target', (target) => state.fewTargets && target.dataset.extra === 'yes');
  // What is said to be left out is what this setting leaves out.
  const out = (id: string): boolean => {
    const [kind = '', n = ''] = id.split(':');
    const cut = state.cut.some((fragment) => fragment.startsWith(`${n}.`));
    if (kind === 'row') return Number(n) >= state.rows || cut;
    if (kind === 'term') return Number(n) >= state.terms;
    if (kind === 'rest') return n === 'always' || state.cut.length > 0 || state.rows < all('.row').length;
    return kind === 'targets' ? state.fewTargets : kind === 'small' ? !state.small : kind === 'figures';
  };
  const left = all('[data-left]').map((item) => item.dataset.left ?? '');
  gone('[data-left]', ({ dataset: { left: id = '' } }) => !out(id));
  const whole = !left.some(out);
  gone('.omitted', (omitted) => whole && omitted.dataset.always !== 'yes');
  for (const terms of all('.terms')) terms.style.setProperty('--terms', String(Math.max(1, state.terms)));

  // The conclusion's two lines never wrap: its size goes down in steps of a quarter point.
  const conclusion = sheet.querySelector<HTMLElement>('.conclusion');
  let size = 0;
  if (conclusion) {
    conclusion.style.fontSize = '';
    size = Math.round(Number.parseFloat(getComputedStyle(conclusion).fontSize) * 3) / 4;
    const widest = Math.max(
      ...[...conclusion.querySelectorAll<HTMLElement>('.line')].map(
        (line) => line.getBoundingClientRect().width,
      ),
      1,
    );
    const room = conclusion.getBoundingClientRect().width;
    if (widest > room) size = Math.floor(((size * room) / widest) * 4) / 4;
    conclusion.style.fontSize = `${size}pt`;
  }
  // Nor do the key figures: all of them take the size at which the widest stands in its column.
  const keys = sheet.querySelector<HTMLElement>('.keys');
  let figure = 0;
  if (keys) {
    keys.style.removeProperty('--figure');
    const values = all('.key > .value');
    figure = values[0] ? (Number.parseFloat(getComputedStyle(values[0]).fontSize) * 72) / 96 : 0;
    const least = figure * 0.4;
    for (;;) {
      const ratio = Math.min(1, ...values.map((value) => value.clientWidth / Math.max(1, value.scrollWidth)));
      if (ratio < 1) figure = Math.floor(figure * ratio * 2) / 2;
      keys.style.setProperty('--figure', `${figure}pt`);
      // Their small parts stay legible: where they grow no smaller, the numbers must a little more.
      if (ratio === 1 || figure < least) break;
    }
  }
  // Running text whose last line is under 3 em is set a little tighter or wider, else narrower; never on more lines (design.md §5).
  const lines: Record<string, string> = {};
  const ending = (text: HTMLElement) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 0);
    const end = Math.max(0, ...boxes.map((box) => box.bottom));
    const em = Number.parseFloat(getComputedStyle(text).fontSize);
    const last = boxes.filter((box) => box.bottom > end - em * 0.8);
    const first = Math.min(...last.map((box) => box.left));
    const width = Math.max(...last.map((box) => box.right)) - first;
    const single = boxes.every((box) => box.bottom > end - em * 1.2);
    return {
      good: boxes.length === 0 || single || width >= em * 3,
      height: text.getBoundingClientRect().height,
    };
  };
  const TRIALS = [
    ...[-0.01, 0.01, -0.02, 0.02, -0.03].map((em) => `letter-spacing:${em}em`),
    ...[0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4].map((em) => `padding-right:${em}em`),
  ];
  for (const text of all('[data-line]')) {
    text.style.cssText = '';
    const plain = ending(text);
    if (plain.good) continue;
    for (const css of TRIALS) {
      text.style.cssText = css;
      const tried = ending(text);
      if (tried.good && tried.height <= plain.height + 1) {
        lines[text.dataset.line ?? ''] = css;
        break;
      }
      text.style.cssText = '';
    }
  }
  const mm = (px: number) => (px * 25.4) / 96;
  const height = (selector: string) => {
    const element = sheet.querySelector<HTMLElement>(selector);
    return element ? mm(element.getBoundingClientRect().height) : 0;
  };
  const frame = sheet.getBoundingClientRect();
  const foot = sheet.querySelector<HTMLElement>('.foot');
  const margin = Number.parseFloat(getComputedStyle(sheet).paddingBottom);
  const below = foot ? foot.getBoundingClientRect().bottom - frame.bottom + margin : 0;
  const wide = all('.key, .cell, .band, .chart-title').filter(
    (element) => element.scrollWidth > element.clientWidth + 1,
  );
  const main = sheet.querySelector('.plot.main') ? height('.plot.main') : height('.spare');
  return {
    main,
    small: state.small ? height('.plot.small') : 0,
    overflow: below > 1 || wide.length > 0,
    clipped: wide.map((element) => `${element.className} ${(element.textContent ?? '').trim().slice(0, 16)}`),
    conclusion: size,
    figure,
    lines,
  };
}
