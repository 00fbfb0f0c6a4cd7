import { afterAll, beforeAll, expect, test } from 'vitest';
import { marked } from '../../scripts/print/artifacts.ts';
import { openPress, type Press } from '../../scripts/print/press.ts';
import { options, page } from './pages.ts';
import { open } from './reading.ts';

let press: Press;
beforeAll(async () => {
  press = await openPress();
});
afterAll(() => press.close());

const body = `<h1>标题</h1><p>正文</p><svg role="img" aria-label="图" width="90" height="40"><rect width="20" height="20"/>
<text x="3" y="19">图中字</text></svg><svg aria-hidden="true" width="90" height="40"><path d="M0 0L9 9" stroke="red"/>
<text x="3" y="19">装饰</text></svg><hr><div style="overflow:hidden;width:40px;background:#eee">夹</div>`;

test('folios and decoration are artifacts, all else belongs to the structure, and the page looks the same', async () => {
  const pdf = await open(await press.pdf(page(body, { faces: ['song-400', 'hei-700'] }), options));
  const content = await (await pdf.getPage(1)).getTextContent({ includeMarkedContent: true });
  const stack: string[] = [];
  const artifacts: string[] = [];
  const structured: string[] = [];
  for (const item of content.items)
    if ('str' in item) {
      if (item.str.trim() === '') continue;
      expect(stack, item.str).not.toEqual([]);
      (stack.includes('Artifact') ? artifacts : structured).push(item.str);
    } else if (item.type === 'endMarkedContent') stack.pop();
    else stack.push((item as { tag?: string }).tag ?? '');
  expect(stack).toEqual([]);
  expect(artifacts.join('').replace(/\s/g, '')).toBe('—1—装饰');
  expect(structured.join('').replace(/\s/g, '')).toBe('标题正文图中字夹');
  await pdf.destroy();
});

test('marks are never put between a path and what is done with it', () => {
  const content = [
    'q',
    '0 0 9 9 re',
    'W n',
    '1 0 0 rg',
    '0 0 m',
    '9 9 l',
    'S',
    'Q',
    '/P <</MCID 0 >>BDC',
    '0 0 1 1 re',
    'f',
    'EMC',
    'BT',
    '<01> Tj',
    'ET',
  ];
  expect(marked(content.join('\n')).split('\n')).toEqual([
    ...['q', '0 0 9 9 re', 'W n', '1 0 0 rg', '/Artifact BMC', '0 0 m', '9 9 l', 'S', 'EMC', 'Q'],
    ...['/P <</MCID 0 >>BDC', '0 0 1 1 re', 'f', 'EMC', '/Artifact BMC', 'BT', '<01> Tj', 'ET', 'EMC'],
  ]);
});
