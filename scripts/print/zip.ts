/** Zip archives (APPNOTE 6.3) by Node's own zlib, on its threads: JSZip does the same in JavaScript on the one that draws. */
import { promisify } from 'node:util';
import { crc32, deflateRaw, inflateRawSync } from 'node:zlib';

/** Signatures: of a file, of its entry in the list, of the end of the list. */
const [LOCAL, ENTRY, END] = [0x04034b50, 0x02014b50, 0x06054b50];
const [STORED, DEFLATED] = [0, 8];
/** The name is UTF-8; of one in ASCII nothing is said. */
const UTF8 = 0x0800;
const deflate = promisify(deflateRaw);

/** The files of an archive by name, in the order of its list; folders are left out. Throws Error for what is no plain archive. */
export function readZip(archive: Uint8Array): Map<string, Buffer> {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const files = new Map<string, Buffer>();
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0) throw new Error('no archive: its list has no end');
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    if (bytes.readUInt32LE(at) !== ENTRY) throw new Error('no archive: its list breaks off');
    const [method, packed] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [nameLength, rest] = [
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32),
    ];
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const local = bytes.readUInt32LE(at + 42);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const data = bytes.subarray(from, from + packed);
    if (method !== STORED && method !== DEFLATED) throw new Error(`${name} is packed by method ${method}`);
    if (!name.endsWith('/')) files.set(name, method === STORED ? data : inflateRawSync(data));
    at += 46 + nameLength + rest;
  }
  return files;
}

/**
 * Whether nothing but the files of its list stands in an archive: each once, one after the other from the first byte on, under the same name in
 * both places, nothing between, before or behind. Of any other, programs that do not go by the list may show something else.
 */
export function isPlainZip(archive: Uint8Array): boolean {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = bytes.length - 22;
  if (end < 0 || bytes.readUInt32LE(end) !== END) return false;
  const list = bytes.readUInt32LE(end + 16);
  const names = new Set<string>();
  let [at, next] = [list, 0];
  while (at + 46 <= end && bytes.readUInt32LE(at) === ENTRY) {
    const [packed, length] = [bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28)];
    const name = bytes.subarray(at + 46, at + 46 + length);
    const own = bytes.subarray(next + 30, next + 30 + length);
    // From the version needed to the length of what stands besides, both say the same.
    const said = [bytes.subarray(at + 6, at + 32), bytes.subarray(next + 4, next + 30)] as const;
    const same = said[0].equals(said[1]) && name.equals(own) && bytes.readUInt32LE(at + 42) === next;
    const besides = bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    if (!same || besides > 0 || bytes.readUInt32LE(next) !== LOCAL) return false;
    names.add(name.toString('latin1'));
    next += 30 + length + packed;
    at += 46 + length;
  }
  const count = bytes.readUInt16LE(end + 10);
  return at === end && next === list && names.size === count && bytes.readUInt16LE(end + 20) === 0;
}

/** An archive of the files in their order, each deflated, all of one time (UTC, 1980 or later). The same files give the same bytes. */
export async function writeZip(
  files: Iterable<readonly [string, string | Uint8Array]>,
  time: Date,
): Promise<Uint8Array> {
  const packed = await Promise.all(
    [...files].map(async ([name, content]) => {
      const data = typeof content === 'string' ? Buffer.from(content) : content;
      return { name: Buffer.from(name), data, deflated: await deflate(data, { level: 6 }) };
    }),
  );
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const { name, data, deflated } of packed) {
    // What an entry of the list and the file itself both say.
    const said = Buffer.alloc(26);
    said.writeUInt16LE(20, 0); // needs version 2.0
    said.writeUInt16LE(name.some((byte) => byte > 0x7e) ? UTF8 : 0, 2);
    said.writeUInt16LE(DEFLATED, 4);
    said.writeUInt16LE(
      (time.getUTCHours() << 11) | (time.getUTCMinutes() << 5) | (time.getUTCSeconds() >> 1),
      6,
    );
    said.writeUInt16LE(
      ((time.getUTCFullYear() - 1980) << 9) | ((time.getUTCMonth() + 1) << 5) | time.getUTCDate(),
      8,
    );
    said.writeUInt32LE(crc32(data), 10);
    said.writeUInt32LE(deflated.length, 14);
    said.writeUInt32LE(data.length, 18);
    said.writeUInt16LE(name.length, 22);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(ENTRY, 0);
    entry.writeUInt16LE(20, 4); // made by version 2.0 of the format, as on DOS
    said.copy(entry, 6);
    entry.writeUInt32LE(at, 42);
    list.push(entry, name);
    const head = Buffer.alloc(4);
    head.writeUInt32LE(LOCAL);
    parts.push(head, said, name, deflated);
    at += 30 + name.length + deflated.length;
  }
  const size = list.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(packed.length, 8);
  end.writeUInt16LE(packed.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...list, end]);
}
