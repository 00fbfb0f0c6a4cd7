/**
 * Pictures of slides for docs/deck.md. A browser takes them, and browsers differ by a pixel: what a picture was taken of stands in it as a
 * digest, and only a change of that makes it old.
 */
import { createHash } from 'node:crypto';
import { drawFigure } from '../figures/draw.ts';
import { planDeck } from '../plan/deck.ts';
import { pngChunks } from '../print/png.ts';
import type { Press } from '../print/press.ts';
import { deckLabels } from '../publications/deck/labels.ts';
import { type MergedDeck, mergeDeck } from '../publications/deck/merge.ts';
import { overflowOf } from '../publications/deck/overflow.ts';
import { slideShape } from '../publications/deck/size.ts';
import type { DeckSize, Report } from '../report/report.ts';
import { withPalette } from './palette.ts';

/** Width of a picture, and of one that shows a shape of slides, px. */
const WIDE = { slide: 960, shape: 512 };
/** The slide that shows the shapes. */
const SHOWN = 'growth';
const SHAPES: readonly { size: DeckSize; name: string }[] = [
  { size: '4:3', name: `${SHOWN}-4x3` },
  { size: 'A4', name: `${SHOWN}-a4` },
];
/** The presenter's window, and the time of its clocks: ten to ten, the talk begun a minute before. */
const DESK = { width: 1440, height: 900, now: Date.UTC(2025, 0, 9, 1, 50), since: 60_000 };

export interface SlidePicture {
  /** Path below docs/. */
  path: string;
  /** The heading of what is seen. */
  title: string;
  /** Of all that is seen: markup and style. */
  digest: string;
  /** Throws when the slide is too full as planned: a build would set it denser, and the guide shall not need that. */
  take(press: Press): Promise<Uint8Array>;
}

/** Path below docs/ of the picture of a slide. */
export const slidePictureOf = (id: string): string => `images/deck/${id}.png`;

/** The digest that a picture bears; undefined where it bears none. */
export function digestOf(png: Uint8Array): string | undefined {
  const text = pngChunks(png)
    .find(({ type }) => type === 'tEXt')
    ?.data.toString('latin1');
  return text?.replace(/^Source\0/, '');
}

/** A picture of every slide, of one slide in the other shapes, and of the presenter. Throws when the figures' linter finds fault. */
export function slidePictures(report: Report): SlidePicture[] {
  const deck = merged(report);
  const shapes = SHAPES.map(({ size, name }) => {
    const shaped = { ...report, deck: { ...report.deck, size } };
    return pictureOf(merged(shaped), SHOWN, { name, size, wide: WIDE.shape });
  });
  return [
    ...deck.pages.map(({ id }) => pictureOf(deck, id, { name: id, size: '16:9', wide: WIDE.slide })),
    ...shapes,
    presenterPicture(deck),
  ];
}

function merged(report: Report): MergedDeck {
  const deck = mergeDeck(report, planDeck(report), { draw: drawFigure });
  if (deck.problems.length > 0)
    throw new Error(deck.problems.map(({ code, message }) => `${code} ${message.en}`).join('\n'));
  return deck;
}

function pictureOf(
  deck: MergedDeck,
  id: string,
  { name, size, wide }: { name: string; size: DeckSize; wide: number },
): SlidePicture {
  const page = deck.pages.find((p) => p.id === id);
  if (!page) throw new Error(`there is no slide ${id}`);
  const digest = sha256(`${page.html}\n${deck.css}`);
  const { width, height } = slideShape(size);
  return {
    path: slidePictureOf(name),
    title: (/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(page.html)?.[1] ?? '').replace(/<[^>]*>/g, '').trim(),
    digest,
    take: async (press) => {
      const doc = { name, html: deck.paper, faces: deck.faces };
      const found = (await press.measure(doc, [undefined], overflowOf)).flat();
      const full = found.filter(({ slide }) => slide === id);
      if (full.length > 0) throw new Error(`${id} is too full: ${full.map(({ text }) => text).join(', ')}`);
      const how = { width, height, scale: wide / width, selector: `section#${id}` };
      return withPalette(await press.picture(doc, how), digest);
    },
  };
}

/** The presenter in the midst of a talk. */
function presenterPicture(deck: MergedDeck): SlidePicture {
  const digest = sha256(deck.html);
  const { now, since, width, height } = DESK;
  const address = `${SHOWN};presenter;since=${now - since};used=90000;page=${125_000}`;
  const set = `<script>Date.now = () => ${now}; location.hash = '${address}';</script>`;
  return {
    path: slidePictureOf('presenter'),
    title: deckLabels('zh').view,
    digest,
    take: async (press) => {
      const html = deck.html.replace('<body', () => `${set}<body`);
      const doc = { name: 'presenter', html, faces: deck.faces, scripts: true };
      return withPalette(await press.picture(doc, { width, height, scale: WIDE.slide / width }), digest);
    },
  };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
