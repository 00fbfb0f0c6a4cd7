/** What is asked of the long picture on the command line. */
import { EXIT, ProblemError } from '../problem.ts';
import type { Report } from '../report/report.ts';
import { LONGEST_ADDRESS, webAddress } from '../report/web-address.ts';
import type { InfographicAsked } from './account.ts';

/** `--qr https://…` → what is asked. Throws ProblemError U001 for anything but an address of the web. */
export function infographicAskedOf(qr: string | undefined): InfographicAsked {
  if (qr === undefined) return {};
  const address = webAddress(qr);
  if (address !== null) return { qr: address };
  throw new ProblemError(
    [
      {
        code: 'U001',
        severity: 'error',
        message: {
          zh: `--qr 应为 http:// 或 https:// 开头的网址，至多 ${LONGEST_ADDRESS} 个字符，写的是“${qr}”`,
          en: `--qr takes an address beginning with http:// or https:// of at most ${LONGEST_ADDRESS} characters; found “${qr}”`,
        },
      },
    ],
    EXIT.usage,
  );
}

/** The report with what is asked in place of what report.yaml says. */
export const withInfographic = (report: Report, asked: InfographicAsked = {}): Report =>
  asked.qr === undefined
    ? report
    : Object.freeze({ ...report, infographic: { ...report.infographic, qr: asked.qr } });
