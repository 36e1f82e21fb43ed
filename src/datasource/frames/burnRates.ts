import {
  createDataFrame,
  FieldColorModeId,
  FieldType,
  type DataFrame,
  type QueryResultMetaNotice,
} from '@grafana/data';
import { t } from '@grafana/i18n';
import type { BudgetSeriesRequest } from '../../core/query/budgetSeries';
import type { BurnRates } from '../../core/query/burnRates/judge';
import { burnStep } from '../../core/query/burnRates/plan';
import { formatDuration } from '../../core/window/duration';
import { PLAIN_TEXT } from '../../shared/plainText';
import { absenceNotices } from './absences';
import { nameAmong } from './names';
import { labelsOf, REFERENCE_LINE, withNotices } from './overTime';

/** A frame per SLO and window, and one per SLO with the burn rates above which its pairs fire. */
export function burnRateFrames(refId: string, request: BudgetSeriesRequest, all: readonly BurnRates[]): DataFrame[] {
  const slos = all.map(({ slo }) => slo);
  const frames = all.flatMap((one) => {
    const name = nameAmong(one.slo, slos);
    // One SLO is named by the panel; its windows are what is told apart.
    const named = (text: string) => (all.length === 1 ? text : `${name}: ${text}`);
    return [...lineFrames(refId, one, named), ...thresholdFrames(refId, request, one, named)];
  });
  return withNotices(refId, frames, [...absenceNotices(all), ...worstNotices(request, all)]);
}

function lineFrames(refId: string, { slo, lines }: BurnRates, named: (text: string) => string): DataFrame[] {
  return lines.map(({ windowSeconds, points }) => {
    const window = formatDuration(windowSeconds);
    return createDataFrame({
      refId,
      name: named(window),
      fields: [
        { name: 'time', type: FieldType.time, config: {}, values: points.map(({ timeSeconds }) => timeSeconds * 1000) },
        {
          name: 'burnRate',
          type: FieldType.number,
          labels: { ...labelsOf(slo), window },
          config: { unit: 'x', displayNameFromDS: named(window) },
          values: points.map(({ value }) => value),
        },
      ],
    });
  });
}

/** Pairs of one factor and severity share a line. */
function thresholdFrames(
  refId: string,
  { fromSeconds, toSeconds }: BudgetSeriesRequest,
  { slo, pairs, lines }: BurnRates,
  named: (text: string) => string
): DataFrame[] {
  const distinct = [...new Map(pairs.map((pair) => [`${pair.severity}:${pair.factor}`, pair])).values()];
  if (lines.length === 0 || distinct.length === 0) {
    return [];
  }
  const fields = distinct.map(({ severity, factor }) => {
    const values = { ...PLAIN_TEXT, factor: Number(factor.toPrecision(3)) };
    const text =
      severity === 'page'
        ? t('datasource.burn.page', 'page above {{factor}}', values)
        : t('datasource.burn.ticket', 'ticket above {{factor}}', values);
    return {
      name: 'threshold',
      type: FieldType.number,
      labels: { ...labelsOf(slo), severity, factor: String(factor) },
      config: {
        unit: 'x',
        displayNameFromDS: named(text),
        custom: REFERENCE_LINE,
        color: { mode: FieldColorModeId.Fixed, fixedColor: severity === 'page' ? 'red' : 'orange' },
      },
      values: [factor, factor],
    };
  });
  const times = [fromSeconds * 1000, toSeconds * 1000];
  return [
    createDataFrame({
      refId,
      name: named('thresholds'),
      fields: [{ name: 'time', type: FieldType.time, config: {}, values: times }, ...fields],
    }),
  ];
}

function worstNotices(request: BudgetSeriesRequest, all: readonly BurnRates[]): QueryResultMetaNotice[] {
  const worst = all.flatMap(({ lines }) => lines).filter((line) => line.worst);
  const windows = [...new Set(worst.map(({ windowSeconds }) => windowSeconds))].sort((a, b) => a - b);
  return windows.length === 0
    ? []
    : [
        {
          severity: 'info',
          text: t(
            'datasource.burn.worst',
            'Windows shorter than the {{step}} between two points ({{windows}}) tell the worst burn rate since the point before.',
            {
              ...PLAIN_TEXT,
              step: formatDuration(burnStep(request)),
              windows: windows.map(formatDuration).join(', '),
            }
          ),
        },
      ];
}
