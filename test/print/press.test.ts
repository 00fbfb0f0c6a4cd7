import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Face, openPress, type Press } from '../../scripts/print/press.ts';
import { options, page, problemsOf, reportPage, reportText } from './pages.ts';
import { open, textOf } from './reading.ts';

let press: Press;
beforeAll(async () => {
  press = await openPress();
});
afterAll(() => press.close());

const PLAIN = /[\u2e80-\u2fdf\uf900-\ufaff]/;
const bare = (text: string) => text.replace(/\s+/g, '');

test('the whole report: text exact, no Kangxi radicals, no Type 3 font, all fonts embedded', async () => {
  const bytes = await press.pdf(reportPage(), options);
  const text = (await textOf(bytes)).join('');
  expect(PLAIN.exec(text)).toBeNull();
  // Page numbers stand between the lines of the text.
  const words = (s: string) => bare(s).replace(/—\d+—/g, '');
  for (const line of reportText.split('\n').filter((l) => l.trim()))
    expect(words(text)).toContain(words(line));
  const raw = Buffer.from(bytes).toString('latin1');
  expect(raw).not.toMatch(/\/Subtype \/Type3/);
  const fonts = raw.match(/\/Type \/Font\n\/Subtype \/(\w+)/g) ?? [];
  expect(fonts.length).toBeGreaterThan(3);
  expect(raw.match(/\/Subtype \/CIDFontType2/g)?.length).toBe(raw.match(/\/FontFile2 /g)?.length);
});

test('metadata, language, outline, tags and labels are read by another reader', async () => {
  const labels = [
    { from: 1, style: 'roman' as const },
    { from: 2, start: 1 },
  ];
  const pdf = await open(await press.pdf(reportPage(), { ...options, labels, size: [595.276, 841.89] }));
  const { info, metadata } = await pdf.getMetadata();
  expect(info).toMatchObject({ Title: '政府工作报告', Author: '某办公室', Subject: '测试（一）' });
  expect(info).toMatchObject({ CreationDate: 'D:20230103000000Z', Language: 'zh-CN' });
  expect(metadata?.get('dc:title')).toBe('政府工作报告');
  expect((await pdf.getPageLabels())?.slice(0, 3)).toEqual(['i', '1', '2']);
  const outline = await pdf.getOutline();
  expect(outline.some((item) => item.title.startsWith('一、'))).toBe(true);
  const first = await pdf.getPage(1);
  const [x0, y0, x1, y1] = first.view as [number, number, number, number];
  expect(x1 - x0).toBeCloseTo(595.276, 2);
  expect(y1 - y0).toBeCloseTo(841.89, 2);
  const trees = [];
  for (let n = 1; n <= pdf.numPages; n++) trees.push(await (await pdf.getPage(n)).getStructTree());
  expect(JSON.stringify(trees)).toContain('"role":"H1"');
  expect((await pdf.getMarkInfo())?.Marked).toBe(true);
  await pdf.destroy();
});

test('pages(): the page of every target, as another reader sees it', async () => {
  const doc = reportPage();
  const { pages, count } = await press.pages(doc);
  const pdf = await open(await press.pdf(doc, options));
  expect(count).toBe(pdf.numPages);
  const seen = new Map<string, number>();
  for (const [name, target] of Object.entries(await pdf.getDestinations()))
    seen.set(
      Buffer.from(name, 'latin1').toString('utf8'),
      (await pdf.getPageIndex((target as [{ num: number; gen: number }])[0])) + 1,
    );
  expect(pages.size).toBeGreaterThan(15);
  expect(Object.fromEntries(pages)).toEqual(Object.fromEntries(seen));
  await pdf.destroy();
});

test('the same document gives the same bytes, also from another browser', async () => {
  const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  const [first, , third] = await Promise.all([
    press.pdf(reportPage(), options),
    press.pdf(page('<p>别的文件</p>'), options),
    press.pdf(reportPage(), options),
  ]);
  const other = await openPress();
  try {
    const second = await other.pdf(reportPage(), options);
    expect([sha(second), sha(third)]).toEqual([sha(first), sha(first)]);
  } finally {
    await other.close();
  }
});

test('measure() applies states until one fits', async () => {
  const doc = page('<p id="p">一</p>', { view: { width: 400, height: 300 }, css: 'body{margin:0}' });
  const heights = await press.measure(
    doc,
    [10, 20, 30, 40],
    (size) => {
      const p = document.querySelector<HTMLElement>('#p')!;
      p.style.cssText = `font-size:${size}px;line-height:1;margin:0`;
      const height = () => p.getBoundingClientRect().height;
      return { height: height(), width: innerWidth };
    },
    (result) => result.height >= 30,
  );
  expect(heights).toEqual([
    { height: 10, width: 400 },
    { height: 20, width: 400 },
    { height: 30, width: 400 },
  ]);
});

