/** Words that say whose a number is: places, levels of income and output, populations, and what is measured. They stand in what is said of the numbers below them. */
import { DRAWING } from './claim-words.ts';
import type { FigureCheck } from './figure-task.ts';
import { wordsOfFigure } from './figure-words.ts';
import { words } from './names.ts';
import type { Fact } from './report.ts';
import { clauseOfFact, sentenceOfFact, statedFacts } from './sentences.ts';

/** Of whom, and how it is reckoned. */
const POPULATION = /人均|户均|亩均|地均|农村|城镇|居民|农民|群众|市民|全社会|规上|规模以上|限上|全口径|本级/g;
/** What is measured of firms and places. */
const MEASURE = /(?:总数|总量)(?!\p{Script=Han}{0,2}增)|纳税|利润|产量|营收|进出口|增加值/gu;
/** Groups of provinces and parts of them, which no ending tells. */
const REGION = /长三角|珠三角|京津冀|大湾区|江浙沪|苏南|苏北|苏中|华东|华南|华北|东部|中部|西部|东北/g;
/** A word of two characters or more before 省, 市, 县; 区 ends too many kinds of places (园区, 社区) and counts after a name alone. */
const PLACE = /^\p{Script=Han}{2,3}[省市县区州]$/u;
const KIND =
  /(?:[园社城郊山景库街片校灾牧林湖辖各全该本多省市县]|开发|高新|示范|先行|试验|实验|工业|产业|保税|自贸|集聚|功能|保护|生活|商业|服务|老旧小|小)区$|^[全各本该多][省市县区州]$|^(?:城市|都市|上市|超市|股市|房市|楼市|入市|门市|夜市|省市|集市|菜市|区县|市县)$/;

/** D219 where a word of place, population or measure is said of none of the numbers below it. */
export const checkScopeWords: FigureCheck = (task) => {
  const { context, fault } = task;
  const { profile, text, facts, derived } = context;
  // 常州市新北区 is also called 新北区.
  const region = profile.region ?? '';
  const home = [region, /[^省市县区州]+[省市县区州]$/.exec(region)?.[0], profile.place].flatMap(
    (name) => name || [],
  );
  for (const { path, pieces } of wordsOfFigure(task))
    for (const { text: piece, about } of pieces) {
      const stated = about
        .flatMap((fact) => statedFacts(fact, facts, derived))
        .filter((fact) => fact.indicator);
      if (stated.length === 0) continue;
      // What the report sets in quotation marks is a name: “建区二十周年”.
      const unquoted = piece.replace(/“([^”]+)”/g, (quoted, inner: string) =>
        text.includes(inner) ? '，' : quoted,
      );
      const away = home.reduce((rest, name) => rest.replaceAll(name, '，'), unquoted);
      const measures = DRAWING.test(piece) ? [] : (unquoted.match(MEASURE) ?? []);
      const places = [...placesIn(away), ...(away.match(REGION) ?? [])];
      const scopes = [...(unquoted.match(POPULATION) ?? []), ...measures];
      // Few words are of a scope: what is said of the numbers is looked up for them alone.
      if (places.length + scopes.length === 0) continue;
      const sentences = stated.map((fact) => sentenceOfFact(text, fact));
      const own = stated.map(
        (fact) => `${clauseOfFact(text, fact, facts.values())} ${namesOf(fact)} ${fact.quote}`,
      );
      const wrong =
        places.find((place) => !sentences.some((sentence) => sentence.includes(place))) ??
        scopes.find((word) => !own.some((said) => said.includes(word)));
      if (wrong)
        fault(
          path,
          'D219',
          {
            zh: `“${wrong}”不是这些数的范围：${stated[0]?.label}的原句没有这样说`,
            en: `“${wrong}” is not what these numbers are of: the sentence of ${stated[0]?.label} does not say it`,
          },
          { zh: '用原句里的范围，或不写', en: 'use the scope of the sentence, or none' },
        );
    }
};

/** Names of places in words; the word finder parts 常州 and 市. */
function placesIn(text: string): string[] {
  if (!/[省市县区州]/.test(text)) return []; // finding words takes its time
  const found = words(text);
  return found
    .map((word, i) => (/^[省市县区州]$/.test(word) ? `${found[i - 1] ?? ''}${word}` : word))
    .filter((word) => PLACE.test(word) && text.includes(word) && !KIND.test(word));
}

const namesOf = ({ indicator }: Fact): string =>
  indicator ? [indicator.name, indicator.short, ...indicator.aliases].join(' ') : '';
