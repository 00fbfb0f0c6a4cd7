/** Where the long picture is cut for posting: between bands, so that no piece is higher than the platforms take. */
import { EXIT, ProblemError } from '../../problem.ts';

/** Scale of the exported picture: px for one CSS px. */
export const PICTURE_SCALE = 2;
/** Largest piece: height in px, and size of its file in bytes. */
export const PIECE = { height: 6000, bytes: 2_000_000 } as const;

/**
 * Heights of bands (px) → how many bands each piece holds: as few pieces as can be, of heights as equal as can be. Throws ProblemError L030 where one
 * band alone is too high; `names` are their ids.
 */
export function piecesOf(heights: readonly number[], names: readonly string[]): number[] {
  const tall = heights.findIndex((height) => height > PIECE.height);
  if (tall >= 0) throw tooTall(names[tall] ?? '', heights[tall] ?? 0);
  const fewest = cutAt(heights, PIECE.height).length;
  // The lowest limit that needs no piece more.
  let [low, high] = [Math.max(0, ...heights), PIECE.height as number];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (cutAt(heights, middle).length <= fewest) high = middle;
    else low = middle + 1;
  }
  return cutAt(heights, high);
}

function cutAt(heights: readonly number[], limit: number): number[] {
  const counts: number[] = [];
  let sum = Number.POSITIVE_INFINITY;
  for (const height of heights) {
    if (sum + height > limit) {
      counts.push(0);
      sum = 0;
    }
    counts[counts.length - 1] = (counts[counts.length - 1] ?? 0) + 1;
    sum += height;
  }
  return counts;
}

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
