/** A QR code as one SVG path: dark squares on a light ground, four modules of quiet zone (ISO/IEC 18004). */
import qrcode from 'qrcode-generator';

/** Light border, modules. */
const QUIET = 4;

/** Which modules are dark, row by row; error correction M, the smallest version that holds the address. */
export function qrModules(address: string): boolean[][] {
  const code = qrcode(0, 'M');
  code.addData(address);
  code.make();
  const size = code.getModuleCount();
  return Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => code.isDark(row, column)),
  );
}

/** The code as inline SVG of `width` px, at most; every module is a whole number of px, so that its edges are sharp and the band keeps whole px. */
export function qrSvg(address: string, width: number): string {
  const modules = qrModules(address);
  const side = modules.length + 2 * QUIET;
  const module = Math.max(1, Math.floor(width / side));
  const squares = modules.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : [])),
  );
  const size = module * side;
  return `<svg class="qr" width="${size}" height="${size}" viewBox="0 0 ${side} ${side}" role="img" aria-label="二维码" shape-rendering="crispEdges"><rect width="${side}" height="${side}" fill="#ffffff"/><path fill="#172b4d" d="${squares.join('')}"/></svg>`;
}
