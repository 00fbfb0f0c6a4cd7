// Keys, clickers, touch, mouse. One table says which key does what; the help and the rows of keys are made of it.
import { fill, make } from './stage.js';

/** A line for the speaker stands this long, ms. */
export const SEEN = 4000;

/** What a key does: the keys, how they are shown, and where the row of keys shows it (p: presenter, s: slides). */
const ACTS = {
  next: { keys: ['ArrowRight', 'PageDown', ' ', 'n'], shown: '{space} → PgDn', rows: 'ps' },
  back: { keys: ['ArrowLeft', 'PageUp', 'Backspace'], shown: '← PgUp', rows: 'ps' },
  down: { keys: ['ArrowDown'] },
  up: { keys: ['ArrowUp'] },
  first: { keys: ['Home'], shown: 'Home' },
  last: { keys: ['End'], shown: 'End' },
  overview: { keys: ['g', 'o'], shown: 'G O', rows: 'ps' },
  black: { keys: ['b', '.', '。'], shown: 'B .', rows: 'p' },
  jump: { keys: [], shown: '{digits} Enter' },
  print: { keys: [], shown: 'Ctrl+P' },
  presenter: { keys: ['p'], shown: 'P', rows: 's' },
  single: { keys: ['s'], shown: 'S' },
  timer: { keys: ['t'], shown: 'T', rows: 'p' },
  reset: { keys: ['r'], shown: 'R', rows: 'p' },
  scrollDown: { keys: ['j'], shown: 'J' },
  scrollUp: { keys: ['k'], shown: 'K' },
  larger: { keys: ['+', '=', '＋'], shown: '+', rows: 'p' },
  smaller: { keys: ['-', '_', '－'], shown: '−', rows: 'p' },
  dark: { keys: ['d'], shown: 'D', rows: 'p' },
  full: { keys: ['f', 'F5'], shown: 'F F5', rows: 'ps' },
  help: { keys: ['?', '？', 'h'], shown: '?', rows: 'ps' },
  leave: { keys: ['Escape'], shown: 'Esc', rows: 'p' },
};
/** Only these go on while a key is held. */
const HELD = ['next', 'back', 'up', 'down', 'larger', 'smaller', 'scrollDown', 'scrollUp'];
const ACT_OF = new Map(Object.entries(ACTS).flatMap(([act, { keys }]) => keys.map((key) => [key, act])));

const shownKeys = (act, labels) => fill(ACTS[act].shown, labels);

/** A row of buttons, one an act, with its first key. `row`: p or s. */
export function buildKeys(row, labels) {
  const buttons = Object.keys(ACTS)
    .filter((act) => ACTS[act].rows?.includes(row))
    .map((act) => {
      const key = make('kbd', '', shownKeys(act, labels).split(' ')[0]);
      const button = make('button', '', '', [key, ' ', make('span', '', labels.acts[act])]);
      button.type = 'button';
      button.dataset.act = act;
      return button;
    });
  const bar = make('div', 'keys', '', buttons);
  bar.setAttribute('role', 'toolbar');
  bar.setAttribute('aria-label', labels.keys);
  return bar;
}

/** All keys, as a dialog: the browser keeps the focus inside and gives it back. */
export function buildHelp(labels) {
  const rows = Object.keys(ACTS)
    .filter((act) => ACTS[act].shown)
    .flatMap((act) => {
      const keys = shownKeys(act, labels).split(' ');
      return [
        make(
          'dt',
          '',
          '',
          keys.flatMap((key) => [make('kbd', '', key), ' ']),
        ),
        make('dd', '', labels.acts[act]),
      ];
    });
  const close = make('button', 'close', labels.close);
  close.type = 'button';
  const heading = make('h2', '', labels.keys);
  heading.id = 'help-title';
  // First to be reached: a dialog opens where its focus stands.
  const dialog = make('dialog', 'help', '', [
    close,
    heading,
    make('dl', '', '', rows),
    make('p', '', labels.screens),
    make('p', '', labels.touch),
  ]);
  dialog.setAttribute('aria-labelledby', heading.id);
  close.addEventListener('click', () => dialog.close());
  return dialog;
}

/** The key as typed: an input method for Chinese hides letters, of which the place on the keyboard is still told. */
function keyOf(event) {
  const hidden = event.key === 'Process' || event.isComposing || event.keyCode === 229;
  const key = hidden ? event.code.replace(/^(?:Key|Digit|Numpad)(?=.$)/, '') : event.key;
  return key.length === 1 ? key.toLowerCase() : key;
}

/** Listens. `acts`: what to do for each act; `jump(number)`, `typed(digits)` so far, `choose(section)`; `grid()`: whether all slides are shown, `busy()`: whether a dialog is open. */
export function listen({ acts, jump, typed, choose, grid, busy }) {
  let digits = '';
  let since = 0;
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || busy()) return;
    const key = keyOf(event);
    // Digits nobody sees any more count no more.
    if (event.timeStamp - since > SEEN) digits = '';
    const erasing = key === 'Backspace' && digits !== '';
    if (erasing || /^\d$/.test(key)) {
      digits = erasing ? digits.slice(0, -1) : (digits + key).slice(-4);
      since = event.timeStamp;
      typed(digits);
      event.preventDefault();
      return;
    }
    const number = digits;
    if (number !== '') typed('');
    digits = '';
    // A button or link in focus keeps its own keys.
    const own = event.target.closest?.('button, a[href]');
    if (key === 'Enter' && number !== '') jump(Number(number));
    else if (key === 'Enter' && grid()) choose(null);
    else if (key === 'Escape' && number !== '') return;
    else if (key === 'Enter' || (key === ' ' && own)) return;
    else {
      const act = key === ' ' && event.shiftKey ? 'back' : ACT_OF.get(key);
      const speech = ['down', 'up'].includes(act) && event.target.closest?.('.sentences');
      if (!act || speech) return;
      if (!event.repeat || HELD.includes(act)) acts[act]();
    }
    event.preventDefault();
  });

  addEventListener('click', (event) => {
    const button = event.target.closest('[data-act], [data-slide]');
    const slide = event.target.closest('.marpit > section');
    // After a click with the mouse the keys are the deck's again; who came by Tab stays.
    if (button && event.detail > 0) button.blur();
    if (button?.dataset.act) acts[button.dataset.act]();
    else if (button) jump(Number(button.dataset.slide) + 1);
    else if (grid() && slide) choose(slide);
  });

  let touch = null;
  addEventListener('touchstart', (event) => {
    touch = event.touches.length === 1 ? event.touches[0] : null;
  });
  addEventListener('touchend', (event) => {
    const from = touch;
    touch = null;
    // A page drawn larger with two fingers is being looked at, not turned.
    if (!from || grid() || busy() || (window.visualViewport?.scale ?? 1) > 1.05) return;
    const dx = event.changedTouches[0].clientX - from.clientX;
    const dy = event.changedTouches[0].clientY - from.clientY;
    if (Math.abs(dx) > 48 && Math.abs(dx) > 2 * Math.abs(dy)) acts[dx < 0 ? 'next' : 'back']();
  });
}