test('fittedPdf() prints what was fitted, in the same page or in a new one, as if it were printed alone', async () => {
  const faces: Face[] = ['song-400', 'hei-700'];
  const first = page('<p id="p" style="width:100px">一二三<!--四五--></p>', { faces });
  const fitted = async (body: string): Promise<string[]> => {
    const next = page(body, { faces });
    const { bytes, result } = await press.fittedPdf(first, options, async (measure) => ({
      html: next.html,
      result: await measure([1, 2, 3], (n) => n * document.querySelector<HTMLElement>('#p')!.offsetWidth),
    }));
    expect(result).toEqual([100, 200, 300]);
    const [own, alone] = await Promise.all([textOf(bytes), press.pdf(next, options).then(textOf)]);
    expect(own).toEqual(alone);
    const [one, other] = await Promise.all([open(bytes), press.pdf(next, options).then(open)]);
    expect(await (await one.getPage(1)).getStructTree()).toEqual(
      await (await other.getPage(1)).getStructTree(),
    );
    return own;
  };
  // Its characters are all there; then some are not; then nothing changes.
  expect((await fitted('<h1>四</h1><p>五一</p>')).join()).toContain('四五一');
  expect((await fitted('<h1>六</h1><p>七一</p>')).join()).toContain('六七一');
  expect((await fitted('<p id="p" style="width:100px">一二三<!--四五--></p>')).join()).toContain('一二三');
});

test('pages are given out in the order asked for, whoever is set first; what is in no hurry comes last', async () => {
  const narrow = await openPress({ pages: 1 });
  const order: string[] = [];
  const asked = (name: string, text: string, turn?: 'last') =>
    narrow.measure(
      { ...page(text), ...(turn ? { turn } : {}), loaded: () => order.push(name) },
      [0],
      () => 0,
    );
  try {
    await Promise.all([
      asked('picture', '<p>一</p>', 'last'),
      asked('long', reportText),
      asked('short', '<p>二</p>'),
    ]);
    expect(order).toEqual(['long', 'short', 'picture']);
  } finally {
    await narrow.close();
  }
});

test('picture() gives the page or one element at the scale asked for', async () => {
  const size = (png: Uint8Array) => {
    const view = Buffer.from(png);
    return [view.readUInt32BE(16), view.readUInt32BE(20)];
  };
  const doc = page('<div style="height:2000px"></div><b id="b">图</b>', {
    css: '#b{display:block;width:50px;height:20px}',
  });
  expect(size(await press.picture(doc, { width: 300, height: 200, scale: 2 }))).toEqual([600, 400]);
  expect(size(await press.picture(doc, { width: 300, height: 200, scale: 2, selector: '#b' }))).toEqual([
    100, 40,
  ]);
  const [none] = await problemsOf(press.picture(doc, { width: 300, height: 200, selector: '#c' }));
  expect(none).toMatchObject({ code: 'B013', where: { product: 'test/page.pdf' } });
});

test('pictures() shows each element alone, whole, at its scale', async () => {
  const size = (png: Uint8Array) => {
    const view = Buffer.from(png);
    return [view.readUInt32BE(16), view.readUInt32BE(20)];
  };
  const boxes = (colours: readonly string[]) =>
    colours
      .map((c, i) => `<div id="${c}" style="width:${100 + i}px;height:${2000 - i}px;background:${c}"></div>`)
      .join('');
  const of = (selector: string, scale: number) => ({ selector, scale });
  const doc = page(boxes(['red', 'blue', 'green']));
  const [blue, red, small] = await press.pictures(doc, [of('#blue', 2), of('#red', 2), of('#green', 0.5)]);
  expect(size(blue!)).toEqual([202, 3998]);
  expect(size(red!)).toEqual([200, 4000]);
  expect(size(small!)).toEqual([51, 999]);
  // The same picture as of the element alone in the document: nothing of its neighbours is in it.
  const [alone] = await press.pictures(page(boxes(['red'])), [of('#red', 2)]);
  expect(Buffer.compare(alone!, red!)).toBe(0);
  const [none] = await problemsOf(press.pictures(doc, [of('#none', 1)]));
  expect(none).toMatchObject({ code: 'B013', where: { product: 'test/page.pdf' } });
});

test('something wider than the page is an error that names it and the document', async () => {
  const [found] = await problemsOf(press.pdf(page('<div class="bar" style="width:165mm">宽</div>'), options));
  expect(found).toMatchObject({ code: 'B015', where: { product: 'test/page.pdf' } });
  expect(found?.message.zh).toContain('div.bar “宽”');
});

test('text in a font that is not ours is an error: no family, a face not listed, a folio', async () => {
  const cases = {
    'no family': page('<p>字a</p>', { css: '' }),
    'face not listed': page('<p style="font-family:var(--hei)">字</p>'),
    'margin box': page('<p>字</p>', {
      css: '@page{@bottom-center{content:counter(page);font-family:serif}}html{font-family:var(--song)}',
    }),
  };
  for (const doc of Object.values(cases)) {
    const [found] = await problemsOf(press.pdf(doc, options));
    expect(found).toMatchObject({ code: 'B016', where: { product: 'test/page.pdf', page: 1 } });
  }
});

test('selfContained() names no file, and its fonts are the same in another form', async () => {
  const doc = page('<p>自足，1063亿元</p>', { faces: ['song-400', 'song-700'] });
  const html = await press.selfContained(doc);
  expect(html).toContain('data:font/woff;base64,');
  expect(html).not.toMatch(/file:|https?:/);
  const direct = await press.picture(doc, { width: 300, height: 100 });
  const again = page('', { html: html.replace('</head>', '<!--fonts--></head>'), faces: [] });
  expect(Buffer.compare(await press.picture(again, { width: 300, height: 100 }), direct)).toBe(0);
});
