/** Marp Markdown to slides: our theme, nothing from elsewhere, nothing in the data that Marp could take for a command. */
import { Marp } from '@marp-team/marp-core';
import type { DeckSize } from '../../report/report.ts';
import { TEMPLATES, templateFile } from '../templates.ts';
import { sizeRules } from './figure-size.ts';
import { fontRules } from './font-files.ts';
import { shaped, slideShape } from './size.ts';

/** Tags and attributes the templates use. What they print of the data is escaped, so nothing else can come up. */
const TAGS = 'a b div img p span sup wbr'.split(' ');
const ATTRIBUTES = [
  ...'alt class href src'.split(' '),
  ...'count datum fact figure folio formula kind label name number ordinal page slide src term words year'
    .split(' ')
    .map((name) => `data-${name}`),
];

/** The theme as one stylesheet: tokens inlined, in the shape asked for. `root`: another folder of templates. */
export function deckTheme(root = TEMPLATES, size: DeckSize | null = null): string {
  const { more } = slideShape(size);
  const theme = [
    '/* @theme baogao */',
    templateFile('shared/tokens.css', root),
    templateFile('deck/theme.css', root),
    sizeRules(more),
  ].join('\n');
  return shaped(theme, size);
}

/** Where Marp tools look when our fonts are not beside the Markdown. */
const SYSTEM_FONTS = `section {
  --song: "Baogao Song", "Noto Serif SC", "Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", SimSun, serif;
  --hei: "Baogao Hei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif;
  --kai: "Baogao Kai", "LXGW WenKai", "Kaiti SC", KaiTi, serif;
}`;

/** The theme for Marp tools, over their default theme or as one of its own (then with its @theme line). */
export const toolTheme = (root = TEMPLATES, size: DeckSize | null = null): string =>
  [
    fontRules(),
    templateFile('deck/marp.css', root),
    deckTheme(root, size).replace(/^\/\* @theme .*\n/, ''),
    SYSTEM_FONTS,
  ].join('\n');

/** Renders Markdown; one HTML `<section id=…>` a slide. `ids` in order. */
export function renderSlides(
  markdown: string,
  theme: string,
  ids: readonly string[],
): { slides: string[]; css: string; comments: string[][] } {
  const marp = new Marp({
    html: Object.fromEntries(TAGS.map((tag) => [tag, ATTRIBUTES])),
    emoji: { unicode: false, shortcode: false },
    math: false,
    slug: false,
    script: false,
    inlineSVG: false,
    cssContainerQuery: false,
    anchor: (index: number) => ids[index] ?? `slide-${index + 1}`,
    markdown: { linkify: false },
  });
  marp.themeSet.default = marp.themeSet.add(theme);
  const { html, css, comments } = marp.render(markdown, { htmlAsArray: true });
  return { slides: html, css, comments };
}

/**
 * Marked markup made safe for a line of Markdown: in the text between the tags every character that Markdown knows becomes a
 * reference, so that it comes out as itself.
 */
export function markdownLine(html: string): string {
  return html.replace(/<[^>]*>|[^<]+/g, (piece) =>
    piece.startsWith('<')
      ? piece
      : piece.replace(/&#?\w+;|[\\*_[\]()|#~!^$:@+\-.>]/g, (c) =>
          c.length > 1 ? c : `&#${c.charCodeAt(0)};`,
        ),
  );
}

/** A speaker note as a comment that no tool takes for directives, and that ends where we end it. */
export function noteComment(sentences: readonly string[]): string {
  const lines = sentences.map((s) => s.replaceAll(/\s*\n\s*/g, ' ').replaceAll('--', '-\u200b-'));
  // The first line is no YAML mapping, so that a note like “class: x” is never a directive.
  return `<!--\n讲稿\n${lines.map((l) => `\u200b${l}`).join('\n')}\n-->`;
}

/**
 * Front matter. `style`: CSS over the default theme, as Marp tools need it: a theme file beside the Markdown is ignored by them until
 * someone tells them of it. Without it: our own theme (deck.html).
 */
export function frontMatter(title: string, style?: string): string {
  return [
    '---',
    'marp: true',
    `theme: ${style === undefined ? 'baogao' : 'default'}`,
    'paginate: true',
    'lang: zh-CN',
    `title: ${JSON.stringify(title)}`,
    // A literal block of YAML: every line stands as it is.
    ...(style === undefined
      ? []
      : ['style: |', ...style.split('\n').map((line) => (line === '' ? '' : `  ${line}`))]),
    '---',
  ].join('\n');
}
