/** What the bench measures, each part in a process of its own that loads what the part needs and no more. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { PrintTask } from './bench-booklet.ts';
import { silentProgress } from './command/progress.ts';
import { publicationsAsked } from './edition/products.ts';
import { openPress, type Press } from './print/press.ts';
import { placeTargets } from './print/targets.ts';

/** Draws every figure and writes its data, in a process that has read the report and loaded nothing to draw with; time in ms. */
export async function drawFigures(dir: string): Promise<{ figures: number; time: number }> {
  const { readReport } = await import('./report/read.ts');
  const report = await readReport(dir);
  const began = performance.now();
  const { figureFiles } = await import('./figures/files.ts');
  const made = report.figures.map((spec) => figureFiles(report, spec));
  return { figures: made.length, time: performance.now() - began };
}

/** Makes an edition into `out` without its proof; gives the times of its stages in ms. `over` may put another press over the press. */
export async function buildUnproved(
  report: string,
  out: string,
  env: NodeJS.ProcessEnv,
  {
    over = (press) => press,
    only,
    editions,
  }: { over?: (press: Press) => Press; only?: string | undefined; editions?: string | undefined } = {},
): Promise<Record<string, number>> {
  const { openPress } = await import('./print/press.ts');
  const press = openPress();
  press.catch(() => {}); // told where it is awaited
  try {
    const { bookletAskedOf } = await import('./edition/booklet-asked.ts');
    const { makeEdition } = await import('./edition/edition.ts');
    const { account } = await makeEdition(
      {
        dir: report,
        out,
        publications: publicationsAsked(only),
        booklet: bookletAskedOf({ editions }),
        draft: false,
      },
      {
        press: press.then(over),
        progress: silentProgress,
        now: () => performance.now(),
        env,
        lang: 'zh',
        prove: async (_, products) => ({ numbers: [], findings: [], products: products.map((p) => p.path) }),
      },
    );
    return account.timings;
  } finally {
    await (await press).close();
  }
}

/** Makes booklet.pdf of its finished HTML, as edition/booklet.ts does it: the PrintTask in a file. */
export async function printFinished(file: string): Promise<void> {
  const { doc, options, tops, height, out } = JSON.parse(readFileSync(file, 'utf8')) as PrintTask;
  const press = await openPress();
  try {
    writeFileSync(out, placeTargets(await press.pdf(doc, options), tops, height, options.scale));
  } finally {
    await press.close();
  }
}
