declare module 'subset-font' {
  /** Cuts a font (sfnt, woff or woff2) to the characters of `text`, or converts it whole with `keepAllGlyphs`. */
  export default function subsetFont(
    font: Buffer,
    text: string | undefined,
    options?: {
      targetFormat?: 'sfnt' | 'woff' | 'woff2';
      keepAllGlyphs?: boolean;
      noLayoutClosure?: boolean;
      dropTables?: string[];
    },
  ): Promise<Buffer>;
}
