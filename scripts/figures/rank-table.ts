/** Places among 全市, 全省, 全国: a table, because the first place would be the shortest bar. */
import type { Drawing, Task } from './drawing.ts';
import { table } from './table.ts';

export function rankTable(task: Task): Drawing {
  return table(task);
}
