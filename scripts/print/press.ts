/** The print stage's contract: one Chromium for everything. Knows nothing of reports. */

/** A face we ship: family and weight. */
export type Face =
  | 'song-300'
  | 'song-400'
  | 'song-600'
  | 'song-700'
  | 'song-900'
  | 'hei-400'
  | 'hei-500'
  | 'hei-600'
  | 'hei-700'
  | 'kai-500'
  | 'kai-700';

/** A document on its way to paper or screen. `html` holds the placeholder <!--fonts--> in its head. */
export interface Sheetful {
  /** Product path, for messages: booklet/booklet.pdf */
  name: string;
  html: string;
  faces: readonly Face[];
}

export interface PdfOptions {
  /** Title, author, subject, language and date for Info and XMP. */
  meta: { title: string; author?: string; subject?: string; lang: string; date: string };
  outline?: boolean;
}

export interface Press {
  /** Prints; tagged, outlined, fonts embedded, dates fixed. */
  pdf(doc: Sheetful, options: PdfOptions): Promise<Uint8Array>;
  /** Untagged quick print; gives page (1-based, physical) of every element id that some link points to. */
  pages(doc: Sheetful): Promise<{ pages: Map<string, number>; count: number }>;
  /** Loads once, then applies each state (attributes on elements) and measures. See measure.ts. */
  measure<State, Result>(
    doc: Sheetful,
    states: readonly State[],
    probe: (state: State) => Result,
    until?: (r: Result, s: State) => boolean,
  ): Promise<Result[]>;
  /** PNG of the page or of one element. */
  picture(
    doc: Sheetful,
    options: { width: number; height: number; scale?: number; selector?: string },
  ): Promise<Uint8Array>;
  /** The document with its fonts inside (data: URIs, cut to its characters): a file that opens anywhere. */
  selfContained(doc: Sheetful): Promise<string>;
  close(): Promise<void>;
}
