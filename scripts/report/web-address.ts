/** Addresses of the web that a reader is sent to. */

/** Longest address, characters: what a QR code of modules large enough for a phone's camera holds. */
export const LONGEST_ADDRESS = 200;

/**
 * The address as a QR code holds it: of the web (http, https), with a host, in ASCII, at most 200 characters. Null for anything else: another scheme
 * (javascript:, data:), a name and password before the host, blanks, or no address at all.
 */
export function webAddress(text: string): string | null {
  if (!/^https?:\/\/[^\s]+$/i.test(text)) return null;
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return null;
  }
  const plain = url.href;
  const safe = url.hostname !== '' && url.username === '' && url.password === '';
  return safe && plain.length <= LONGEST_ADDRESS ? plain : null;
}
