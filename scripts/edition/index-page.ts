/** index.html, written after the proof of the others: thumbnails of what was made, links, the proof's result. */
import type { Proof } from '../proof/proof.ts';
import { INDEX_FACES, indexPage } from '../publications/index-page/index-page.ts';
import type { OutputAccount } from './account.ts';
import { markDraft } from './draft.ts';
import type { Workshop } from './edition.ts';
import type { Product } from './products.ts';
import type { Picture } from './thumbnails.ts';

export async function makeIndex(
  shop: Workshop,
  made: {
    outputs: readonly OutputAccount[];
    proof: Proof;
    findings: readonly string[];
    pictures: Promise<Picture[]>;
  },
): Promise<{ products: Product[] }> {
  const { report, press, progress } = shop;
  const end = progress.start('index.html');
  const thumbnails: Record<string, string[]> = {};
  for (const { publication, png } of await made.pictures)
    thumbnails[publication] = [
      ...(thumbnails[publication] ?? []),
      `data:image/png;base64,${Buffer.from(png).toString('base64')}`,
    ];
  const page = indexPage(report, {
    files: made.outputs,
    thumbnails,
    numbers: made.proof.numbers.length,
    findings: made.findings,
  });
  const html = shop.draft ? markDraft(page.html) : page.html;
  const content = await press.selfContained({ name: 'index.html', html, faces: INDEX_FACES });
  end();
  return { products: [{ path: 'index.html', content }] };
}
