import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { isPlainZip, readZip, writeZip } from '../../scripts/print/zip.ts';

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

  it('is plain only with the files of its list, each once, and nothing else', async () => {
    const plain = Buffer.from(await writeZip(files, time));
    expect(isPlainZip(plain)).toBe(true);
    expect(isPlainZip(await writeZip([], time))).toBe(true);
    const [more, renamed] = [Buffer.from('more'), Buffer.from(plain)];
    renamed.write('z.xml', renamed.indexOf('a.xml'));
    const list = plain.readUInt32LE(plain.length - 6);
    const between = Buffer.concat([plain.subarray(0, list), more, plain.subarray(list)]);
    between.writeUInt32LE(list + more.length, between.length - 6);
    const twice = await writeZip([...files, ...files.slice(0, 1)], time);
    const noted = new JSZip().file('a.xml', 'a').generateAsync({ type: 'uint8array', comment: 'more' });
    for (const other of [
      Buffer.concat([more, plain]),
      Buffer.concat([plain, more]),
      ...[between, renamed, twice, await noted, more],
    ])
      expect(isPlainZip(other)).toBe(false);
  });

  it('refuses what is no archive', () => {
    expect(() => readZip(Buffer.from('%PDF-1.7'))).toThrow('no archive');
  });
});
