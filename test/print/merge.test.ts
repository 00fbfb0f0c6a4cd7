import { afterAll, beforeAll, expect, test } from 'vitest';
import { mergePdfs } from '../../scripts/print/merge.ts';
import { openPress, type Press } from '../../scripts/print/press.ts';
import { options, page } from './pages.ts';
import { open, textOf } from './reading.ts';

let press: Press;
beforeAll(async () => {
  press = await openPress();
});
afterAll(() => press.close());

const part = (name: string) =>
  press.pdf(
    page(
      `<h1 id="a">${name}</h1><table><tr><th>甲</th></tr><tr><td>乙</td></tr></table><a href="#a">回</a><p style="break-before:page">${name}（二）</p>`,
      { faces: ['song-400', 'hei-700'] },
    ),
    options,
  );

test('merged prints keep text, tags and links; the outline has one entry a part', async () => {
  const titles = ['产业', '科技', '开放'];
  const parts = await Promise.all(titles.map(async (title) => ({ title, bytes: await part(title) })));
  const merged = mergePdfs(parts, options);
  expect(mergePdfs(parts, options)).toEqual(merged);
  const texts = (await Promise.all(parts.map(({ bytes }) => textOf(bytes)))).flat();
  expect(await textOf(merged)).toEqual(texts);

  const pdf = await open(merged);
  expect(pdf.numPages).toBe(6);
  const outline = await pdf.getOutline();
  expect(outline.map((entry) => entry.title)).toEqual(titles);
  const destinations = await pdf.getDestinations();
  for (const [index, entry] of outline.entries()) {
    const at = (entry.dest as [{ num: number; gen: number }])[0];
    expect(await pdf.getPageIndex(at)).toBe(index * 2);
    // The link of each part leads to its own heading.
    const [link] = (await (await pdf.getPage(index * 2 + 1)).getAnnotations()) as { dest: string }[];
    const target = destinations[link!.dest] as [{ num: number; gen: number }];
    expect(await pdf.getPageIndex(target[0])).toBe(index * 2);
    const tree = JSON.stringify(await (await pdf.getPage(index * 2 + 1)).getStructTree());
    for (const role of ['H1', 'TH', 'TD', 'Link']) expect(tree).toContain(`"role":"${role}"`);
  }
  await pdf.destroy();
});
