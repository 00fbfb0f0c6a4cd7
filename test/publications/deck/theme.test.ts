/** How slides look where a fault was once seen: measured in Chromium, in every shape. */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawFigure } from '../../../scripts/figures/draw.ts';
import { packageFile } from '../../../scripts/package.ts';
import { planDeck } from '../../../scripts/plan/deck.ts';
import { openPress, type Press } from '../../../scripts/print/press.ts';
import { mergeDeck } from '../../../scripts/publications/deck/merge.ts';
import { readReport } from '../../../scripts/report/read.ts';
import type { DeckSize, Report } from '../../../scripts/report/report.ts';

let press: Press;
let report: Report;
beforeAll(async () => {
  report = await readReport(path.join(packageFile('data/'), 'xinbei-2023'));
  press = await openPress({ pages: 1 });
});
afterAll(() => press?.close());

/** Runs in the slides of a deck of that shape. */
async function measured<T>(size: DeckSize, look: () => T): Promise<T> {
  const shaped = { ...report, deck: { ...report.deck, size } };
  const deck = mergeDeck(shaped, planDeck(shaped), { draw: drawFigure });
  const page = { name: 'deck/deck.pdf', html: deck.paper, faces: deck.faces };
  const [found] = await press.measure(page, [0], look);
  return found as T;
}

describe.each(['16:9', '4:3', 'A4'] as const)('slides of %s', (size) => {
  it('set a phrase beside numbers level with their names', async () => {
    const rows = await measured(size, () =>
      [...document.querySelectorAll('section.list .row:has(.phrase)')].map((row) => ({
        phrase: row.querySelector('.phrase')?.textContent ?? '',
        lines: [...row.querySelectorAll('.phrase, .name')].map((p) => {
          const range = document.createRange();
          range.selectNodeContents(p);
          return Math.max(...[...range.getClientRects()].map((r) => r.bottom));
        }),
      })),
    );
    expect(rows.length).toBeGreaterThan(1);
    for (const { phrase, lines } of rows)
      expect(Math.max(...lines) - Math.min(...lines), phrase).toBeLessThan(1.5);
  });

  it('break notes between words, never inside a quoted name, and in lines alike', async () => {
    const notes = await measured(size, () =>
      [...document.querySelectorAll('.source p')].map((note) => {
        const lines: { text: string; top: number; right: number }[] = [];
        const walker = document.createTreeWalker(note, NodeFilter.SHOW_TEXT);
        const range = document.createRange();
        while (walker.nextNode()) {
          const node = walker.currentNode as Text;
          for (let i = 0; i < node.length; i++) {
            range.setStart(node, i);
            range.setEnd(node, i + 1);
            const { top, right } = range.getBoundingClientRect();
            const line = lines.find((l) => Math.abs(l.top - top) < 8);
            if (!line) lines.push({ text: node.data[i] ?? '', top, right });
            else {
              line.text += node.data[i];
              line.right = right;
            }
          }
        }
        return lines;
      }),
    );
    const broken = notes.filter((lines) => lines.length > 1);
    expect(broken.length).toBeGreaterThan(0);
    for (const lines of broken) {
      expect(lines.length).toBeLessThanOrEqual(2);
      const [first, last] = [lines[0], lines.at(-1)];
      const open = first?.text.split(/[“”]/).length ?? 0;
      expect(open % 2, `${first?.text}|${last?.text}`).toBe(1);
      expect((last?.right ?? 0) - 80).toBeGreaterThan(((first?.right ?? 0) - 80) * 0.6);
    }
  });
});
