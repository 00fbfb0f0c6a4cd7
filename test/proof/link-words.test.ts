import { expect, test } from 'vitest';
import { openPress } from '../../scripts/print/press.ts';
import { readPdf } from '../../scripts/proof/pdf-text.ts';
import { options, page } from '../print/pages.ts';

test('a link that says another page than it leads to is found', async () => {
  const press = await openPress();
  const css = 'body{font:400 12pt var(--song)}h1{font:700 20pt var(--hei)}.next{break-before:page}';
  const body = '<p><a href="#there">见下页</a></p><h1 class="next" id="there">标题</h1>';
  const bytes = await press.pdf(page(body, { css, faces: ['song-400', 'hei-700'] }), options);
  await press.close();
  const kinds = async (file: Uint8Array) => (await readPdf(file)).annotations.map(({ kind }) => kind);
  expect(await kinds(bytes)).toEqual(['Link']);
  const said = /\/Contents (<[\dA-F]+>|\([^)]*\))/.exec(Buffer.from(bytes).toString('latin1'))?.[1] ?? '';
  const other = said.startsWith('<') ? said.replace('0032', '0033') : said.replace('2', '3');
  expect(other).not.toBe(said);
  const altered = Buffer.from(Buffer.from(bytes).toString('latin1').replace(said, other), 'latin1');
  expect((await kinds(altered))[0]).toMatch(/^Link: .*3/);
});
