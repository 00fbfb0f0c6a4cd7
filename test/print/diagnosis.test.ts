import path from 'node:path';
import { expect, test } from 'vitest';
import { realEffects } from '../../scripts/print/browser.ts';
import { diagnose } from '../../scripts/print/diagnosis.ts';
import { FACES } from '../../scripts/print/faces.ts';

test('the doctor starts the browser and reads every face', async () => {
  const findings = await diagnose({});
  expect(findings.filter((finding) => finding.state === 'missing')).toEqual([]);
  const browser = findings.find((finding) => finding.subject.en === 'browser');
  expect(browser?.facts).toMatchObject({
    version: expect.stringMatching(/^\d+\./),
    started: expect.any(Number),
  });
  const faces = findings.filter((finding) => finding.facts?.face);
  expect(faces.map((finding) => finding.facts?.face)).toEqual(FACES);
  for (const { facts } of faces) {
    expect(facts?.characters).toBeGreaterThan(20_000);
    expect(path.extname(String(facts?.file))).toBe('.ttf');
  }
});

test('what is missing is a finding with a hint, and the rest is still told', async () => {
  const effects = { ...realEffects(), archive: null, home: '/nonexistent', env: {} };
  const findings = await diagnose({}, effects);
  const missing = findings.filter((finding) => finding.state === 'missing');
  expect(missing.map((finding) => finding.subject.en)).toEqual(['browser']);
  expect(missing[0]?.hint?.zh).toContain('apt-get install');
  expect(findings.filter((finding) => finding.facts?.face)).toHaveLength(FACES.length);
});
