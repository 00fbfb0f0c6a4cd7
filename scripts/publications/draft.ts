/** 草稿: the mark on every page of an edition published in spite of errors (--draft). */

/** Fixed boxes repeat on every printed page; on screens the mark stays at the top. */
const STYLE = `<style>
html::before{content:"草稿";position:fixed;z-index:9;top:2.5mm;left:50%;transform:translateX(-50%);padding:0 1em;border:1px solid #b3191f;
color:#b3191f;background:#fff;font:500 9pt/1.6 "Baogao Hei",sans-serif;letter-spacing:.3em}
</style>`;

/** The document with the mark on every page. */
export const markDraft = (html: string): string => html.replace('</head>', `${STYLE}</head>`);
