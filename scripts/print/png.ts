/** PNG files (W3C Recommendation, 2003): their size, and chunks of text and resolution beside the picture. */
import { inflateSync } from 'node:zlib';

/** What every PNG begins with. */
export const SIGNATURE_BYTES = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const SIGNATURE = SIGNATURE_BYTES.length;
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
  if (!bytes.subarray(0, SIGNATURE).equals(SIGNATURE_BYTES)) throw new Error('no PNG');
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

/** A chunk: length, type, data, checksum. */
export function chunk(type: string, data: Uint8Array): Buffer {
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

/** Its pixels as 0xRRGGBB, rows from the top. Reads what browsers write: 8 bits a channel, RGB or RGBA on white, not interlaced. Throws at others. */
export function pngPixels(png: Uint8Array): { width: number; height: number; pixels: Uint32Array } {
  const { width, height } = pngSize(png);
  const chunks = pngChunks(png);
  const [depth, colours, , , interlace] = chunks[0]?.data.subarray(8) ?? [];
  const channels = colours === 2 ? 3 : colours === 6 ? 4 : 0;
  if (depth !== 8 || channels === 0 || interlace !== 0)
    throw new Error(`PNG of depth ${depth}, colours ${colours}, interlace ${interlace}`);
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  const stride = width * channels;
  const lines = inflateSync(packed, { maxOutputLength: (stride + 1) * height });
  if (lines.length !== (stride + 1) * height) throw new Error('PNG with lines missing');
  const pixels = new Uint32Array(width * height);
  const nothing = Buffer.alloc(stride);
  let above: Uint8Array = nothing;
  for (let y = 0; y < height; y++) {
    const at = y * (stride + 1);
    const filter = lines[at] as number;
    const line = lines.subarray(at + 1, at + 1 + stride);
    // Most lines are their upper neighbours again: nothing is left of them after the filters Up and Paeth.
    if (y > 0 && (filter === 2 || filter === 4) && nothing.equals(line)) {
      line.set(above);
      pixels.copyWithin(y * width, (y - 1) * width, y * width);
    } else {
      unfilter(filter, line, above, channels);
      pack(line, channels, pixels, y * width);
    }
    above = line;
  }
  return { width, height, pixels };
}

/** The pixels of a line from its bytes, what shines through on white. */
function pack(line: Uint8Array, channels: number, pixels: Uint32Array, at: number): void {
  let to = at;
  for (let from = 0; from < line.length; from += channels) {
    const r = line[from] as number;
    const g = line[from + 1] as number;
    const b = line[from + 2] as number;
    const full = channels === 3 ? 255 : (line[from + 3] as number);
    if (full === 255) pixels[to] = (r << 16) | (g << 8) | b;
    else {
      const white = (value: number) => Math.round(255 - ((255 - value) * full) / 255);
      pixels[to] = (white(r) << 16) | (white(g) << 8) | white(b);
    }
    to++;
  }
}

/** Undoes a line's filter in place. `above`: the line before, undone; `back`: bytes of a pixel. */
function unfilter(filter: number, line: Uint8Array, above: Uint8Array, back: number): void {
  const n = line.length;
  if (filter === 0) return;
  if (filter === 1) for (let i = back; i < n; i++) line[i] = (line[i] as number) + (line[i - back] as number);
  else if (filter === 2) for (let i = 0; i < n; i++) line[i] = (line[i] as number) + (above[i] as number);
  else if (filter === 3)
    for (let i = 0; i < n; i++) {
      const left = i < back ? 0 : (line[i - back] as number);
      line[i] = (line[i] as number) + ((left + (above[i] as number)) >> 1);
    }
  else if (filter === 4) paeth(line, above, back);
  else throw new Error(`PNG filter ${filter}`);
}

function paeth(line: Uint8Array, above: Uint8Array, back: number): void {
  for (let i = 0; i < line.length; i++) {
    const a = i < back ? 0 : (line[i - back] as number);
    const b = above[i] as number;
    const c = i < back ? 0 : (above[i - back] as number);
    const pa = Math.abs(b - c);
    const pb = Math.abs(a - c);
    const pc = Math.abs(a + b - c - c);
    line[i] = (line[i] as number) + (pa <= pb && pa <= pc ? a : pb <= pc ? b : c);
  }
}
