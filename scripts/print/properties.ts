/** What a finished print says of itself, to be said again in what is made of it. */
import { entriesOf } from './entries.ts';
import { dictionary, type PdfObjects, plainText } from './objects.ts';
import type { PdfOptions } from './press.ts';

/** Title, author, subject, language and date of a print of ours (finish.ts). */
export function propertiesOf(pdf: PdfObjects): PdfOptions['meta'] {
  const info = entriesOf(dictionary(pdf, pdf.info));
  const text = (key: string) => plainText(info.get(key) ?? '');
  const [, year, month, day, time] = /^D:(\d{4})(\d\d)(\d\d)(\d{6})?/.exec(text('CreationDate')) ?? [];
  const clock = (time ?? '000000').replace(/(\d\d)(\d\d)(\d\d)/, '$1:$2:$3');
  return {
    title: text('Title'),
    ...(info.has('Author') ? { author: text('Author') } : {}),
    ...(info.has('Subject') ? { subject: text('Subject') } : {}),
    lang: plainText(entriesOf(dictionary(pdf, pdf.root)).get('Lang') ?? '(zh-CN)'),
    date: `${year}-${month}-${day}T${clock}Z`,
  };
}
