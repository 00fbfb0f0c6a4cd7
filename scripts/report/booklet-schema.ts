/** The fields of `booklet:` in report.yaml. */
import { z } from 'zod';
import { said } from './schema-types.ts';

/** The editions of the booklet, by the names in their files. */
export const BOOKLET_EDITIONS = [
  'reading',
  'a5',
  'large',
  'draft',
  'gray',
  'print',
  'a4-imposed',
  'a5-imposed',
] as const;
export type BookletEdition = (typeof BOOKLET_EDITIONS)[number];

/** Most that pages of a folded sheet may move for every sheet around it, mm: about the thickness of a card. */
export const MOST_CREEP = 0.5;

export const bookletSchema = z.strictObject({
  editions: z
    .array(z.enum(BOOKLET_EDITIONS))
    .min(1)
    .optional()
    .describe(said('which editions are made; all when not said', '做哪几种版本；不写则全做')),
  creep: z
    .number()
    .min(0)
    .max(MOST_CREEP)
    .optional()
    .describe(
      said(
        'of sheets to fold: by how many mm pages move toward the fold for every sheet around them; 80 g paper about 0.1',
        '骑马订拼版：每套一张，版心向折缝移多少毫米；80克纸约0.1',
      ),
    ),
  icc: z
    .string()
    .min(1)
    .optional()
    .describe(
      said(
        'file of the print shop’s CMYK profile, beside report.yaml',
        '印刷厂的 CMYK 特性文件（.icc），与 report.yaml 放在一起',
      ),
    ),
});

/** What the editor chose of the booklet. */
export type BookletChoice = z.infer<typeof bookletSchema>;
