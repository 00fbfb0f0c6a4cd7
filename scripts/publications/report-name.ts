/** What a report is called in the titles of its publications. */
import type { Report } from '../report/report.ts';

/** 常州市新北区2023年政府工作报告 */
export function reportName({ profile: { region, year, title } }: Pick<Report, 'profile'>): string {
  return `${region ?? ''}${year === null ? '' : `${year}年`}${title}`;
}
