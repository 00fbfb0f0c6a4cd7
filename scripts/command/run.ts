/** What every command does around its work: language, signals, problems on standard error, exit codes. */
import { EXIT, ProblemError } from '../problem.ts';
import { printProblem } from '../problem-print.ts';
import { languageOf } from './arguments.ts';

export interface CommandContext {
  argv: readonly string[];
  env: NodeJS.ProcessEnv;
  /** Aborted by Ctrl-C, SIGTERM or SIGHUP. */
  signal: AbortSignal;
  stdout(text: string): void;
  stderr(text: string): void;
  color: boolean;
}

/**
 * Runs a command and sets the exit code. Problems are printed (as JSON with --json); anything unexpected keeps its stack. On a signal the work is
 * aborted and gets two seconds to leave nothing behind; the exit code is 130 (143 for SIGTERM, 129 for SIGHUP).
 */
export async function runCommand(work: (context: CommandContext) => Promise<number>): Promise<void> {
  const argv = process.argv.slice(2);
  const lang = languageOf(argv, process.env);
  const abort = new AbortController();
  let interrupted = 0;
  let since = 0;
  for (const [name, code] of [
    ['SIGINT', EXIT.interrupted],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)
    process.on(name, () => {
      // A terminal's Ctrl-C reaches us twice, directly and through the runner above us; only a later one is impatience.
      if (interrupted !== 0 && performance.now() - since > 1000) process.exit(code);
      if (interrupted !== 0) return;
      since = performance.now();
      interrupted = code;
      process.stderr.write(lang === 'zh' ? '\n已中断，正在清理…\n' : '\ninterrupted, cleaning up…\n');
      abort.abort();
      setTimeout(() => process.exit(code), 2000).unref();
    });
  // What was still at work when the signal came fails in its own time.
  process.on('unhandledRejection', (reason) => {
    if (interrupted === 0) throw reason;
  });
  // A reader that has seen enough (| head) is no fault.
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  const color = process.env.FORCE_COLOR ? true : process.stderr.isTTY === true && !process.env.NO_COLOR;
  const context: CommandContext = {
    argv,
    env: process.env,
    signal: abort.signal,
    stdout: (text) => process.stdout.write(text),
    stderr: (text) => process.stderr.write(text),
    color,
  };
  try {
    process.exitCode = await work(context);
  } catch (error) {
    if (interrupted === 0 && error instanceof ProblemError) {
      if (argv.includes('--json'))
        process.stdout.write(`${JSON.stringify({ problems: error.problems }, null, 1)}\n`);
      else process.stderr.write(`${error.problems.map((p) => printProblem(p, lang, color)).join('\n')}\n`);
      process.exitCode = error.exitCode;
    } else if (interrupted === 0) {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      process.exitCode = EXIT.failed;
    }
  }
  if (interrupted !== 0) process.exitCode = interrupted;
}
