// The presenter: slide and next slide, the speaker's notes, the clock against the plan.
import { begun, clockText, dayText, pace } from './clock.js';
import { fill, make } from './stage.js';

/** Nearer to the plan than this is on time, in seconds. */
const EVEN = 15;

/** Builds the panel, hidden. `notes`: one element a slide; `bar`: the row of keys at its foot. */
export function buildPresenter(deck, notes, bar) {
  const { labels } = deck;
  const total = deck.seconds.reduce((a, b) => a + b, 0);
  // Blanks between the pieces: what is read aloud has no gaps of layout.
  const part = (name, ...more) =>
    make(
      'p',
      name,
      '',
      more.flatMap((piece) => [piece, ' ']),
    );
  const word = (name, text) => make('span', name, text);
  const value = (name) => make('b', name);
  const of = {
    ...{ link: word('link', ''), inPart: word('in-part', ''), page: value('page'), all: word('all', '') },
    ...{ slot: make('div', 'slot'), ahead: make('div', 'slot'), nextNo: word('next-no', '') },
    ...{ left: value('left'), plan: word('plan', ''), verdict: value('verdict'), ends: word('ends', '') },
    ...{ used: value('used'), rest: value('rest'), now: value('now'), done: word('done', '') },
    due: word('due', labels.due),
  };
  const figure = (label, element) => make('div', 'figure', '', [word('label', label), ' ', element]);
  const heading = (text, ...more) => make('h2', '', `${text} `, more);

  const parts = deck.parts.map(({ name, first, count }) => {
    const seconds = deck.seconds.slice(first, first + count).reduce((a, b) => a + b, 0);
    const [done, late, text] = [word('done', ''), word('late', ''), word('name', name)];
    const button = make('button', '', '', [text, make('span', 'track', '', [done, late])]);
    button.type = 'button';
    button.dataset.slide = first;
    const item = make('li', '', '', [button]);
    item.style.flexGrow = seconds;
    return { ...{ name, first, count, seconds, item, button, done, late, text } };
  });
  for (const note of notes) note.hidden = true;
  const speech = make('section', 'speech', '', [
    make('header', '', '', [heading(labels.notes), word('', labels.source)]),
    make('div', 'sentences', '', notes),
  ]);
  const sentences = speech.lastChild;
  sentences.tabIndex = 0;
  sentences.setAttribute('role', 'group');
  sentences.setAttribute('aria-label', labels.source);
  const timer = make('section', 'timer', '', [
    heading(labels.timer),
    part('row', word('label', labels.left), of.plan),
    part('row big', of.left, make('span', 'judged', '', [of.verdict, ' ', of.ends])),
    make('div', 'meter', '', [of.done]),
    make('div', 'figures', '', [
      figure(labels.used, of.used),
      figure(labels.rest, of.rest),
      figure(labels.now, of.now),
    ]),
  ]);
  const ahead = make('section', 'ahead', '', [heading(labels.next, of.nextNo), of.ahead]);
  const regions = [
    [speech, labels.notes],
    [timer, labels.timer],
    [ahead, labels.next],
  ];
  for (const [region, label] of regions) region.setAttribute('aria-label', label);
  const line = make('nav', 'line', '', [
    make(
      'ol',
      '',
      '',
      parts.map((p) => p.item),
    ),
    of.due,
  ]);
  line.setAttribute('aria-label', labels.line);
  const panel = make('div', 'desk', '', [
    make('header', 'top', '', [part('', value('title'), of.link), part('', of.inPart, of.page, of.all)]),
    make('div', 'current', '', [of.slot]),
    ...[ahead, timer, speech, line],
    make('footer', 'foot', '', [bar, word('scale', fill(labels.scale, { time: clockText(total) }))]),
  ]);
  const title = panel.querySelector('.title');
  title.textContent = document.title;
  title.lang = document.documentElement.lang;
  panel.hidden = true;

  /** What changes with the slide. */
  function turn(slide) {
    const at = parts.find((p) => slide >= p.first && slide < p.first + p.count) ?? parts[0];
    const all = deck.seconds.length;
    of.inPart.textContent = `${at.name} ${slide - at.first + 1} / ${at.count}`;
    of.page.textContent = fill(labels.page, { n: slide + 1 });
    of.all.textContent = fill(labels.of, { all });
    of.nextNo.textContent = slide + 1 < all ? slide + 2 : labels.none;
    of.plan.textContent = fill(labels.planned, { time: clockText(deck.seconds[slide]) });
    if (notes[slide].hidden) sentences.scrollTop = 0;
    notes.forEach((note, i) => {
      note.hidden = i !== slide;
    });
    for (const p of parts) {
      p.item.classList.toggle('here', p === at);
      if (p === at) p.button.setAttribute('aria-current', 'step');
      else p.button.removeAttribute('aria-current');
    }
    name(at);
  }

  /** Names of parts stand where there is room; the current one always. */
  function name(at) {
    const taken = [];
    const edge = line.getBoundingClientRect().right;
    for (const p of [at, ...parts.filter((other) => other !== at)]) {
      p.text.style.visibility = '';
      const { left, right } = p.text.getBoundingClientRect();
      const free =
        right <= edge && taken.every((other) => right + 10 <= other.left || other.right + 10 <= left);
      if (free) taken.push({ left, right });
      else p.text.style.visibility = 'hidden';
    }
  }

  /** What changes with the clock. */
  function tick({ slide, timer: clock }, now, link) {
    const at = pace(deck.seconds, slide, clock, now);
    const late = at.behind > EVEN;
    of.left.textContent = clockText(Math.ceil(at.left));
    of.left.classList.toggle('over', at.left <= -1);
    of.done.style.width = `${Math.min(100, (100 * at.onSlide) / deck.seconds[slide])}%`;
    of.used.textContent = clockText(at.elapsed);
    of.rest.textContent = clockText(Math.ceil(at.rest));
    of.now.textContent = dayText(now);
    of.ends.textContent = fill(labels.ends, { time: dayText(now + 1000 * (at.total - at.position)) });
    of.verdict.textContent = !begun(clock)
      ? labels.idle
      : clock.since === null
        ? labels.paused
        : Math.abs(at.behind) <= EVEN
          ? labels.even
          : `${late ? labels.behind : labels.ahead} ${clockText(Math.abs(at.behind))}`;
    of.verdict.classList.toggle('late', late && clock.since !== null);
    of.link.textContent = labels[link];
    let before = 0;
    for (const p of parts) {
      const share = (seconds) => Math.max(0, Math.min(1, (seconds - before) / p.seconds)) * 100;
      p.done.style.width = `${share(at.position)}%`;
      p.late.style.width = `${late ? share(at.elapsed) - share(at.position) : 0}%`;
      if (
        late &&
        at.elapsed >= before &&
        (at.elapsed < before + p.seconds || p === parts[parts.length - 1])
      ) {
        const track = p.done.parentElement.getBoundingClientRect();
        const left = track.left + (track.width * share(at.elapsed)) / 100 - line.getBoundingClientRect().left;
        of.due.style.left = `${left}px`;
        of.due.classList.toggle('flip', left > line.clientWidth - 120);
      }
      before += p.seconds;
    }
    of.due.hidden = !late;
  }

  /** The foot's keys may stand in two rows: the slide takes what its height leaves. */
  function room() {
    const feet = [line, panel.querySelector('.foot')].reduce((sum, part) => sum + part.offsetHeight, 0);
    panel.style.setProperty('--feet', `${feet}px`);
  }

  /** Moves the notes by most of what is seen of them. */
  const scroll = (way) => sentences.scrollBy({ top: way * sentences.clientHeight * 0.7 });

  function slots() {
    room();
    return [of.slot, of.ahead].map((slot) => slot.getBoundingClientRect());
  }
  return { panel, turn, tick, scroll, slots };
}
