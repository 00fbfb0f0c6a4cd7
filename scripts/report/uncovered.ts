/** Which numbers of a report stand in no indicator: what an indicators.yaml still lacks. */
import { numerals } from './numbers.ts';
import type { Report, Span } from './report.ts';

/** Numbers that measure nothing: ordinals of lists and meetings, dates, names, versions, years of plans. */
const NAME_BEFORE = /(?:[A-Za-z&.+“”‘’《》〔［[]|第|G|S|国务院令|十|届|附件|其中[一二三四]|PM)$/;
const NAME_AFTER = /^(?:年|月|日|号|届|次全会|[．.、）)](?!\d)|[A-Za-z+”]|期工程|期项目|路|道)/;
/** Sizes that sort things instead of measuring them: 10亿级企业, 投资超1亿美元或10亿元以上重大产业项目. */
const THRESHOLD =
  /^(?:[亿万]级|[亿万](?:、\d+[亿万])+级|[亿万]?(?:元|美元)(?:以上)?(?:或\d+[亿万]?(?:元|美元)(?:以上)?)?(?:重大|产业|科技)*(?:项目|企业|成果))/;

/**
 * Arabic numerals of the body and glossary that no indicator states, in order, each with up to eight characters around it.
 * Headings, dates, names, thresholds, list numbers and codes are no measured numbers; Chinese numerals (两支, 百亿) are left to the editor.
 */
export function uncoveredNumbers(report: Report): (Span & { around: string })[] {
  const { text } = report;
  const printed = [...report.facts.values()].flatMap((f) =>
    f.offset === undefined
      ? []
      : [{ start: f.offset, end: f.offset + Math.max(f.number.length, f.before.length) }],
  );
  const headings = [...report.headings.values()].map((h) => h.heading);
  const entries = report.glossary?.terms.map((t) => ({ start: t.entry.start, end: t.term.start })) ?? [];
  const preface = report.preface;
  return numerals(text).flatMap((n) => {
    if (n.kind === 'roman' || n.kind === 'chinese') return [];
    if ([...printed, ...headings, ...entries, ...preface].some((s) => n.start >= s.start && n.end <= s.end))
      return [];
    if (THRESHOLD.test(text.slice(n.end, n.end + 30))) return [];
    if (
      NAME_BEFORE.test(text.slice(Math.max(0, n.start - 4), n.start)) ||
      NAME_AFTER.test(text.slice(n.end, n.end + 4))
    )
      return [];
    return [
      {
        start: n.start,
        end: n.end,
        text: n.text,
        around: text.slice(Math.max(0, n.start - 8), n.end + 8).trim(),
      },
    ];
  });
}
