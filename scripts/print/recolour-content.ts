/** The colours of one content stream written anew, and overprinting set for text in black ink. */
import { type Rewrite, rewriteContent } from './content.ts';
import type { Rgb } from './inks.ts';
import type { Palette } from './palette.ts';

/** Names of the two states between which text in black ink and all else alternate. */
export const OVER = 'BaogaoOver';
export const KNOCK = 'BaogaoKnock';

interface State {
  fill: string;
  stroke: string;
  fillSpace: string;
  strokeSpace: string;
  over: boolean;
  /** Text rendering mode. */
  mode: string;
}

/** Content with its colours written anew. `refuse` is called for what has no place in the palette. */
export function recoloured(
  content: string,
  palette: Palette,
  spaceOf: (name: string) => string,
  refuse: () => void,
): string {
  const [black, cache] = [operands(palette.of([0, 0, 0])), new Map<string, string>()];
  let state: State = {
    fill: black,
    stroke: black,
    fillSpace: 'DeviceGray',
    strokeSpace: 'DeviceGray',
    over: false,
    mode: '0',
  };
  const stack: State[] = [];

  const inked = (values: readonly string[], space: string): string => {
    const key = `${space} ${values.join(' ')}`;
    const known = cache.get(key);
    if (known !== undefined) return known;
    const fresh = operands(palette.of(rgbOf(values.map(Number), space)));
    const made =
      space === palette.space && palette.space === 'DeviceCMYK' ? operands(values.map(Number)) : fresh;
    cache.set(key, made);
    return made;
  };
  const fill = (values: readonly string[], space: string): string => {
    state.fill = inked(values, space);
    state.fillSpace = space;
    return `${state.fill} ${palette.fill}`;
  };
  const stroke = (values: readonly string[], space: string): string => {
    state.stroke = inked(values, space);
    state.strokeSpace = space;
    return `${state.stroke} ${palette.stroke}`;
  };
  /** A space begins with black. Patterns keep theirs; a tinted one would need colours of its own. */
  const choose =
    (paint: typeof fill, key: 'fillSpace' | 'strokeSpace'): Rewrite =>
    (names) => {
      const space = spaceOf(names[0]!);
      if (space === '') refuse();
      if (space !== 'Pattern')
        return paint(
          space === 'DeviceCMYK' ? ['0', '0', '0', '1'] : space === 'DeviceRGB' ? ['0', '0', '0'] : ['0'],
          space,
        );
      state[key] = space;
      state[key === 'fillSpace' ? 'fill' : 'stroke'] = '';
      return undefined;
    };
  const set =
    (paint: typeof fill, key: 'fillSpace' | 'strokeSpace'): Rewrite =>
    (values) => {
      if (state[key] !== 'Pattern') return paint(values, state[key]);
      if (values.length > 1) refuse();
      return undefined;
    };
  /** Before something is painted: overprinting on or off as it needs. */
  const before = (over: boolean, source: string): string | undefined => {
    if (!palette.overprint || state.over === over) return undefined;
    state.over = over;
    return `/${over ? OVER : KNOCK} gs\n${source}`;
  };
  const shape: Rewrite = (_, source) => before(false, source);
  const show: Rewrite = (_, source) => before(state.fill === black && state.mode === '0', source);
  const drop: Rewrite = () => '';
  const inline: Rewrite = ([dict], source) => {
    if (/\/(?:CS|ColorSpace)\s*\/(?!G\b|DeviceGray\b)/.test(dict!)) refuse();
    return before(false, source);
  };
  const rules = new Map<string, Rewrite>([
    ['rg', (values) => fill(values, 'DeviceRGB')],
    ['RG', (values) => stroke(values, 'DeviceRGB')],
    ['g', (values) => fill(values, 'DeviceGray')],
    ['G', (values) => stroke(values, 'DeviceGray')],
    ['k', (values) => fill(values, 'DeviceCMYK')],
    ['K', (values) => stroke(values, 'DeviceCMYK')],
    ['cs', choose(fill, 'fillSpace')],
    ['CS', choose(stroke, 'strokeSpace')],
    ['sc', set(fill, 'fillSpace')],
    ['scn', set(fill, 'fillSpace')],
    ['SC', set(stroke, 'strokeSpace')],
    ['SCN', set(stroke, 'strokeSpace')],
    ['sh', () => void refuse()],
    ['BI', inline],
    ['q', () => void stack.push({ ...state })],
    [
      'Q',
      () => {
        state = stack.pop() ?? state;
        return undefined;
      },
    ],
  ]);
  if (palette.overprint) {
    for (const name of ['m', 're', 'Do']) rules.set(name, shape);
    for (const name of ['Tj', 'TJ', "'", '"']) rules.set(name, show);
    rules.set('Tr', ([mode]) => {
      state.mode = mode!;
      return undefined;
    });
  }
  if (!palette.tags) for (const name of ['BMC', 'BDC', 'EMC', 'MP', 'DP']) rules.set(name, drop);
  return rewriteContent(content, rules);
}

const rgbOf = (values: readonly number[], space: string): Rgb => {
  const [a = 0, b = 0, c = 0, k = 0] = values;
  if (space === 'DeviceRGB') return [a, b, c];
  if (space === 'DeviceGray') return [a, a, a];
  // As PDF 32000-1, 10.3.5 has it.
  return [a, b, c].map((ink) => 1 - Math.min(1, ink + k)) as unknown as Rgb;
};

const operands = (values: readonly number[]): string =>
  values.map((value) => String(Math.round(value * 1000) / 1000)).join(' ');
