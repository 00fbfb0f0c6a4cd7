/** The faces of the deck as files beside deck.md: the same cuts that deck.html holds inside. */

/** Faces of the theme and of the figures (names as the print stage knows them). */
export const DECK_FACES = [
  'song-600',
  'song-700',
  'song-900',
  'hei-400',
  'hei-500',
  'hei-600',
  'hei-700',
  'kai-700',
] as const;
export type DeckFace = (typeof DECK_FACES)[number];

const FAMILIES = { song: 'Baogao Song', hei: 'Baogao Hei', kai: 'Baogao Kai' } as const;
type Family = keyof typeof FAMILIES;

/** Where a face stands beside deck.md: fonts/song-700.woff */
const fontFile = (face: string): string => `fonts/${face}.woff`;

/** The @font-face rules of Marp tools. */
export const fontRules = (): string =>
  DECK_FACES.map((face) => {
    const [family, weight] = face.split('-') as [Family, string];
    return `@font-face{font-family:"${FAMILIES[family]}";font-weight:${weight};src:url("${fontFile(face)}") format("woff")}`;
  }).join('\n');

/** The files, from the finished deck.html: path beside deck.md and content. */
export function fontFiles(html: string): { path: string; content: Uint8Array }[] {
  const inside = html.matchAll(
    /@font-face\{font-family:'([^']+)';font-weight:(\d+);[^{}]*?url\("data:font\/woff;base64,([^"]+)"\)/g,
  );
  return [...inside].flatMap(([, name, weight, data = '']) => {
    const family = (Object.keys(FAMILIES) as Family[]).find((key) => FAMILIES[key] === name);
    const face = DECK_FACES.find((own) => own === `${family}-${weight}`);
    return face ? [{ path: fontFile(face), content: Buffer.from(data, 'base64') }] : [];
  });
}
