/** Words of a name that limit what it means: without its level (国家级, 省级) or its hedge (潜在, 备案) it names another thing. */
import type { Fact } from './report.ts';

const LEVELS = /(?:国家|世界|[省市区县镇])级/g;
/** Not yet, or only on paper: 潜在独角兽企业 are no 独角兽企业. */
const HEDGES = ['潜在', '备案', '意向', '在建', '后备', '拟'];

/** Whether words that go with a name have another level than it, or drop its hedge while they keep what it hedges. */
export function limitsLost(said: string, name: string): boolean {
  const [own, found] = [name, said].map((words): string[] => words.match(LEVELS) ?? []) as [
    string[],
    string[],
  ];
  if (own.length > 0 && found.length > 0 && !found.some((level) => own.includes(level))) return true;
  return HEDGES.some((hedge) => {
    const at = name.indexOf(hedge);
    const hedged =
      at < 0
        ? ''
        : name
            .slice(at + hedge.length)
            .replace(/[“”（）()]/g, '')
            .slice(0, 3);
    return hedged.length === 3 && said.includes(hedged) && !said.includes(hedge);
  });
}

/** References of a template whose clause loses the limits of their name: 国家级企业{provincial-firms}. */
export function limitsLostIn(
  template: string,
  facts: ReadonlyMap<string, Fact>,
): { clause: string; name: string }[] {
  return [...template.matchAll(/\{([a-z][a-z0-9.-]*)\}/g)].flatMap((match) => {
    const name = facts.get(match[1] ?? '')?.indicator?.name;
    const clause =
      template
        .slice(0, match.index)
        .split(/[，。；：、}]/)
        .at(-1) ?? '';
    return name !== undefined && limitsLost(clause, name) ? [{ clause, name }] : [];
  });
}
