/** Colour spaces of a PDF, as far as they are one of the device's or stand for one by a profile. */
import { entriesOf, resolved } from './entries.ts';
import { dictionary, type PdfObjects } from './objects.ts';

/** Colour spaces by their names in the resources, as far as they are one of the device's or stand for it by a profile. */
export function spacesOf(pdf: PdfObjects, resources: string): (name: string) => string {
  let named: Map<string, string> | undefined;
  return (name) => {
    if (/^\/(?:Device(?:RGB|Gray|CMYK)|Pattern)$/.test(name)) return name.slice(1);
    named ??= entriesOf(resolved(pdf, entriesOf(resolved(pdf, resources)).get('ColorSpace') ?? '<<>>'));
    return deviceOf(pdf, named.get(name.slice(1)) ?? '');
  };
}

/** The device space of a colour space: itself, or that of its profile's channels; '' for another. */
export function deviceOf(pdf: PdfObjects, space: string): string {
  const value = resolved(pdf, space).trim();
  const plain = /^\/(Device(?:RGB|Gray|CMYK))$/.exec(value.replace(/^\[\s*(\S+)\s*\]$/, '$1'));
  if (plain) return plain[1]!;
  const profile = /^\[\s*\/ICCBased (\d+) 0 R\s*\]$/.exec(value);
  const channels = profile ? entriesOf(dictionary(pdf, Number(profile[1]))).get('N') : undefined;
  return { '1': 'DeviceGray', '3': 'DeviceRGB', '4': 'DeviceCMYK' }[channels ?? ''] ?? '';
}
