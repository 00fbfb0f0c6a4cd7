// Two windows of one deck. From file:// every document is an origin of its own: only postMessage reaches the other window, and who speaks
// is told by event.source, never by its origin. What was changed last holds in both.
import { SIZE } from './address.js';

const SILENCE = 3500;
/** The popup's own name: it keeps it through a reload, and opening it again finds it. */
const NAME = 'baogao-presenter';

/** Joins this window to its other. `current()` gives the state, `take(state)` is called with a newer one. */
export function joinWindows({ name, address, count, current, take }) {
  let popup = null;
  let heard = 0;

  const parent = () =>
    window.name === NAME && window.opener && !window.opener.closed ? window.opener : null;
  const peer = () => parent() ?? (popup && !popup.closed ? popup : null);
  const say = (to, kind) => to?.postMessage({ deck: name, kind, state: current() }, '*');
  // After a reload this window no longer knows its popup; the popup still knows who opened it.
  const known = (source) => {
    if (!source || source === window) return false;
    try {
      return source === popup || source === parent() || source.opener === window;
    } catch {
      return false;
    }
  };

  addEventListener('message', (event) => {
    const { data } = event;
    if (!known(event.source) || data?.deck !== name || !sound(data.state, count)) return;
    if (event.source !== parent()) popup = event.source;
    heard = Date.now();
    if (data.state.stamp > current().stamp) take(data.state);
    if (data.kind === 'hello' || data.state.stamp < current().stamp) say(event.source, 'state');
  });

  return {
    /** Tells the other window what changed here. */
    tell: () => say(peer(), 'state'),
    /** Asks whether it is there; it answers with its state. */
    hello: () => say(peer(), 'hello'),
    /** linked, lost (there was one) or alone. */
    link: () => (peer() && Date.now() - heard < SILENCE ? 'linked' : heard > 0 ? 'lost' : 'alone'),
    isPopup: () => window.name === NAME,
    /** Opens the presenter, or brings it up; false when the browser does not let us. */
    open() {
      if (popup && !popup.closed) popup.focus();
      else popup = window.open(address(), NAME, 'popup,width=1440,height=900');
      return popup !== null;
    },
  };
}

/** Whether a state that came from elsewhere is one. */
function sound(state, count) {
  const time = (n) => Number.isFinite(n) && n >= 0;
  const { slide, black, dark, size, stamp, timer } = state ?? {};
  return (
    Number.isInteger(slide) &&
    slide >= 0 &&
    slide < count &&
    typeof black === 'boolean' &&
    typeof dark === 'boolean' &&
    size >= SIZE.least &&
    size <= SIZE.most &&
    time(stamp) &&
    timer != null &&
    time(timer.base) &&
    time(timer.entered) &&
    (timer.since === null || time(timer.since))
  );
}
