/** Where everything of a slide stands and how it is set, as the browser laid it out: what PowerPoint is given. */

/** px of the slide, from its upper left corner. */
export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** Text of one style. `break`: a new line begins here. `slide`: id of the slide it leads to. */
export interface PlacedRun {
  text: string;
  face: 'song' | 'hei' | 'kai';
  /** px */
  size: number;
  weight: number;
  /** rgb(23, 43, 77) */
  colour: string;
  /** px between characters */
  spacing: number;
  break?: boolean;
  /** What follows begins here, px of the slide: the run is the gap around a rule. */
  tab?: number;
  slide?: string;
}

/** A block of text. Its box is as wide as CSS made the block and as high as its lines. */
export interface PlacedText extends Box {
  is: 'text';
  /** Its own classes and its element: `p.sub`, `h1`. */
  role: string;
  /** Class of the block it is a paragraph of: source, meeting, imprint; else empty. */
  within: string;
  runs: PlacedRun[];
  lines: number;
  /** Where CSS begins its block, and how high it sets one line, px. */
  top: number;
  leading: number;
  /** px from line to line, where there are several. */
  pitch: number;
  align: 'left' | 'center' | 'right';
  vertical: boolean;
  /** Never breaks but where a run says so. */
  nowrap: boolean;
}

/** A closed or open line, points in px; fill and stroke as CSS colours or null. */
export interface PlacedShape extends Box {
  is: 'shape';
  role: string;
  /** One list of points a sub-path. Null: the box itself, a rectangle. */
  paths: { points: [number, number][]; closed: boolean }[] | null;
  fill: string | null;
  stroke: string | null;
  /** px */
  line: number;
  dashed: boolean;
}

/** Rows of cells; a cell holds its blocks of text one below the other. */
export interface PlacedTable extends Box {
  is: 'table';
  role: string;
  rows: PlacedRow[];
}
export interface PlacedRow extends Box {
  top: string | null;
  bottom: string | null;
  /** It names the columns. */
  head: boolean;
  /** A rule above it that begins further in, px. */
  inset: { x: number; colour: string } | null;
  cells: (Box & { texts: PlacedText[] })[];
}

/** A drawing: all its shapes and texts. */
export interface PlacedDrawing extends Box {
  is: 'drawing';
  items: (PlacedShape | PlacedText)[];
}

export type Placed = PlacedText | PlacedShape | PlacedTable | PlacedDrawing;

/** A slide as laid out: in the order of its document. */
export interface PlacedSlide {
  id: string;
  background: string;
  items: Placed[];
}

/** The slides with what stands in their drawings, in order of the document. Throws Error where the two differ. */
export function withDrawings(
  slides: readonly PlacedSlide[],
  drawings: readonly PlacedDrawing['items'][],
): PlacedSlide[] {
  let next = 0;
  const filled = slides.map((slide) => ({
    ...slide,
    items: slide.items.map((item) => {
      if (item.is !== 'drawing') return item;
      const items = drawings[next];
      next += 1;
      if (!items) throw new Error(`slide ${slide.id} has a drawing that was not read`);
      return { ...item, items };
    }),
  }));
  if (next !== drawings.length) throw new Error('there are drawings that stand on no slide');
  return filled;
}
