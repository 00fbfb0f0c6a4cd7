import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { readZip, writeZip } from '../../scripts/print/zip.ts';

const time = new Date('2023-01-03T04:05:06Z');
const files: [string, string | Uint8Array][] = [
  ['a.xml', '<a>字</a>'.repeat(500)],
  ['b/空.txt', ''],
  ['b/c.bin', Uint8Array.from({ length: 300 }, (_, i) => i % 256)],
];

describe('zip', () => {
  it('another reader finds every file, its bytes, its time and the order', async () => {
    const zip = await JSZip.loadAsync(await writeZip(files, time), { checkCRC32: true });
    expect(Object.keys(zip.files)).toEqual(files.map(([name]) => name));
    for (const [name, content] of files) {
      const file = zip.file(name);
      expect(await file?.async('nodebuffer')).toEqual(Buffer.from(content as string));
      expect(file?.date.toISOString()).toBe('2023-01-03T04:05:06.000Z');
    }
  });

  it('the same files give the same bytes', async () => {
    expect(await writeZip(files, time)).toEqual(await writeZip(files, time));
  });

  it.each(['STORE', 'DEFLATE'] as const)('reads what JSZip writes by %s', async (compression) => {
    const zip = new JSZip();
    for (const [name, content] of files) zip.file(name, content);
    const read = readZip(await zip.generateAsync({ type: 'uint8array', compression, comment: 'ok' }));
    expect([...read.keys()]).toEqual(files.map(([name]) => name));
    for (const [name, content] of files) expect(read.get(name)).toEqual(Buffer.from(content as string));
  });

  it('refuses what is no archive', () => {
    expect(() => readZip(Buffer.from('%PDF-1.7'))).toThrow('no archive');
  });
});
