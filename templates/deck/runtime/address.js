// What a reload must not lose stands in the address: #industry-2;presenter;size=34;start=…;page=…

/** Size of the notes, px. */
export const SIZE = { least: 26, usual: 30, most: 40 };

/** Reads `location.hash` into the slide's id and the rest; what it cannot read is left out. */
export function readAddress(hash) {
  let text = hash.replace(/^#/, '');
  try {
    text = decodeURIComponent(text);
  } catch {
    // A stray % is no reason to stand still.
  }
  const [id = '', ...fields] = text.split(';');
  const found = new Map(fields.map((field) => field.split('=')).map(([name, value]) => [name, value ?? '']));
  const number = (name) => (/^\d{1,15}$/.test(found.get(name) ?? '') ? Number(found.get(name)) : null);
  const size = number('size');
  return {
    id,
    presenter: found.has('presenter'),
    dark: found.has('dark'),
    size: size !== null && size >= SIZE.least && size <= SIZE.most ? size : SIZE.usual,
    black: found.has('black'),
    timer: { base: number('used') ?? 0, since: number('since'), entered: number('page') ?? 0 },
  };
}

/** Writes it; fields that say nothing new are left out, so that a plain deck keeps a plain address. */
export function writeAddress({ id, presenter, dark, size, black, timer }) {
  const begun = timer.base > 0 || timer.since !== null;
  const fields = [
    presenter && 'presenter',
    dark && 'dark',
    size !== SIZE.usual && `size=${size}`,
    black && 'black',
    timer.base > 0 && `used=${Math.round(timer.base)}`,
    timer.since !== null && `since=${timer.since}`,
    begun && timer.entered > 0 && `page=${Math.round(timer.entered)}`,
  ];
  return `#${[id, ...fields.filter(Boolean)].join(';')}`;
}
