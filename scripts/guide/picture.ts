/** Pictures of the guide: drawings with their text as paths. They need no font of the reader's, load none, and are half as large as with fonts inside. */
import { homedir } from 'node:os';
import { cacheFolder } from '../print/cache.ts';
import { outlineSvg } from '../print/outline.ts';

export async function guidePicture(svg: string): Promise<string> {
  const { env, platform, arch } = process;
  return outlineSvg(svg, await cacheFolder({ env, platform, arch, home: homedir() }));
}
