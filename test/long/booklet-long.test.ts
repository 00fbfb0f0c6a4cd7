import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPress, type Press } from '../../scripts/print/press.ts';
import { A4, A5, DRAFT, LARGE } from '../../scripts/publications/booklet/format.ts';
import { readReport } from '../../scripts/report/read.ts';
import type { Report } from '../../scripts/report/report.ts';
import { faultsOf } from '../publications/clean.ts';
import { makeEdition } from '../publications/laid-out.ts';
import { writeOdd } from '../publications/odd-reports.ts';

let press: Press;
const dir = mkdtempSync(path.join(tmpdir(), 'baogao-long-'));
beforeAll(async () => {
  press = await openPress();
});
afterAll(async () => {
  await press?.close();
  rmSync(dir, { recursive: true, force: true });
});

describe.each([A4, A5, LARGE, DRAFT])('the booklet, $id,', (format) => {
  it('of 40,000 characters is clean', async () => {
    const made = await makeEdition(press, writeOdd(dir, 'long', { length: 40_000 }), format);
    expect(made.report.text.length).toBeGreaterThan(40_000);
    expect(await faultsOf(made, format, press)).toEqual([]);
  });

  it('of forty figures, most of them without a topic, is clean', async () => {
    const report = await readReport(path.resolve('data/xinbei-2023'));
    const topics = report.topics.slice(0, 2);
    const kept = new Set<string | null>([...topics.map((t) => t.id), 'overview']);
    const figures = report.figures
      .slice(0, 40)
      .map((figure) => (kept.has(figure.topic) ? figure : { ...figure, topic: null }));
    const made = await makeEdition(press, { ...report, topics, figures } as Report, format);
    expect(await faultsOf(made, format, press)).toEqual([]);
  });

  it('of the report is clean', async () => {
    const made = await makeEdition(press, path.resolve('data/xinbei-2023'), format);
    expect(await faultsOf(made, format, press)).toEqual([]);
  });
});
