/** indicators.yaml → Indicators and Facts, each checked against its quote, all faults told. */
import type { Message, Problem } from '../problem.ts';
import { factsOf } from './facts.ts';
import { checkPlace, checkShape } from './indicator-checks.ts';
import { checkName, shareWord } from './names.ts';
import { nearest } from './nearest.ts';
import type { Outline } from './outline.ts';
import { findQuote } from './quotes.ts';
import type { Fact, Indicator, Profile } from './report.ts';
import type { IndicatorEntry } from './schema.ts';
import { isLost, type Lost, type YamlFile } from './yaml.ts';

export interface ReadIndicators {
  indicators: Map<string, Indicator>;
  facts: Map<string, Fact>;
  /** Indicators that are written but cannot be used. */
  lost: Lost;
}

export function readIndicators(
  text: string,
  outline: Outline,
  profile: Profile,
  file: YamlFile<IndicatorEntry[]> | undefined,
  problems: Problem[],
): ReadIndicators {
  const indicators = new Map<string, Indicator>();
  const facts = new Map<string, Fact>();
  const entries = file?.value ?? [];
  const lost: Lost = file?.lost === 'all' ? 'all' : new Set(file?.lost);
  const seen = new Set<string>();
  entries.forEach((entry, i) => {
    const fault = (field: string, code: string, message: Message, hint?: Message) =>
      problems.push({
        code,
        severity: 'error',
        message: { zh: `${entry.id}：${message.zh}`, en: `${entry.id}: ${message.en}` },
        at: file?.locate([i, ...field.split('.')]),
        hint,
      });
    if (seen.has(entry.id)) {
      fault(
        'id',
        'D201',
        { zh: '这个编号已经用过', en: 'this id is taken' },
        { zh: '每条指标一个编号', en: 'one id for each indicator' },
      );
      return;
    }
    seen.add(entry.id);
    checkShape(entry, fault);
    const span = findQuote(text, outline, entry, fault);
    if (!span) {
      if (lost !== 'all') (lost as Set<string>).add(entry.id);
      return;
    }
    const typed = entry.text ?? plainSource(file?.sourceOf([i, 'value']));
    const changeTyped = entry.change?.text ?? plainSource(file?.sourceOf([i, 'change', 'value']));
    const indicator: Indicator = {
      ...entry,
      short: entry.short ?? entry.name,
      span,
      ...(typed === undefined ? {} : { text: typed }),
      ...(entry.change === undefined
        ? {}
        : { change: { ...entry.change, ...(changeTyped === undefined ? {} : { text: changeTyped }) } }),
    };
    checkName(text, indicator, fault);
    checkPlace(outline, indicator, profile, fault);
    indicators.set(entry.id, indicator);
    for (const fact of factsOf(text, indicator, fault)) facts.set(fact.ref, fact);
  });
  entries.forEach((entry, i) => {
    if (entry.pair !== undefined && !indicators.has(entry.pair) && !isLost(lost, entry.pair)) {
      const meant = nearest(entry.pair, indicators.keys());
      problems.push({
        code: 'D203',
        severity: 'error',
        message: { zh: `${entry.id}：没有指标 ${entry.pair}`, en: `${entry.id}: no indicator ${entry.pair}` },
        at: file?.locate([i, 'pair']),
        hint: meant ? { zh: `是否指 ${meant}？`, en: `did you mean ${meant}?` } : undefined,
      });
    }
    const [own, other] = [indicators.get(entry.id), indicators.get(entry.pair ?? '')];
    if (own && other && !shareWord(own.name, other.name))
      problems.push({
        code: 'D316',
        severity: 'error',
        message: {
          zh: `${own.id}：“${own.name}”与“${other.name}”不像同一件事`,
          en: `${own.id}: “${own.name}” and “${other.name}” do not look like the same thing`,
        },
        at: file?.locate([i, 'pair']),
        hint: { zh: 'pair 只连同一指标的两个年份', en: 'pair joins two years of one indicator' },
      });
  });
  return { indicators, facts, lost };
}

/** A number typed in YAML as it was typed, when that differs from its plain value: 5.50 */
const plainSource = (source: string | undefined): string | undefined =>
  source !== undefined && /^\d+\.\d*0$/.test(source) ? source : undefined;
