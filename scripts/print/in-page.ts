/** Functions that run in the page: plain DOM, no references to the outside. */

/** Loads every face, also those that no text uses yet; gives the ones that failed. */
export const loadFaces = async (): Promise<string[]> => {
  const faces = [...document.fonts];
  await Promise.allSettled(faces.map((face) => face.load()));
  return faces.filter((face) => face.status !== 'loaded').map((face) => `${face.family} ${face.weight}`);
};

/** Puts another body in the place of the page's own. `source` begins with its <body>. */
export const replaceBody = (source: string): void => {
  const next = new DOMParser().parseFromString(source, 'text/html').body;
  document.body.replaceWith(document.adoptNode(next));
};

/** Where an element stands in the document, in CSS px. */
export const boxOf = (selector: string): { x: number; y: number; width: number; height: number } | null => {
  const box = document.querySelector(selector)?.getBoundingClientRect();
  if (!box) return null;
  return { x: box.x + scrollX, y: box.y + scrollY, width: box.width, height: box.height };
};

/** Hides everything beside one element, which then stands at the upper left; gives its size in CSS px. */
export const showAlone = (selector: string): { width: number; height: number } | null => {
  const shown = document.querySelector<HTMLElement>(selector);
  if (!shown) return null;
  for (let at = shown; at !== document.body && at.parentElement; at = at.parentElement) {
    for (const beside of at.parentElement.children) (beside as HTMLElement).style.display = 'none';
    at.style.display = 'block';
  }
  document.body.style.margin = '0';
  const { width, height } = shown.getBoundingClientRect();
  return { width, height };
};

/** The innermost elements that reach beyond the width of the view, the widest first, as `tag.class “text”`. */
export function tooWide(): string[] {
  const limit = document.documentElement.clientWidth + 1;
  const wide = [...document.body.querySelectorAll('*')]
    .map((element) => ({ element, right: element.getBoundingClientRect().right }))
    .filter(({ element, right }) => right > limit && !element.closest('svg svg, svg *'))
    .filter(({ element }) =>
      [...element.children].every((child) => child.getBoundingClientRect().right <= limit),
    )
    .sort((a, b) => b.right - a.right);
  return wide.slice(0, 3).map(({ element, right }) => {
    const name = [element.localName, ...element.classList].join('.');
    const text = (element.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 20);
    return `${name}${text ? ` “${text}”` : ''} (+${Math.round(right - limit + 1)} px)`;
  });
}
