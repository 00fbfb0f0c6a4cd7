import { describe, expect, it } from 'vitest';
import { alike, extentOf } from '../scripts/bench-booklet.ts';
import { type PeersResult, peersText } from '../scripts/bench-peers.ts';

const RESULT: PeersResult = {
  report: 'data/x',
  deck: {
    products: ['deck.html', 'deck.pdf'],
    ours: 4000,
    marp: { html: 1000, pdf: 3000, pptx: 8000 },
    ratio: 3,
  },
  booklet: {
    pages: 65,
    characters: 36000,
    floor: 1000,
    finished: 1250,
    whole: 4000,
    ratio: 1.25,
    numbers: { counted: 601, kept: 31 },
    peers: {
      vivliostyle: { pages: 62, characters: 35700, time: 20000, ratio: { whole: 5, finished: 16 } },
      pagedjs: { failed: 'unreachable' },
    },
  },
};
const han = /\p{Script=Han}/u;

describe('what bench --peers says', () => {
  it('tells every time and ratio in both languages', () => {
    for (const lang of ['zh', 'en'] as const) {
      const text = peersText(RESULT, lang);
      for (const told of [1000, 1250, 1.25, 4000, 65, 62, 20000, 5, 16, 601, 12000, 3])
        expect(text, `${told} (${lang})`).toMatch(new RegExp(`(?<![\\d.])${told}(?![\\d.])`));
      expect(han.test(text)).toBe(lang === 'zh');
    }
  });

  it('says why something was not compared', () => {
    const failed = (reason: string): PeersResult => ({
      ...RESULT,
      deck: null,
      booklet: { ...RESULT.booklet, peers: { ...RESULT.booklet.peers, vivliostyle: { failed: reason } } },
    });
    expect(peersText(failed('different'), 'en')).toContain('pages or text differ too much');
    expect(peersText(failed('out of memory'), 'en')).toContain('failed: out of memory');
    const zh = peersText(failed('different'), 'zh');
    for (const name of ['marp-cli 4.5.1', 'Paged.js'])
      expect(zh).toMatch(new RegExp(`没有 ${name}.*这次不比`));
  });
});

describe('a peer’s book counts', () => {
  const ours = { pages: 65, characters: 36000 };
  it.each([
    ['as long as ours', { pages: 65, characters: 36000 }, true],
    ['a few pages shorter', { pages: 62, characters: 35700 }, true],
    ['half as long', { pages: 33, characters: 36000 }, false],
    ['without its figures’ words', { pages: 65, characters: 30000 }, false],
  ])('%s: %j', (_, theirs, counts) => {
    expect(alike(ours, theirs)).toBe(counts);
  });

  it('by pages and text read from its PDF', async () => {
    const text = 'BT /F 12 Tf 20 20 Td (two words) Tj ET';
    const objects = [
      '<</Type /Catalog /Pages 2 0 R>>',
      '<</Type /Pages /Count 2 /Kids [3 0 R 4 0 R]>>',
      '<</Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 5 0 R /Resources <</Font <</F 6 0 R>>>>>>',
      '<</Type /Page /Parent 2 0 R /MediaBox [0 0 99 99]>>',
      `<</Length ${text.length}>>\nstream\n${text}\nendstream`,
      '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>',
    ];
    const body = objects.map((object, i) => `${i + 1} 0 obj\n${object}\nendobj\n`).join('');
    const pdf = Buffer.from(`%PDF-1.4\n${body}trailer\n<</Root 1 0 R>>\n%%EOF`, 'latin1');
    expect(await extentOf(pdf)).toEqual({ pages: 2, characters: 'twowords'.length });
  });
});
