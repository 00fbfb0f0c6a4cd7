/** What went wrong, told to people: one shape for every stage, printed by the commands. */

/** A text in the two languages of the tool. Chinese is what users read, English by `--lang en`. */
export interface Message {
  zh: string;
  en: string;
}

/** Where in a source file: line and column start at 1; `length` is in UTF-16 units. */
export interface SourcePosition {
  file: string;
  line: number;
  col: number;
  length?: number;
  /** The source line itself, for the frame. */
  lineText?: string;
}

/** Where in a finished product: product is a path below dist/<report>/, page counts from 1. */
export interface ProductPosition {
  product: string;
  page?: number;
  /** The text found there. */
  text?: string;
}

/**
 * One thing to mend. `code` is stable (D… data, P… proof, F… figure, L… layout, B… browser and fonts, U… usage)
 * and explained by `npm run explain CODE`.
 */
export interface Problem {
  code: string;
  severity: 'error' | 'warning';
  message: Message;
  hint?: Message;
  at?: SourcePosition;
  where?: ProductPosition;
}

/** Exit codes of every command. */
export const EXIT = { done: 0, failed: 1, usage: 2, browser: 3, interrupted: 130 } as const;

/** Problems that end a command: all of them at once, with the exit code they call for. */
export class ProblemError extends Error {
  constructor(
    readonly problems: Problem[],
    readonly exitCode: number = EXIT.usage,
  ) {
    super(problems.map((p) => `${p.code} ${p.message.en}`).join('\n'));
  }
}
