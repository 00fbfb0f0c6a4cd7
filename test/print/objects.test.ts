import { describe, expect, it } from 'vitest';
import {
  addObject,
  dictionary,
  identity,
  readObjects,
  streamOf,
  writeObjects,
} from '../../scripts/print/objects.ts';

/** A PDF of objects at given numbers, with what stands between them, and its xref table in sections. */
function written(objects: readonly [number, string][], { gap = '', wrong = 0 } = {}): Buffer {
  let text = '%PDF-1.4\n';
  const rows = objects.map(([number, body]) => {
    const at = text.length + wrong;
    text += `${number} 0 obj\n${body}\nendobj\n${gap}`;
    return `${number} 1\n${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const start = text.length;
  return Buffer.from(
    `${text}xref\n0 1\n0000000000 65535 f \n${rows.join('')}trailer\n<</Size 99 /Root 1 0 R /Info 7 0 R>>\nstartxref\n${start}\n%%EOF`,
    'latin1',
  );
}

const OBJECTS: [number, string][] = [
  [7, '<</Title (endobj)>>'],
  [1, '<</Type /Catalog>>'],
  [12, '<</Length 9>>\nstream\nq\nendobj\n\nendstream'],
];

describe('a plain PDF, taken apart and put together', () => {
  it.each(['', '% room between objects\n'])('has the objects of its table (between them: %j)', (gap) => {
    const pdf = readObjects(written(OBJECTS, { gap }));
    expect([...pdf.objects].map(([number, body]) => [number, body.toString('latin1').trim()])).toEqual(
      OBJECTS,
    );
    expect([pdf.root, pdf.info]).toEqual([1, 7]);
    expect(streamOf(pdf, 12)?.toString('latin1')).toBe('q\nendobj\n');
  });

  it('comes back from what was written, the added one with the next number', () => {
    const pdf = readObjects(written(OBJECTS));
    expect(addObject(pdf, '<</A (\u00e9)>>')).toBe(13);
    const again = readObjects(writeObjects(pdf, identity(pdf)));
    expect([...again.objects.keys()]).toEqual([1, 7, 12, 13]);
    expect(dictionary(again, 13).trim()).toBe('<</A (\u00e9)>>');
    for (const [number, body] of pdf.objects) expect(again.objects.get(number)).toEqual(body);
  });

  it('has an identity that follows from its objects', () => {
    const pdf = readObjects(written(OBJECTS));
    const before = identity(pdf);
    expect(identity(readObjects(written(OBJECTS)))).toBe(before);
    addObject(pdf, '<<>>');
    expect(identity(pdf)).not.toBe(before);
  });

  it('is refused when its table points elsewhere', () => {
    expect(() => readObjects(written(OBJECTS, { wrong: 1 }))).toThrow(/not where the xref table says/);
  });
});
