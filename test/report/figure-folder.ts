/** Folders that hold one figure, for tests of what a figure may say. */
import type { Problem } from '../../scripts/problem.ts';
import { errorsOf, type Folder, folderOf } from './folder.ts';

const texts = (dir: string): Folder => {
  const { 'report.txt': report = '', 'indicators.yaml': indicators = '' } = folderOf(dir);
  return { 'report.txt': report, 'indicators.yaml': indicators };
};
/** Two reports, so that no rule fits one alone: that of a real district, and the invented one of the guide. */
export const xinbei = texts('data/xinbei-2023');
export const invented = texts('docs/figures');

/** The faults of one figure: `fields` are its lines below kind and topic, `derived` the head of the file. */
export function faultsOf(folder: Folder, kind: string, fields: string, derived = ''): Promise<Problem[]> {
  const lines = fields
    .split('\n')
    .map((line) => `    ${line}\n`)
    .join('');
  const title = /^title:/m.test(fields) ? '' : '    title: 指标\n';
  return errorsOf({
    ...folder,
    'figures.yaml': `${derived}figures:\n  - id: only\n    kind: ${kind}\n    topic: overview\n${title}${lines}`,
  });
}

/** The codes of its faults. */
export const codesOf = async (...given: Parameters<typeof faultsOf>): Promise<string[]> =>
  (await faultsOf(...given)).map(({ code }) => code);
