/** Where the long picture is cut for posting: between bands, so that no piece is higher than the platforms take. */
import { EXIT, ProblemError } from '../../problem.ts';

/** Scale of the exported picture: px for one CSS px. */
export const PICTURE_SCALE = 2;
/** Largest piece: height in px, and size of its file in bytes. */
export const PIECE = { height: 6000, bytes: 2_000_000 } as const;

/** Bands in the middle of a topic: a piece that begins with one does not say what it is about. */
const WITHIN_TOPIC = /^(?:chart|todo)-/;

/** One way to cut: its pieces, how many of them begin within a topic, its tallest piece (px), and where it cuts first. */
interface Cut {
  pieces: number;
  within: number;
  tallest: number;
  counts: number[];
}

/**
 * Heights of bands (px) → how many bands each piece holds: as few pieces as can be; of these as few that begin within a topic; of these of heights as equal
 * as can be. Throws ProblemError L030 where one band alone is too high; `names` are their ids.
 */
export function piecesOf(heights: readonly number[], names: readonly string[]): number[] {
  const tall = heights.findIndex((height) => height > PIECE.height);
  if (tall >= 0) throw tooTall(names[tall] ?? '', heights[tall] ?? 0);
  // The best cut of the bands from each place to the end, from the last band back.
  const best: Cut[] = [];
  best[heights.length] = { pieces: 0, within: 0, tallest: 0, counts: [] };
  for (let from = heights.length - 1; from >= 0; from--) {
    const within = from > 0 && WITHIN_TOPIC.test(names[from] ?? '') ? 1 : 0;
    let height = 0;
    for (let to = from + 1; to <= heights.length; to++) {
      height += heights[to - 1] ?? 0;
      const rest = best[to];
      if (height > PIECE.height || !rest) break;
      const cut: Cut = {
        pieces: rest.pieces + 1,
        within: rest.within + within,
        tallest: Math.max(rest.tallest, height),
        counts: [to - from, ...rest.counts],
      };
      const known = best[from];
      if (!known || isBetter(cut, known)) best[from] = cut;
    }
  }
  return best[0]?.counts ?? [];
}

/** Of two as good the one with the longer first piece. */
const isBetter = (a: Cut, b: Cut): boolean =>
  (a.pieces - b.pieces || a.within - b.within || a.tallest - b.tallest) <= 0;

const tooTall = (name: string, height: number): ProblemError =>
  new ProblemError(
    [
      {
        code: 'L030',
        severity: 'error',
        message: {
          zh: `长图的“${name}”一段高 ${height} 像素，超过 ${PIECE.height}：切不出能发布的分图`,
          en: `the band ${name} of the long picture is ${height} px high, more than the ${PIECE.height} a piece may have`,
        },
        hint: {
          zh: '在 report.yaml 里缩短这一段的内容',
          en: 'shorten what stands in this band in report.yaml',
        },
        where: { product: 'infographic/infographic.png' },
      },
    ],
    EXIT.failed,
  );

/** L031: a piece of more bytes than the platforms take. */
export const tooLarge = (product: string, bytes: number) => ({
  code: 'L031',
  severity: 'error' as const,
  message: {
    zh: `${product} 有 ${(bytes / 1e6).toFixed(1)} MB，超过 ${PIECE.bytes / 1e6} MB`,
    en: `${product} has ${(bytes / 1e6).toFixed(1)} MB, more than ${PIECE.bytes / 1e6} MB`,
  },
  where: { product },
});
