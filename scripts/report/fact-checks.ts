/** Checks of one number against its quote: its qualifier words, its name, the clause it stands in. */
import type { Message } from '../problem.ts';
import { numerals } from './numbers.ts';
import { nameFit, type Quantity } from './quantity.ts';
import type { Indicator, Qualifier, Span } from './report.ts';

/** What went wrong with one field of an indicator. */
export type Fault = (field: string, code: string, message: Message, hint?: Message) => void;

/** Qualifier words at the number and the indicator's kinds must agree, and the quote must show them. */
export function checkQualifiers(
  text: string,
  stated: readonly Qualifier[],
  quantity: Quantity,
  span: Span,
  field: string,
  fault: Fault,
): void {
  const words: Record<Qualifier, string> = {
    expected: '预计',
    over: '超/突破/破/余/多',
    reach: '迈上/台阶',
    about: '左右/约/近',
    'at-least': '以上/不少于/不低于',
    'at-most': '以内/不超过',
    under: '以下',
  };
  for (const kind of quantity.kinds) {
    if (!stated.includes(kind))
      fault(
        field,
        'D310',
        {
          zh: `报告里这个数带有“${words[kind]}”，数据漏了 ${kind}`,
          en: `in the report this number carries “${words[kind]}”; the data lack ${kind}`,
        },
        {
          zh: `写成 qualifiers: [${[...new Set([...stated, kind])].join(', ')}]`,
          en: `write qualifiers: [${[...new Set([...stated, kind])].join(', ')}]`,
        },
      );
  }
  for (const kind of stated) {
    const there =
      kind === 'expected'
        ? text.slice(span.start, quantity.start).includes('预计')
        : quantity.kinds.includes(kind);
    if (!there)
      fault(field, 'D310', {
        zh: `引文里这个数没有“${words[kind]}”`,
        en: `in the quote this number has no “${words[kind]}”`,
      });
  }
  const left = quantity.start - quantity.before.length;
  const right = quantity.end + quantity.unit.length + quantity.after.length;
  if (left < span.start || right > span.end)
    fault(
      'quote',
      'D311',
      {
        zh: `引文截断了“${text.slice(left, right)}”`,
        en: `the quote cuts “${text.slice(left, right)}” short`,
      },
      { zh: '把限定词写进引文', en: 'let the quote hold the qualifier' },
    );
}

/** The value must be the number that its name fits best, so that swapped siblings are caught. */
export function checkBinding(text: string, indicator: Indicator, quantity: Quantity, fault: Fault): void {
  const own = nameFit(text, quantity.start, quantity.end, indicator.name);
  for (const other of numerals(indicator.span.text)) {
    const start = indicator.span.start + other.start;
    const end = indicator.span.start + other.end;
    if (start === quantity.start || other.kind === 'roman') continue;
    // Of a number with another unit the name must end right before it to count.
    const least = text.startsWith(quantity.unit, end)
      ? 0
      : other.kind === 'chinese'
        ? Number.POSITIVE_INFINITY
        : 300;
    // An elided sibling: the word right before the number is in the name and not in the other's clause (省级创业基地1家、市级2家).
    const tail = text.slice(quantity.start - 2, quantity.start);
    const distinct =
      indicator.name.includes(tail) &&
      !text
        .slice(text.lastIndexOf('、', start - 1), end)
        .slice(-20)
        .includes(tail);
    if (!distinct && nameFit(text, start, end, indicator.name) > Math.max(own, least))
      fault('value', 'D305', {
        zh: `名称“${indicator.name}”更像是在说 ${other.text}，不是 ${quantity.number}${quantity.unit}`,
        en: `the name “${indicator.name}” fits ${other.text} better than ${quantity.number}${quantity.unit}`,
      });
  }
}

/** The clause that ends at an offset. */
export const clauseBefore = (text: string, at: number): string =>
  /[^，。；：、\n]*$/.exec(text.slice(Math.max(0, at - 40), at))?.[0] ?? '';
