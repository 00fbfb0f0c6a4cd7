/** Reads a QR code of versions 1–3, error correction M (one block), from its modules: ISO/IEC 18004, byte mode. Without error correction: any wrong module shows. */

/** Dark modules, row by row → the text. Throws where it is no such code. */
export function readQr(modules: readonly (readonly boolean[])[]): string {
  const size = modules.length;
  const version = (size - 17) / 4;
  if (![1, 2, 3].includes(version)) throw new Error(`version ${version}`);
  const dark = (row: number, column: number) => modules[row]?.[column] === true;
  // Format, beside the upper left finder: level, mask.
  const format = [
    ...[0, 1, 2, 3, 4, 5, 7].map((c) => dark(8, c)),
    ...[8, 7, 5, 4, 3, 2, 1, 0].map((r) => dark(r, 8)),
  ];
  const bits = format.reduce((sum, bit) => sum * 2 + Number(bit), 0) ^ 0b101010000010010;
  if (bits >> 13 !== 0) throw new Error('not level M');
  const mask = (bits >> 10) & 7;
  const codewords: number[] = [];
  let value = 0;
  let count = 0;
  for (let right = size - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right = 5;
    for (let i = 0; i < size; i++)
      for (const column of [right, right - 1]) {
        const row = up ? size - 1 - i : i;
        if (isFunction(row, column, size, version)) continue;
        value = value * 2 + Number(dark(row, column) !== masked(mask, row, column));
        if (++count % 8 === 0) {
          codewords.push(value);
          value = 0;
        }
      }
  }
  const stream = codewords.map((c) => c.toString(2).padStart(8, '0')).join('');
  if (stream.slice(0, 4) !== '0100') throw new Error('not in byte mode');
  const length = Number.parseInt(stream.slice(4, 12), 2);
  const bytes = Array.from({ length }, (_, i) => Number.parseInt(stream.slice(12 + i * 8, 20 + i * 8), 2));
  return Buffer.from(bytes).toString('utf8');
}

/** Finders with separators and format, timing, and from version 2 on one alignment pattern. */
function isFunction(row: number, column: number, size: number, version: number): boolean {
  if (row === 6 || column === 6) return true;
  if ((row < 9 && (column < 9 || column >= size - 8)) || (row >= size - 8 && column < 9)) return true;
  const centre = size - 7;
  return version > 1 && Math.abs(row - centre) <= 2 && Math.abs(column - centre) <= 2;
}

function masked(mask: number, i: number, j: number): boolean {
  const rules = [
    (i + j) % 2,
    i % 2,
    j % 3,
    (i + j) % 3,
    (Math.floor(i / 2) + Math.floor(j / 3)) % 2,
    ((i * j) % 2) + ((i * j) % 3),
    (((i * j) % 2) + ((i * j) % 3)) % 2,
    (((i + j) % 2) + ((i * j) % 3)) % 2,
  ];
  return rules[mask] === 0;
}
