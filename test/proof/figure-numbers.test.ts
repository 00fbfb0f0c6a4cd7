import { beforeAll, describe, expect, it } from 'vitest';
import { proveHtml } from '../../scripts/proof/html.ts';
import { knownOf } from '../../scripts/proof/known.ts';
import { readReport } from '../../scripts/report/read.ts';
import type { Report } from '../../scripts/report/report.ts';

let report: Report;
beforeAll(async () => {
  report = await readReport('data/xinbei-2023');
});

const figure = (id: string, number: number | string, of = id) =>
  `<figure id="figure:${id}"><figcaption><p>图<span data-figure-number="${of}">${number}</span></p></figcaption></figure>`;
const prove = (body: string) =>
  proveHtml(`<html><body>${body}</body></html>`, 'booklet/booklet.pdf', knownOf(report));
const codes = (body: string) => prove(body).findings.map((f) => f.code);

describe('numbers of figures', () => {
  it('count from 1 in the order of the document, also where they are pointed to', () => {
    const body = `${figure('a', 1)}${figure('b', 2)}<p>注（图<span data-figure-number="b">2</span>）</p>`;
    expect(codes(body)).toEqual([]);
    expect(prove(body).entries.map((e) => [e.ref, e.text])).toEqual([
      ['figure-number:a', '1'],
      ['figure-number:b', '2'],
      ['figure-number:b', '2'],
    ]);
  });

  it.each([
    ['a wrong number', figure('a', 1) + figure('b', 3)],
    ['the same number twice', figure('a', 1) + figure('b', 1)],
    ['a gap', figure('a', 1) + figure('b', 3) + figure('c', 4)],
    ['the number of another figure', figure('a', 1) + figure('b', 1, 'a')],
    ['a figure that stands twice', figure('a', 1) + figure('b', 2) + figure('a', 1)],
    [
      'two numbers over one figure',
      figure('a', 1).replace('</p>', '、<span data-figure-number="a">1</span></p>'),
    ],
    [
      'no number where others have one',
      `${figure('a', 1)}<figure id="figure:b"><figcaption></figcaption></figure>`,
    ],
    ['a figure that is not there', `${figure('a', 1)}<p>见图<span data-figure-number="x">2</span></p>`],
    ['words around the digits', figure('a', '1甲')],
  ])('%s is refused', (_, body) => {
    expect(codes(body)).toContain('P107');
  });

  it('are not asked of documents that number no figure', () => {
    expect(codes('<figure id="figure:a"><figcaption></figcaption></figure>')).toEqual([]);
  });
});
