/** What a page did that spoils its product, as problems. */
import { EXIT, type Message, type Problem, ProblemError } from '../problem.ts';
import type { Foreign } from './foreign.ts';
import type { Refusal } from './guard.ts';

export function shrunk(name: string, scale: number, elements: readonly string[]): ProblemError {
  const percent = Math.round(scale * 1000) / 10;
  const list = elements.join('; ') || '?';
  return problem('B015', name, {
    zh: `有内容比页面宽，Chromium 会把整份缩到 ${percent}%：${list}`,
    en: `something is wider than its page, Chromium would shrink all to ${percent}%: ${list}`,
  });
}

/** Text that is not set in our faces may look otherwise, or be empty boxes, on the next machine. */
export function strange(name: string, list: readonly Foreign[]): ProblemError {
  const [first] = list;
  const pages = [...new Set(list.map(({ page }) => page))].slice(0, 8).join('、');
  const fonts = [...new Set(list.map(({ font }) => font))].join('、');
  return new ProblemError(
    [
      {
        ...found('B016', name, {
          zh: `第 ${pages} 页有文字不是用随附字体排的（${fonts}）`,
          en: `text on page ${pages} is not set in the faces we ship (${fonts})`,
        }),
        hint: {
          zh: '检查 font-family（页边文字也要写）以及这份文件列出的字体和字重',
          en: 'check font-family (also of margin boxes) and the faces and weights listed for this document',
        },
        where: { product: name, page: first!.page },
      },
    ],
    EXIT.failed,
  );
}

/** What was refused or could not be loaded leaves a hole in the product: an error, not a warning. */
export function complain(name: string, refused: readonly Refusal[], lost: readonly string[]): void {
  const list: Problem[] = [
    ...refused.map(({ url, why }) =>
      found('B012', name, {
        zh: why === 'refused' ? `页面要读取不许读取的内容：${url}` : `页面要的文件读不到：${url}`,
        en:
          why === 'refused'
            ? `the page asked for what it may not load: ${url}`
            : `the page could not load ${url}`,
      }),
    ),
    ...lost.map((face) =>
      found('B014', name, { zh: `字体没有装入：${face}`, en: `a face did not load: ${face}` }),
    ),
  ];
  if (list.length > 0) throw new ProblemError(list, EXIT.failed);
}

const found = (code: string, product: string, message: Message): Problem => ({
  code,
  severity: 'error',
  message,
  where: { product },
});
export const problem = (code: string, product: string, message: Message): ProblemError =>
  new ProblemError([found(code, product, message)], EXIT.failed);
