/** index.html, written after the proof of the others: thumbnails of what was made, links, the proof's result. */
import type { PageMap } from '../marks.ts';
import type { ProofEntry } from '../proof/entry.ts';
import { INDEX_FACES, indexPage, thumbnailsOf } from '../publications/index-page/index-page.ts';
import type { OutputAccount } from './account.ts';
import { markDraft } from './draft.ts';
import type { Product } from './products.ts';
import type { Picture } from './thumbnails.ts';
import type { Workshop } from './workshop.ts';

export async function makeIndex(
  shop: Workshop,
  made: {
    outputs: readonly OutputAccount[];
    /** Proved in the other products. */
    numbers: readonly ProofEntry[];
    /** The booklet's, where one stands beside. */
    pages: PageMap | undefined;
    findings: readonly string[];
    pictures: Promise<Picture[]>;
    /** The page in place, whose thumbnails stay for what stays; empty without. */
    before: string;
  },
): Promise<{ products: Product[] }> {
  const { report, press, progress } = shop;
  const end = progress.start('index.html');
  const taken: Record<string, string[]> = {};
  for (const { publication, png } of await made.pictures) {
    taken[publication] ??= [];
    taken[publication].push(`data:image/png;base64,${Buffer.from(png).toString('base64')}`);
  }
  const thumbnails = { ...thumbnailsOf(made.before), ...taken };
  const page = indexPage(report, {
    files: made.outputs,
    thumbnails,
    numbers: made.numbers,
    pages: made.pages,
    findings: made.findings,
  });
  const html = shop.draft ? markDraft(page.html) : page.html;
  const content = await press.selfContained({ name: 'index.html', html, faces: INDEX_FACES });
  end();
  return { products: [{ path: 'index.html', content }] };
}
