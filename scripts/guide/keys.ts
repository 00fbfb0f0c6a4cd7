/** The presenter's keys, read from its runtime, and what they do in the words of its help. */
import { readFile } from 'node:fs/promises';
import { packageFile } from '../package.ts';
import type { Message } from '../problem.ts';
import { deckLabels } from '../publications/deck/labels.ts';

export interface KeyHelp {
  /** As the help shows them, several parted by blanks. */
  keys: Message;
  does: Message;
}

/** In the order of the help. Throws when the runtime's table of keys, or the name of an act, is not found. */
export async function presenterKeys(): Promise<KeyHelp[]> {
  const source = await readFile(packageFile('templates/deck/runtime/input.js'), 'utf8');
  const table = /const ACTS = \{\n([\s\S]*?)\n\};/.exec(source)?.[1] ?? '';
  const acts = [...table.matchAll(/^ {2}(\w+): \{.*\bshown: '([^']+)'/gm)];
  if (acts.length === 0) throw new Error('input.js: no table of keys');
  return acts.map(([, act = '', shown = '']): KeyHelp => {
    const said = (lang: 'en' | 'zh') => {
      const { acts: does, space, digits } = deckLabels(lang);
      const name = (does as Readonly<Record<string, string>>)[act];
      if (!name) throw new Error(`labels.ts: nothing is said of ${act}`);
      return { name, keys: shown.replace('{space}', space).replace('{digits}', digits) };
    };
    const [en, zh] = [said('en'), said('zh')];
    return { keys: { en: en.keys, zh: zh.keys }, does: { en: en.name, zh: zh.name } };
  });
}
