import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import * as fontkit from 'fontkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cacheFolder, trimFolder } from '../../scripts/print/cache.ts';
import { charactersOf, visibleText } from '../../scripts/print/characters.ts';
import { covers, readCoverage } from '../../scripts/print/coverage.ts';
import { FACES, familyOf, trueTypeOf } from '../../scripts/print/faces.ts';
import { typeset } from '../../scripts/print/fonts.ts';
import { usedFaces } from '../../scripts/print/used.ts';
import { page, problemsOf, reportText } from './pages.ts';

let cache: string;
beforeAll(async () => {
  const { env, platform, arch } = process;
  cache = await cacheFolder({ env, platform, arch, home: homedir() });
});

test('the coverage read from cmap alone is what fontkit sees, and alike for all weights of a family', async () => {
  const known = new Map<string, string>();
  for (const face of FACES) {
    const coverage = await readCoverage(await trueTypeOf(face, cache));
    const text = JSON.stringify(coverage);
    expect(known.get(familyOf(face)) ?? text).toBe(text);
    known.set(familyOf(face), text);
  }
  for (const face of ['song-400', 'hei-400', 'kai-500'] as const) {
    const file = await trueTypeOf(face, cache);
    const font = fontkit.openSync(file) as fontkit.Font;
    const coverage = await readCoverage(file);
    const count = coverage.reduce((sum, [first, last]) => sum + last - first + 1, 0);
    const seen = font.characterSet.filter((point) => font.glyphForCodePoint(point).id !== 0);
    expect(count).toBe(seen.length);
    expect(seen.every((point) => covers(coverage, point))).toBe(true);
    // 通用规范汉字表 has 8,105 characters.
    expect(count).toBeGreaterThan(20_000);
  }
}, 60_000);

test('every character of a source counts, however it is written', () => {
  const html = `<style>i::after{content:"\\201C\\9F98"}</style>&#22269;&#x5BB6;&mdash;<script>"\\u{1f600}\\u4e2d"</script>`;
  for (const char of '“龘国家—中') expect(charactersOf(html)).toContain(char);
  expect(charactersOf('a\u00adb\u200bc')).not.toMatch(/[\u00ad\u200b]/);
  expect(
    visibleText('<head><title>甲</title></head><p title="乙">丙&#19969;</p><script>戊</script><!--己-->'),
  ).toBe('丙丁');
});

test('a character in no face is named, with its code and place; in a comment it does no harm', async () => {
  const found = await problemsOf(
    typeset(
      page('<p>前面的字 \u{13000} 后面的字，还有 &#128512;</p>', { name: 'sheets/a.html' }),
      cache,
      'disk',
    ),
  );
  expect(found.map((problem) => problem.message.zh).join()).toMatch(/U\+13000.*U\+1F600/);
  expect(found[0]).toMatchObject({ code: 'B020', where: { product: 'sheets/a.html' } });
  expect(found[0]?.where?.text).toContain('前面的字');
  expect(await typeset(page('<!-- \u{13000} --><p>字</p>'), cache, 'disk')).toContain('@font-face');
});

test('what a face lacks comes from the next of its chain, in the nearest weight', async () => {
  const kai = await readCoverage(await trueTypeOf('kai-500', cache));
  const song = await readCoverage(await trueTypeOf('song-400', cache));
  const onlyKai = [...Array(0x5000).keys()]
    .map((i) => 0x3400 + i)
    .find((point) => covers(kai, point) && !covers(song, point));
  const html = await typeset(page(`<p>${String.fromCodePoint(onlyKai!)}</p>`), cache, 'disk');
  expect(html).toContain("font-family:'Baogao Kai';font-weight:500");
  expect(html).toContain("--song:'Baogao Song','Baogao Hei','Baogao Kai'");
  expect(html).not.toContain("Baogao Hei';font-weight");
});

test('cut faces keep TrueType outlines and the features that squeeze punctuation', async () => {
  const html = await typeset(page(`<p>${reportText.replace(/[<&]/g, '')}</p>`), cache, 'disk');
  const file = new URL(/src:url\("(file:[^"]+)"/.exec(html)![1]!);
  const font = fontkit.create(await readFile(file)) as fontkit.Font;
  expect(font.availableFeatures).toEqual(expect.arrayContaining(['halt', 'chws', 'vert']));
  const bytes = await readFile(file, 'latin1');
  expect(bytes.slice(0, 400)).toContain('glyf');
  expect(bytes.slice(0, 400)).not.toContain('CFF');
  // Only what the document has, so that no glyph can be read back as a Kangxi radical.
  expect(font.characterSet.filter((point) => point >= 0x2e80 && point <= 0x2fdf)).toEqual([]);
});

let empty: string;
afterAll(() => empty && rm(empty, { recursive: true, force: true }));

test('two processes fill an empty cache at once and both succeed, leaving nothing half made', async () => {
  empty = await mkdtemp(path.join(tmpdir(), 'baogao-cache-'));
  const script = new URL('./once.ts', import.meta.url).pathname;
  const run = () =>
    new Promise<string>((resolve, reject) =>
      execFile(
        process.execPath,
        ['--import', 'tsx', script],
        { env: { ...process.env, BAOGAO_CACHE: empty, BAOGAO_BROWSER: '' } },
        (error, stdout) => (error ? reject(error) : resolve(stdout)),
      ),
    );
  const [first, second] = await Promise.all([run(), run()]);
  expect(first).toMatch(/^[0-9a-f]{64} \w+\n$/);
  expect(second).toBe(first);
  const names = await readdir(empty, { recursive: true });
  expect(names.filter((name) => path.basename(name).startsWith('.'))).toEqual([]);
}, 60_000);

test('faces that a document cannot ask for are left out, never one that it can', () => {
  const text = (family: string, weight: number) =>
    `<text font-family="'Baogao ${family}'" font-weight="${weight}">字</text>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg">${text('Hei', 500)}${text('Song', 700)}</svg>`;
  expect(usedFaces(svg, FACES)).toEqual(['song-400', 'song-700', 'hei-500', 'hei-700']);
  const html = '<style>p{font:12pt/1.8 var(--song)}i{font-weight:900}</style>';
  expect(usedFaces(html, FACES)).toEqual(['song-400', 'song-700', 'song-900']);
  // The nearest weight at hand answers for a missing one.
  expect(usedFaces('<style>p{font:400 12pt var(--kai)}</style>', FACES)).toEqual(['kai-500', 'kai-700']);
  expect(usedFaces('<style>p{font-weight:var(--w);font-family:var(--hei)}</style>', FACES)).toEqual([
    ...FACES,
  ]);
});

test('the cache keeps what was used last, and nothing in use goes', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'baogao-trim-'));
  const now = Date.now();
  for (const [name, hours] of [
    ['a', 5],
    ['b', 4],
    ['c', 3],
    ['d', 0],
  ] as const) {
    await writeFile(path.join(folder, name), '');
    await utimes(path.join(folder, name), new Date(now), new Date(now - hours * 3_600_000));
  }
  await trimFolder(folder, 2, now);
  expect((await readdir(folder)).sort()).toEqual(['c', 'd']);
  await trimFolder(folder, 0, now);
  expect(await readdir(folder)).toEqual(['d']);
  await rm(folder, { recursive: true });
});
