/** Prints one page with all three families and tells its digest (run twice at once by fonts.test.ts). */
import { createHash } from 'node:crypto';
import { openPress } from '../../scripts/print/press.ts';
import { options, page } from './pages.ts';

const press = await openPress();
const faces = ['song-400', 'hei-400', 'kai-500'] as const;
const bytes = await press.pdf(page('<p>同时</p>', { faces }), options);
await press.close();
process.stdout.write(`${createHash('sha256').update(bytes).digest('hex')} ${press.browser.source}\n`);
