// The timer and the plan. A timer is `base` ms used before `since` (epoch ms; null: it stands); `entered`: ms used when the slide came up.

export const STOPPED = { base: 0, since: null, entered: 0 };

/** Milliseconds used. A clock set back counts nothing. */
export const used = (timer, now) => timer.base + (timer.since === null ? 0 : Math.max(0, now - timer.since));

export const begun = (timer) => timer.since !== null || timer.base > 0;

/** Starts the timer, or halts it. */
export const toggled = (timer, now) => ({
  ...timer,
  base: used(timer, now),
  since: timer.since === null ? now : null,
});

/** Another slide comes up: its own time begins. */
export const turned = (timer, now) => ({ ...timer, entered: used(timer, now) });

const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

/**
 * Where the speaker stands against the plan, in seconds. `position`: planned time of what has been shown, the slide at most in full;
 * `behind`: used beyond that (less than 0: ahead).
 */
export function pace(planned, slide, timer, now) {
  const elapsed = used(timer, now) / 1000;
  const onSlide = elapsed - timer.entered / 1000;
  const total = sum(planned);
  const position = sum(planned.slice(0, slide)) + Math.min(onSlide, planned[slide]);
  return {
    ...{ elapsed, total, position },
    onSlide,
    left: planned[slide] - onSlide,
    rest: total - elapsed,
    behind: elapsed - position,
  };
}

/** 0:42, −0:05, 61:00. What is left runs down to 0:00 and below, what is used up from it. */
export function clockText(seconds) {
  const whole = Math.floor(Math.abs(seconds) + 1e-6);
  return `${seconds < 0 && whole > 0 ? '−' : ''}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** 09:34, the time of day. */
export function dayText(ms) {
  const day = new Date(ms);
  return [day.getHours(), day.getMinutes()].map((n) => String(n).padStart(2, '0')).join(':');
}
