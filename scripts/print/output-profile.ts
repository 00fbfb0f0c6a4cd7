/** A print shop's colour profile (ICC.1:2010, 7.2): what it is made for. */
import { EXIT, ProblemError } from '../problem.ts';

/** A profile as it was given, and its file name for messages. */
export interface IccProfile {
  bytes: Uint8Array;
  name: string;
}

/** Describes the condition that a profile of four inks is for. Throws ProblemError U005 for one that is not for printing in CMYK. */
export function outputCondition({ bytes, name }: IccProfile): string {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tag = (at: number) => (file.length < 132 ? '' : file.toString('latin1', at, at + 4));
  if (tag(36) !== 'acsp' || file.readUInt32BE(0) !== file.length)
    throw refused(name, '不是 ICC 特性文件，或不完整', 'is no ICC profile, or is cut short');
  const space = tag(16).trim();
  if (space !== 'CMYK')
    throw refused(
      name,
      `是 ${space} 的特性文件，印刷要用 CMYK 的`,
      `describes ${space}; printing needs one of CMYK`,
    );
  if (tag(12) !== 'prtr')
    throw refused(
      name,
      `不是印刷输出的特性文件（类型是“${tag(12).trim()}”，应为“prtr”）`,
      `is no profile of an output device (its class is “${tag(12).trim()}”, not “prtr”)`,
    );
  return description(file) ?? name;
}

/** The profile's own description: `desc` (version 2) or `mluc` (version 4). */
function description(file: Buffer): string | undefined {
  for (let i = 0; i < file.readUInt32BE(128); i++) {
    const at = 132 + 12 * i;
    if (file.toString('latin1', at, at + 4) !== 'desc') continue;
    const start = file.readUInt32BE(at + 4);
    const kind = file.toString('latin1', start, start + 4);
    if (kind === 'desc') {
      const length = file.readUInt32BE(start + 8);
      return file.toString('latin1', start + 12, start + 12 + length).replace(/\0.*$/s, '') || undefined;
    }
    if (kind !== 'mluc' || file.readUInt32BE(start + 8) === 0) return undefined;
    const [length, offset] = [file.readUInt32BE(start + 20), file.readUInt32BE(start + 24)];
    const text = Buffer.from(file.subarray(start + offset, start + offset + length));
    return text.swap16().toString('utf16le').replace(/\0.*$/s, '') || undefined;
  }
  return undefined;
}

const refused = (name: string, zh: string, en: string): ProblemError =>
  new ProblemError(
    [
      {
        code: 'U005',
        severity: 'error',
        message: { zh: `${name} ${zh}`, en: `${name} ${en}` },
        hint: {
          zh: '向印刷厂要他们的 CMYK 输出特性文件（.icc），例如 FOGRA39；没有也可以不给',
          en: 'ask the print shop for its CMYK output profile (.icc), FOGRA39 for example; it may also be left out',
        },
      },
    ],
    EXIT.usage,
  );
