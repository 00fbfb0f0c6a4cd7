/** bench --peers: the deck beside marp-cli, the booklet beside a bare Chromium, Vivliostyle and Paged.js; and how that is told. */
import { type BookletChildren, type BookletResult, benchBooklet, type PeerBook } from './bench-booklet.ts';
import { benchDeck, type DeckResult } from './bench-deck.ts';
import type { Language } from './command/arguments.ts';
import { type BookPeer, PEER_NAMES } from './peers.ts';
import { openPress } from './print/press.ts';

export interface PeersResult {
  report: string;
  /** Null when marp-cli is not to be had. */
  deck: DeckResult | null;
  booklet: BookletResult;
}

export interface PeersChildren extends BookletChildren {
  /** Makes the deck's products below a folder, without the proof; ms. */
  deck(out: string): number;
}

/** Times everything in one run, each in its own process and with its own browser. `say` hears what is at work. */
export async function benchPeers(
  children: PeersChildren,
  setting: { scratch: string; report: string; runs: number; env: NodeJS.ProcessEnv },
  say: (what: 'booklet' | 'deck') => void,
): Promise<PeersResult> {
  say('booklet');
  const booklet = await benchBooklet(children, setting);
  say('deck');
  const press = await openPress();
  await press.close();
  const deck = benchDeck(children.deck, { ...setting, browser: press.browser });
  return { report: setting.report, deck, booklet };
}

/** The result as people read it. */
export function peersText({ deck, booklet }: PeersResult, lang: Language): string {
  const zh = lang === 'zh';
  const { floor, finished, whole, ratio, pages, characters, numbers } = booklet;
  const held = (extent: { pages: number; characters: number }) =>
    zh
      ? `${extent.pages} 页、${extent.characters} 字`
      : `${extent.pages} pages, ${extent.characters} characters`;
  const lines = [
    zh ? `小册子（${held({ pages, characters })}）` : `booklet (${held({ pages, characters })})`,
    zh
      ? `  地板：只有一个 Chromium 打印排好的 HTML  ${floor} ms`
      : `  floor: one bare Chromium prints the finished HTML  ${floor} ms`,
    zh
      ? `  从排好的 HTML 到 booklet.pdf  ${finished} ms  是地板的 ${ratio} 倍`
      : `  from finished HTML to booklet.pdf  ${finished} ms  ${ratio} × the floor`,
    zh ? `  从报告到 booklet.pdf  ${whole} ms` : `  from the report to booklet.pdf  ${whole} ms`,
    ...(Object.keys(booklet.peers) as BookPeer[]).map(
      (peer) => `  ${bookText(PEER_NAMES[peer], booklet.peers[peer], held, zh)}`,
    ),
    zh
      ? `  三家内容相同；${numbers.counted} 处页码由它们自己求，${numbers.kept} 处页码范围照写`
      : `  the same content; they find ${numbers.counted} page numbers themselves, ${numbers.kept} ranges of pages stand as text`,
  ];
  if (!deck)
    return `${[...lines, zh ? `演示文稿：${missing(PEER_NAMES['marp-cli'], zh)}` : `deck: ${missing(PEER_NAMES['marp-cli'], zh)}`].join('\n')}\n`;
  const { html, pdf, pptx } = deck.marp;
  const made = deck.products.join(zh ? '、' : ', ');
  lines.push(
    zh
      ? `演示文稿（${made}）\n  本工具一次生成  ${deck.ours} ms\n  marp-cli 三次调用：HTML ${html} + PDF ${pdf} + PPTX ${pptx}  ${html + pdf + pptx} ms  是本工具的 ${deck.ratio} 倍`
      : `deck (${made})\n  ours, one call  ${deck.ours} ms\n  marp-cli, three calls: HTML ${html} + PDF ${pdf} + PPTX ${pptx}  ${html + pdf + pptx} ms  ${deck.ratio} × ours`,
  );
  return `${lines.join('\n')}\n`;
}

const missing = (name: string, zh: boolean): string =>
  zh
    ? `缓存里没有 ${name}，也连不上 npm 源，这次不比`
    : `${name} is in no cache and the npm registry cannot be reached: not compared`;

function bookText(
  name: string,
  book: PeerBook,
  held: (extent: { pages: number; characters: number }) => string,
  zh: boolean,
): string {
  if ('failed' in book) {
    if (book.failed === 'unreachable') return missing(name, zh);
    if (book.failed === 'different')
      return zh
        ? `${name} 的页数或文字与本工具相差太多，不比`
        : `${name}: pages or text differ too much: not compared`;
    return zh ? `${name} 没有做成：${book.failed}` : `${name} failed: ${book.failed}`;
  }
  const { time, ratio } = book;
  return zh
    ? `${name}（${held(book)}）  ${time} ms  是从报告起的 ${ratio.whole} 倍、从 HTML 起的 ${ratio.finished} 倍`
    : `${name} (${held(book)})  ${time} ms  ${ratio.whole} × ours from the report, ${ratio.finished} × ours from HTML`;
}
