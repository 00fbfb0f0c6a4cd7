/** The fields of `sheets:` in report.yaml. */
import { z } from 'zod';
import { said, words } from './schema-types.ts';

/** Papers of a sheet. A4 is always made, from which the others take their content. */
export const SHEET_PAPERS = ['A4', 'A5', 'letter'] as const;
export type SheetPaper = (typeof SHEET_PAPERS)[number];

export const SHEET_LANGUAGES = ['zh', 'en'] as const;
/** Language of a sheet's own labels; what the report says stays as it is. */
export type SheetLang = (typeof SHEET_LANGUAGES)[number];

export const sheetsSchema = z.strictObject({
  papers: z
    .array(z.enum(SHEET_PAPERS))
    .min(1)
    .optional()
    .describe(said('papers besides A4, which is always made', 'A4 之外还做哪些纸张；A4 总是做的')),
  lang: z
    .enum(SHEET_LANGUAGES)
    .optional()
    .describe(
      said(
        'language of the labels on the sheets, zh when not said; the words of the report stay Chinese',
        '单页上标签的语言，不写则为 zh；报告原文不译',
      ),
    ),
  more: z
    .array(
      z.strictObject({
        sections: z
          .array(z.string().regex(/^\d+(\.\d+)*$/))
          .min(1)
          .describe(
            said('parts, sections or items of the report, in any number', '报告的部分、节或条，个数不限'),
          ),
        title: words
          .optional()
          .describe(
            said(
              'name of the sheet, at most 12 characters; that of its only section if left out',
              '单页的名称，至多十二字；只有一节时可不写，用其标题',
            ),
          ),
      }),
    )
    .optional()
    .describe(said('sheets besides those of the topics', '专题之外另做的单页')),
});

/** What report.yaml, or the command line in its place, says of the sheets. */
export type SheetsSpec = z.infer<typeof sheetsSchema>;
