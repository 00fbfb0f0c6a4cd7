/** What proof.json says. Apart from the proof itself, which loads readers of every format. */
import type { Report } from '../report/report.ts';
import type { ProofEntry } from './entry.ts';
import type { Proof } from './proof.ts';

/** proof.json: sorted, without anything that differs from run to run. */
export function proofFile(report: Report, proof: Proof): object {
  const order = (e: ProofEntry) => `${e.product}\u0000${String(e.page ?? 0).padStart(4, '0')}`;
  const numbers = proof.numbers
    .map((e, i) => ({ e, i }))
    .sort((a, b) => (order(a.e) < order(b.e) ? -1 : order(a.e) > order(b.e) ? 1 : a.i - b.i))
    .map(({ e }) => e);
  return {
    report: report.id,
    sha256: report.sha256,
    products: [...proof.products].sort(),
    counts: { numbers: numbers.length, findings: proof.findings.length },
    numbers,
  };
}
