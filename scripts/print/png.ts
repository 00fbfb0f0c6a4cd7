/** PNG files (W3C Recommendation, 2003): their size, and chunks of text and resolution beside the picture. */

const SIGNATURE = 8;
const HEADER = 25;

/** Width and height in px. */
export function pngSize(png: Uint8Array): { width: number; height: number } {
  const view = new DataView(png.buffer, png.byteOffset);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** The picture with texts by keyword (Latin-1), and how many px stand for an inch, which decides its size on paper. */
export function withChunks(
  png: Uint8Array,
  { texts, perInch }: { texts: Readonly<Record<string, string>>; perInch: number },
): Uint8Array {
  const perMetre = Buffer.alloc(9);
  perMetre.writeUInt32BE(Math.round(perInch / 0.0254), 0);
  perMetre.writeUInt32BE(Math.round(perInch / 0.0254), 4);
  perMetre[8] = 1;
  const chunks = [
    chunk('pHYs', perMetre),
    ...Object.entries(texts).map(([key, text]) => chunk('tEXt', Buffer.from(`${key}\0${text}`, 'latin1'))),
  ];
  const head = SIGNATURE + HEADER;
  return Buffer.concat([png.subarray(0, head), ...chunks, png.subarray(head)]);
}

/** Chunks of a PNG in order. Throws when it is none or broken. */
export function pngChunks(png: Uint8Array): { type: string; data: Buffer }[] {
  const bytes = Buffer.from(png);
  if (bytes.subarray(0, SIGNATURE).toString('latin1') !== '\x89PNG\r\n\x1a\n') throw new Error('no PNG');
  const list: { type: string; data: Buffer }[] = [];
  for (let at = SIGNATURE; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const body = bytes.subarray(at + 4, at + 8 + length);
    if (bytes.readUInt32BE(at + 8 + length) !== crc(body)) throw new Error(`broken chunk at ${at}`);
    list.push({ type: body.subarray(0, 4).toString('latin1'), data: body.subarray(4) });
    at += 12 + length;
  }
  return list;
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc(body), body.length + 4);
  return whole;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, i) => {
  let value = i;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32 as PNG has it (ISO 3309). */
function crc(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (TABLE[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
