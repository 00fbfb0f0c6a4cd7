/** The fields of `infographic:` in report.yaml. */
import { z } from 'zod';
import { said, words } from './schema-types.ts';
import { webAddress } from './web-address.ts';

export const infographicSchema = z.strictObject({
  sentence: words
    .optional()
    .describe(
      said(
        'the report in one sentence, at most three lines of 16 characters; composed of the first indicator and its target if left out',
        '一句话概括全篇，至多三行、每行十六字；不写则用首要指标与其目标',
      ),
    ),
  qr: z
    .string()
    .refine((address) => webAddress(address) !== null, {
      message: 'an address beginning with http:// or https://',
    })
    .optional()
    .describe(
      said(
        'web address (http, https) that the QR code at the end leads to; no code if left out',
        '末尾二维码所指的网址（http、https）；不写则没有二维码',
      ),
    ),
});
