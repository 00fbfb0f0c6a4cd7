/** Figures for a report whose editor has chosen none: its growth rates as bars, its first indicators as key figures. */
import type { Fact, FigureRow, FigureSpec, Report } from '../report/report.ts';

/** At most so many rows in a default figure. */
const MOST = 8;
const LEAST = 3;

/**
 * Default figures, empty if there are too few facts. Titles name what is drawn and judge nothing; they are plain words, without
 * numbers, so that nothing in them needs a source.
 */
export function chooseFigures(
  report: Pick<Report, 'indicators' | 'facts' | 'figures' | 'headline' | 'has'>,
): FigureSpec[] {
  if (report.has.figures) return report.figures;
  return [growthRates(report), keyFigures(report)].filter((f): f is FigureSpec => f !== null);
}

function figure(id: string, kind: FigureSpec['kind'], title: string, rows: FigureRow[]): FigureSpec | null {
  if (rows.length < LEAST) return null;
  const words = {
    address: `default#${id}.title`,
    runs: [{ kind: 'text' as const, text: title }],
    text: title,
  };
  return {
    id,
    kind,
    topic: 'overview',
    title: words,
    groups: [{ rows }],
    options: { sort: kind === 'bar' ? 'value' : 'given' },
  };
}

/** Rates of change of the reviewed year, in per cent: one unit, one axis. */
function growthRates(report: Pick<Report, 'indicators' | 'facts'>): FigureSpec | null {
  const rows = [...report.indicators.values()].flatMap((indicator): FigureRow[] => {
    const rate =
      report.facts.get(`${indicator.id}.change`) ??
      (indicator.measure === 'growth' ? report.facts.get(indicator.id) : undefined);
    const level = report.facts.get(indicator.id);
    if (rate?.unit !== '%' || !Number.isFinite(rate.value) || indicator.status !== 'actual') return [];
    return [{ value: rate, ...(level && level !== rate ? { aside: level } : {}) }];
  });
  return figure('growth-rates', 'bar', '主要指标增速', rows.slice(0, MOST));
}

/** Levels of the headline indicators, or of the first ones of the report. */
function keyFigures(report: Pick<Report, 'indicators' | 'facts' | 'headline'>): FigureSpec | null {
  const first = report.headline.length > 0 ? report.headline : [...report.indicators.values()];
  const rows = first.flatMap((indicator): FigureRow[] => {
    const value: Fact | undefined = report.facts.get(indicator.id);
    if (!value || indicator.status !== 'actual' || value.kind !== 'value') return [];
    const change = report.facts.get(`${indicator.id}.change`);
    return [{ value, ...(change ? { aside: change } : {}) }];
  });
  return figure('key-figures', 'key-figures', '主要指标', rows.slice(0, 6));
}
