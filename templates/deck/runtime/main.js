// The deck's runtime: what is shown, and what happens when something is done. Each window is the audience's or the presenter's; slide, black
// screen, timer and the presenter's look are one for both, so that a presenter opened again looks as it did.
import { readAddress, SIZE, writeAddress } from './address.js';
import { begun, STOPPED, toggled, turned } from './clock.js';
import { buildHelp, buildKeys, listen, SEEN } from './input.js';
import { buildPresenter } from './presenter.js';
import { make, openStage } from './stage.js';
import { joinWindows } from './sync.js';

/** Starts in this document. `deck`: language, labels, planned seconds of every slide, parts; made at build. */
export function run(deck) {
  const { labels } = deck;
  const { body } = document;
  const title = document.title;
  const address = readAddress(location.hash);
  const view = {
    presenter: address.presenter || new URLSearchParams(location.search).has('presenter'),
  };
  const notes = [...document.querySelectorAll('.marpit > section > .notes')];
  for (const note of notes) note.remove();

  // What is the report's own stays Chinese among labels of another language.
  for (const note of notes) note.lang = document.documentElement.lang;
  const presenter = buildPresenter(deck, notes, buildKeys('p', labels));
  const stage = openStage(labels, presenter.slots);
  const help = buildHelp(labels);
  const bar = make('nav', 'controls', '', [buildKeys('s', labels)]);
  bar.setAttribute('aria-label', labels.keys);
  const hint = make('p', 'hint');
  hint.hidden = true;
  const black = make('div', 'blackness', labels.black);
  for (const part of [presenter.panel, bar, black, hint, help, document.querySelector('.live')])
    part.lang = deck.lang;
  body.append(presenter.panel, bar, black, hint, help);

  let state = {
    slide: Math.max(0, stage.indexOf(address.id)),
    ...{ black: address.black, timer: address.timer, dark: address.dark, size: address.size, stamp: 0 },
  };
  const hash = (more = {}) => writeAddress({ ...view, ...state, id: stage.slides[state.slide].id, ...more });
  const windows = joinWindows({
    name: `${title} ${deck.seconds.join()}`,
    address: () => location.href.replace(/[?#].*$/, '') + hash({ presenter: true }),
    count: stage.slides.length,
    current: () => state,
    take: (newer) => draw(newer),
  });

  /** Shows a state, whoever changed it. */
  function draw(next) {
    const turning = next.slide !== state.slide;
    const darkening = next.black !== state.black;
    state = next;
    body.classList.toggle('presenter', view.presenter);
    body.classList.toggle('dark', view.presenter && state.dark);
    body.classList.toggle('black', state.black);
    body.style.setProperty('--notes', `${state.size}px`);
    presenter.panel.hidden = !view.presenter;
    bar.hidden = view.presenter;
    document.title = view.presenter ? `${labels.view} · ${title}` : title;
    presenter.turn(state.slide);
    stage.show(state.slide);
    stage.fitSlides();
    tick();
    if (turning) stage.say();
    else if (darkening) stage.say(state.black ? labels.black : undefined);
    keepAddress();
  }
  /** Only when it changes: browsers count how often it is set. */
  function keepAddress() {
    if (location.hash !== hash()) history.replaceState(null, '', hash());
  }
  function tick() {
    if (view.presenter) presenter.tick(state, Date.now(), windows.link());
  }
  /** Changes what both windows share. */
  function change(fields) {
    draw({ ...state, ...fields, stamp: Math.max(Date.now(), state.stamp + 1) });
    windows.tell();
  }
  /** Changes how this window looks. The focus never stays on what is gone. */
  function look(fields) {
    const held = document.activeElement;
    Object.assign(view, fields);
    draw(state);
    if (held !== body && !held.getClientRects().length) stage.focus();
  }

  function go(to) {
    const slide = Math.max(0, Math.min(stage.slides.length - 1, to));
    if (slide === state.slide) return change({ black: false });
    const now = Date.now();
    // Who turns the first page has begun to speak.
    const timer = begun(state.timer) || !presenting() ? state.timer : toggled(STOPPED, now);
    change({ slide, black: false, timer: turned(timer, now) });
  }
  const presenting = () => view.presenter || windows.link() === 'linked';
  const rows = () => (stage.grid() ? stage.columns() : 1);

  let hiding;
  /** Shows a line for a while; nothing takes it away. */
  function tell(text) {
    hint.textContent = text;
    hint.hidden = text === '';
    clearTimeout(hiding);
    hiding = setTimeout(() => {
      hint.hidden = true;
    }, SEEN);
  }
  function fullscreen() {
    const done = document.fullscreenElement
      ? document.exitFullscreen()
      : document.documentElement.requestFullscreen?.();
    done?.catch(() => {});
  }
  function leave() {
    if (stage.grid()) stage.overview(false);
    else if (state.black) change({ black: false });
    else if (windows.link() === 'linked' && windows.isPopup()) close();
    else if (view.presenter) look({ presenter: false });
  }

  const acts = {
    next: () => go(state.slide + 1),
    back: () => go(state.slide - 1),
    down: () => go(state.slide + rows()),
    up: () => go(state.slide - rows()),
    first: () => go(0),
    last: () => go(stage.slides.length - 1),
    overview: () => stage.overview(!stage.grid()),
    black: () => change({ black: !state.black }),
    presenter() {
      if (!windows.isPopup() && windows.open()) return;
      look({ presenter: true });
      if (windows.isPopup()) return;
      tell(labels.blocked);
      stage.say(labels.blocked);
    },
    single: () => look({ presenter: !view.presenter }),
    timer: () => change({ timer: toggled(state.timer, Date.now()) }),
    reset: () => change({ timer: STOPPED }),
    scrollDown: () => presenter.scroll(1),
    scrollUp: () => presenter.scroll(-1),
    larger: () => presenting() && change({ size: Math.min(SIZE.most, state.size + 2) }),
    smaller: () => presenting() && change({ size: Math.max(SIZE.least, state.size - 2) }),
    dark: () => presenting() && change({ dark: !state.dark }),
    full: fullscreen,
    help: () => help.showModal(),
    leave,
  };
  listen({
    acts,
    jump: (number) => {
      go(number - 1);
      if (stage.grid()) stage.overview(false);
    },
    typed: (digits) => tell(digits && `${labels.acts.jump} ${digits}`),
    choose: (slide) => {
      if (slide) go(stage.slides.indexOf(slide));
      stage.overview(false);
    },
    grid: stage.grid,
    busy: () => help.open,
  });
  addEventListener('resize', () => draw(state));
  addEventListener('hashchange', () => {
    const slide = stage.indexOf(readAddress(location.hash).id);
    if (slide >= 0 && slide !== state.slide) go(slide);
    else keepAddress();
  });
  // No screen goes to sleep in the middle of a talk.
  const stayAwake = () => {
    if (!document.hidden) navigator.wakeLock?.request('screen').catch(() => {});
  };
  document.addEventListener('visibilitychange', stayAwake);
  addEventListener('keydown', stayAwake, { once: true });
  // The row of keys comes up when the mouse moves or the screen is touched, and goes again.
  let resting;
  const wake = () => {
    body.classList.add('awake');
    clearTimeout(resting);
    resting = setTimeout(() => body.classList.remove('awake'), 2500);
  };
  for (const name of ['pointermove', 'pointerdown']) addEventListener(name, wake);

  body.classList.add('show');
  draw(state);
  stage.say();
  document.fonts?.ready.then(() => draw(state));
  windows.hello();
  setInterval(() => {
    tick();
    if (windows.isPopup()) windows.hello();
  }, 500);
}
