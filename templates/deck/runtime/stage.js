// The slides in this window: one alone, the slide and its next beside the notes, or all in a grid. They are the document's own sections,
// moved and scaled; nothing is copied.

const GAP = 24;
const clean = (text) => text.replace(/\s+/g, ' ').trim();

export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** A new element: class, text and children. */
export function make(tag, className = '', text = '', children = []) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  element.append(...children);
  return element;
}

/** Takes the slides over. `slots()`: where the presenter leaves room for a slide and the next one. */
export function openStage(labels, slots) {
  const { body } = document;
  const slides = [...document.querySelectorAll('.marpit > section')];
  const live = document.querySelector('.live');
  const titles = slides.map((slide) => clean((slide.querySelector('h1') ?? slide).textContent));
  // All are alike; once hidden they have no size.
  const { offsetWidth: width, offsetHeight: height } = slides[0];
  let now = 0;

  slides.forEach((slide, i) => {
    slide.tabIndex = -1;
    slide.setAttribute('role', 'group');
    slide.setAttribute('aria-roledescription', labels.slide);
    slide.setAttribute('aria-label', name(i));
    const plate = make('span', 'plate', String(i + 1));
    plate.setAttribute('aria-hidden', 'true');
    slide.append(plate);
  });

  function name(i) {
    return fill(labels.name, { n: i + 1, all: slides.length, title: titles[i] });
  }
  const grid = () => body.classList.contains('grid');
  const columns = () => Math.max(2, Math.floor((body.clientWidth - GAP) / (296 + GAP)));

  function place(prefix, box) {
    const scale = Math.min(box.width / width, box.height / height);
    body.style.setProperty(`--${prefix}scale`, scale);
    body.style.setProperty(`--${prefix}left`, `${box.left + (box.width - width * scale) / 2}px`);
    body.style.setProperty(`--${prefix}top`, `${box.top + (box.height - height * scale) / 2}px`);
  }

  /** The grid: moved and scaled like the rest, so that no line breaks otherwise than on the slide. */
  function spread() {
    const thumb = (body.clientWidth - GAP) / columns() - GAP;
    const tall = (thumb * height) / width;
    slides.forEach((slide, i) => {
      slide.style.setProperty('--x', `${GAP + (i % columns()) * (thumb + GAP)}px`);
      slide.style.setProperty('--y', `${GAP + Math.floor(i / columns()) * (tall + GAP)}px`);
    });
    body.style.setProperty('--thumb', thumb / width);
    body.style.setProperty('--long', `${GAP + Math.ceil(slides.length / columns()) * (tall + GAP)}px`);
  }

  function fitSlides() {
    body.style.setProperty('--w', width);
    body.style.setProperty('--h', height);
    if (grid()) spread();
    if (!body.classList.contains('presenter')) {
      place('', { left: 0, top: 0, width: innerWidth, height: innerHeight });
      return;
    }
    const [slot, ahead] = slots();
    place('', slot);
    place('next-', ahead);
  }

  /** Shows a slide; what is not to be seen is not to be reached either. */
  function show(to) {
    const held = slides[now].contains(document.activeElement);
    now = to;
    slides.forEach((slide, i) => {
      slide.classList.toggle('now', i === now);
      slide.classList.toggle('next', i === now + 1);
      slide.inert = !grid() && i !== now;
      slide.tabIndex = grid() && i === now ? 0 : -1;
      slide.setAttribute('aria-current', String(i === now));
    });
    if (held || grid()) slides[now].focus({ preventScroll: !grid() });
    if (grid()) slides[now].scrollIntoView({ block: 'nearest' });
  }

  return {
    slides,
    titles,
    fitSlides,
    show,
    grid,
    columns,
    /** Index of the slide with this id, or with this number (#12); -1 without. */
    indexOf(id) {
      const named = slides.findIndex((slide) => slide.id === id);
      const numbered = /^\d{1,4}$/.test(id) ? Number(id) - 1 : -1;
      return named >= 0 || numbered >= slides.length ? named : numbered;
    },
    focus: () => slides[now].focus({ preventScroll: true }),
    /** Says aloud which slide this is. */
    say: (text = name(now)) => {
      live.textContent = text;
    },
    overview(on) {
      body.classList.toggle('grid', on);
      fitSlides();
      show(now);
      if (on) slides[now].scrollIntoView({ block: 'center' });
      else {
        scrollTo(0, 0);
        slides[now].focus({ preventScroll: true });
      }
    },
  };
}
