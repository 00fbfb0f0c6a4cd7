/** Titles of slides: marked, broken into lines, in the size they need. */
import { type AgendaSlide, type ChallengesSlide, type Line, units } from '../../plan/deck-slide.ts';
import { clauseLines, clauses, lined } from '../clauses.ts';
import { type MarkupContext, verbatimHtml, wordsHtml } from '../markup.ts';

/** Titles of 42 px: 26 characters a line, two lines; longer ones are set smaller. */
const TITLE = { line: 26, opener: 17 };
/** Classes of slides whose title needs a smaller type, characters a line and lines. */
const TITLE_SIZES = [
  { name: '', line: TITLE.line, most: 2 },
  { name: 'title-36', line: 30, most: 2 },
  { name: 'title-28', line: 39, most: 3 },
];
export const OPENER_SIZES = [
  { name: '', line: TITLE.opener, most: 4 },
  { name: 'title-36', line: 20, most: 4 },
  { name: 'title-28', line: 26, most: 5 },
];

/** A title in the size it needs; that it continues stands behind it. */
export function titled(
  context: MarkupContext,
  title: Line | null,
  {
    sizes = TITLE_SIZES,
    continued = false,
  }: { sizes?: typeof TITLE_SIZES; continued?: boolean | undefined } = {},
) {
  const text = title ? lineText(title) + (continued ? '（续）' : '') : '';
  const html = title ? lineHtml(context, title) : '';
  const size = sizes.find(({ line, most }) => clauseLines(text, line) <= most) ?? sizes.at(-1);
  return {
    title: size?.name === '' ? clauses(html) : lined(html, size?.line ?? TITLE.line),
    titleSize: size?.name ?? '',
    twoLines: units(text) > TITLE.line,
  };
}

/** The editor's title in place of the template's, if there is one. */
export const ownTitle = (context: MarkupContext, { title, continued }: AgendaSlide | ChallengesSlide) =>
  title
    ? titled(context, { kind: 'words', words: title }, { continued })
    : { title: null, titleSize: '', twoLines: false };

const lineText = (line: Line) => (line.kind === 'words' ? line.words.text : line.span.text);

/** A line marked as the words or the passage it is. */
export function lineHtml(context: MarkupContext, line: Line): string {
  return line.kind === 'words' ? wordsHtml(line.words) : verbatimHtml(context, line.span, { breaks: true });
}
