(() => {
  'use strict';
  // One slide in the window. Keys: ← → space PgUp PgDn Home End, digits + Enter, f full screen, b black, o overview, p print.
  const body = document.body;
  const slides = [...document.querySelectorAll('.marpit > section')];
  const live = document.querySelector('.live');
  const hint = document.querySelector('.hint');
  let now = 0;
  let digits = '';
  let hintTimer;

  const titleOf = (slide) => (slide.querySelector('h1') || slide).textContent.trim();
  const byHash = () => slides.findIndex((slide) => slide.id === decodeURIComponent(location.hash.slice(1)));

  function fit() {
    const scale = Math.min(innerWidth / 1280, innerHeight / 720);
    body.style.setProperty('--scale', scale);
    body.style.setProperty('--left', `${(innerWidth - 1280 * scale) / 2}px`);
    body.style.setProperty('--top', `${(innerHeight - 720 * scale) / 2}px`);
  }

  function go(to, silent) {
    const next = Math.max(0, Math.min(slides.length - 1, to));
    slides[now].classList.remove('now');
    now = next;
    const slide = slides[now];
    slide.classList.add('now');
    live.textContent = titleOf(slide);
    if (!silent && byHash() !== now) history.replaceState(null, '', `#${slide.id}`);
    if (body.classList.contains('grid')) slide.scrollIntoView({ block: 'nearest' });
    document.dispatchEvent(new CustomEvent('slide', { detail: { index: now, id: slide.id } }));
  }

  function overview(on) {
    body.classList.toggle('grid', on);
    if (on) slides[now].scrollIntoView({ block: 'center' });
    else scrollTo(0, 0);
  }

  function fullscreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (document.documentElement.requestFullscreen) document.documentElement.requestFullscreen();
  }

  function printHint() {
    hint.hidden = false;
    clearTimeout(hintTimer);
    hintTimer = setTimeout(() => {
      hint.hidden = true;
    }, 4000);
  }

  const row = () => (body.classList.contains('grid') ? Math.max(1, Math.floor((innerWidth - 24) / 318)) : 1);
  const keys = {
    ArrowRight: () => go(now + 1),
    ArrowLeft: () => go(now - 1),
    ArrowDown: () => go(now + row()),
    ArrowUp: () => go(now - row()),
    PageDown: () => go(now + 1),
    PageUp: () => go(now - 1),
    Home: () => go(0),
    End: () => go(slides.length - 1),
    f: fullscreen,
    b: () => body.classList.toggle('black'),
    '.': () => body.classList.toggle('black'),
    o: () => overview(!body.classList.contains('grid')),
    p: printHint,
    Escape: () => {
      body.classList.remove('black');
      overview(false);
    },
  };

  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^\d$/.test(event.key)) {
      digits += event.key;
      return;
    }
    if (event.key === 'Enter') {
      if (digits !== '') go(Number(digits) - 1);
      else overview(false);
      digits = '';
      event.preventDefault();
      return;
    }
    digits = '';
    const key = event.key === ' ' ? (event.shiftKey ? 'ArrowLeft' : 'ArrowRight') : event.key;
    const act = keys[key.length === 1 ? key.toLowerCase() : key];
    if (!act) return;
    if (body.classList.contains('black') && key.toLowerCase() !== 'b' && key !== '.') body.classList.remove('black');
    act();
    event.preventDefault();
  });

  addEventListener('click', (event) => {
    const slide = event.target.closest('.marpit > section');
    if (body.classList.contains('grid') && slide) {
      go(slides.indexOf(slide));
      overview(false);
    }
  });

  let touch = null;
  addEventListener('touchstart', (event) => {
    touch = event.touches.length === 1 ? event.touches[0] : null;
  });
  addEventListener('touchend', (event) => {
    if (!touch || body.classList.contains('grid')) return;
    const dx = event.changedTouches[0].clientX - touch.clientX;
    const dy = event.changedTouches[0].clientY - touch.clientY;
    if (Math.abs(dx) > 48 && Math.abs(dx) > 2 * Math.abs(dy)) go(now + (dx < 0 ? 1 : -1));
    touch = null;
  });

  addEventListener('resize', fit);
  addEventListener('hashchange', () => {
    const at = byHash();
    if (at >= 0) go(at, true);
  });
  body.classList.add('show');
  fit();
  go(Math.max(0, byHash()));
})();
