/** Letters of lines, for what a print shop reads beside the page: no font has to hold them. */

/** Polylines on a grid 4 wide and 6 high, each point two digits (x, y); capitals, digits and signs, m in its small form. */
const LETTERS: Readonly<Record<string, string>> = {
  0: '01 10 30 41 45 36 16 05 01',
  1: '14 26 20',
  2: '05 16 36 45 44 00 40',
  3: '05 16 36 45 44 33 13|33 42 41 30 10 01',
  4: '30 36 02 42',
  5: '46 06 03 33 42 41 30 10 01',
  6: '45 36 16 05 01 10 30 41 42 33 13 02',
  7: '06 46 10',
  8: '13 04 05 16 36 45 44 33 13 02 01 10 30 41 42 33',
  9: '01 10 30 41 45 36 16 05 04 13 33 44',
  C: '45 36 16 05 01 10 30 41',
  K: '00 06|46 03 40',
  M: '00 06 23 46 40',
  Y: '06 23 46|23 20',
  m: '00 04|03 14 23 20|23 34 43 40',
  '/': '00 46',
  '+': '03 43|21 25',
  '-': '03 43',
  '×': '01 45|05 41',
  ' ': '',
};

const HEIGHT = 6;
/** From one letter to the next, in units of the grid. */
const STEP = 6;

/** Width of a line of letters `height` high, in the unit of `height`. */
export const strokedWidth = (text: string, height: number): number =>
  Math.max(0, [...text].length * STEP - 2) * (height / HEIGHT);

/** Operators of a PDF content that draw `text` from x, y (its lower left corner, pt), `height` pt high. Throws on a sign it has no letter for. */
export function stroked(text: string, x: number, y: number, height: number): string {
  const unit = height / HEIGHT;
  const point = (pair: string, left: number): string =>
    [x + (left + Number(pair[0])) * unit, y + Number(pair[1]) * unit].map((v) => v.toFixed(2)).join(' ');
  const lines = [...text].flatMap((sign, index) => {
    const letter = LETTERS[sign];
    if (letter === undefined) throw new Error(`no letter of lines for “${sign}”`);
    return letter
      .split('|')
      .filter(Boolean)
      .map((line) =>
        line
          .split(' ')
          .map((pair, at) => `${point(pair, index * STEP)} ${at === 0 ? 'm' : 'l'}`)
          .join(' '),
      );
  });
  return lines.length === 0 ? '' : `${lines.join('\n')}\nS`;
}
