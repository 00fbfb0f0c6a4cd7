/** Opens a press, tells where it is, and is killed by a signal that cannot be caught (run by lifetime.test.ts). */
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openPress } from '../../scripts/print/press.ts';

const press = await openPress();
const own = readdirSync(tmpdir()).find((name) => name.startsWith(`baogao-press-${process.pid}-`))!;
process.stdout.write(`${JSON.stringify({ pid: press.pid(), folder: path.join(tmpdir(), own) })}\n`, () =>
  process.kill(process.pid, 'SIGKILL'),
);
