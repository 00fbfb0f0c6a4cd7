/** A presentation as the edition makes it: merged, laid out by a real browser, read, written. For tests of what is in it and of its proof. */
import { drawFigure } from '../../../scripts/figures/draw.ts';
import { planDeck } from '../../../scripts/plan/deck.ts';
import type { Slide } from '../../../scripts/plan/deck-slide.ts';
import { bindPptx } from '../../../scripts/print/pptx.ts';
import { openPress } from '../../../scripts/print/press.ts';
import { type MergedDeck, mergeDeck } from '../../../scripts/publications/deck/merge.ts';
import { type PlacedSlide, withDrawings } from '../../../scripts/publications/deck/placed.ts';
import { placedDrawings } from '../../../scripts/publications/deck/placed-drawings.ts';
import { placedSlides } from '../../../scripts/publications/deck/placed-slides.ts';
import { type DeckParts, pptxParts } from '../../../scripts/publications/deck/pptx/slides.ts';
import type { Report } from '../../../scripts/report/report.ts';

export interface Presentation {
  slides: Slide[];
  deck: MergedDeck;
  placed: PlacedSlide[];
  parts: DeckParts;
  bytes: Uint8Array;
}

export const META = { title: '政府工作报告解读', author: '某区人民政府', date: '2023-01-03' };

export async function makePresentation(report: Report): Promise<Presentation> {
  const { year, reviewYear } = report.profile;
  const times = { year, reviewYear };
  const slides = planDeck(report);
  const deck = mergeDeck(report, slides, { draw: (spec, place) => drawFigure(spec, place, times) });
  const press = await openPress({ pages: 1 });
  try {
    let placed: PlacedSlide[] = [];
    await press.fittedPdf(
      { name: 'deck/deck.pdf', html: deck.paper, faces: deck.faces },
      { meta: { title: 'deck', lang: 'zh-CN', date: META.date } },
      async (measure) => {
        const found = (await measure([undefined], placedSlides)).flat();
        placed = withDrawings(found, (await measure([undefined], placedDrawings)).flat());
        return { html: deck.paper, result: null };
      },
    );
    const parts = pptxParts(slides, placed, times, { notes: deck.notes });
    return { slides, deck, placed, parts, bytes: await bindPptx(parts, META) };
  } finally {
    await press.close();
  }
}
