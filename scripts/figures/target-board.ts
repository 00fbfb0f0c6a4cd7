/** A table of targets: what is measured at the left, the number or the report's words at the right. */
import type { Drawing, Task } from './drawing.ts';
import { table } from './table.ts';

export function targetBoard(task: Task): Drawing {
  return table(task);
}
