import {
  createDataFrame,
  DataFrameType,
  FieldType,
  type DataFrame,
  type Field,
  type QueryResultMetaNotice,
} from '@grafana/data';
import { t } from '@grafana/i18n';
import type { BudgetSeriesRequest } from '../../core/query/budgetSeries';
import type { Latency } from '../../core/query/latency/judge';
import type { LatencyRequest } from '../../core/query/latency/plan';
import { heatmapRows, largestBound, quantileLines, shareLines } from '../../core/query/latency/views';
import { print } from '../../core/promql/print';
import type { Slo } from '../../core/slo/slo';
import { formatDuration } from '../../core/window/duration';
import { PLAIN_TEXT } from '../../shared/plainText';
import {
  absentLatencyWords,
  aboveWords,
  durationWords,
  estimateWords,
  groupWords,
  otherEventsWords,
  quantileWords,
  severalHeatmapsWords,
  slotWords,
  untimedWords,
} from '../latencyWords';
import { tooManyWords } from '../overTimeWords';
import { stateWords } from '../words';
import { nameAmong } from './names';
import { labelsOf, REFERENCE_LINE, withNotices } from './overTime';

type Told = Extract<Latency, { state: 'ok' }>;
type NumberField = Pick<Field<number | null>, 'name' | 'labels' | 'config' | 'values'>;

/** What one kind of view makes of one SLO. */
interface Drawn {
  fields: NumberField[];
  notices: QueryResultMetaNotice[];
  meta?: DataFrame['meta'];
}

/** One frame per SLO that a threshold on a histogram tells. @param untimed how many of those asked for are not among them */
export function latencyFrames(
  refId: string,
  request: LatencyRequest,
  all: readonly Latency[],
  untimed: number
): DataFrame[] {
  const slos = all.map(({ slo }) => slo);
  const told = all.flatMap((one) => (one.state === 'ok' ? [one] : []));
  const drawn = told.map((one) => {
    const name = nameAmong(one.slo, slos);
    return { one, name, ...draw(request, one, name) };
  });
  const frames = drawn
    .filter(({ fields }) => fields.length > 0)
    .map(({ one, name, fields, meta }) =>
      createDataFrame({ refId, name, meta, fields: [timeField(one), ...fields.map(numberField)] })
    );
  const several = request.view === 'heatmap' && frames.length > 1;
  return withNotices(refId, frames, [
    ...absenceNotices(all),
    ...drawn.flatMap(({ notices }) => notices),
    ...drawn.flatMap(({ one, name }) => otherEventsNotices(one, name)),
    ...(several ? [warning(severalHeatmapsWords(frames.length))] : []),
    ...slotNotices(request, told),
    ...(request.view === 'quantiles' && frames.length > 0 ? [info(estimateWords())] : []),
    ...(untimed > 0 ? [info(untimedWords(untimed))] : []),
  ]);
}

function draw(request: LatencyRequest, one: Told, name: string): Drawn {
  switch (request.view) {
    case 'share':
      return share(request, one, name);
    case 'quantiles':
      return quantiles(request, one, name);
    case 'heatmap':
      return heatmap(one);
  }
}

/** Exact shares, with the objective to compare them with. */
function share({ groupBy }: LatencyRequest, one: Told, name: string): Drawn {
  const { slo, histogram, stretch } = one;
  const lines = shareLines(one);
  const within = durationWords(histogram.thresholdBound, unitOf(one));
  const shown = lines.filter(({ missing }) => missing === null);
  const fields = shown.map(({ group, points }) => ({
    name: 'share',
    labels: labelsOfLine(slo, groupBy, group),
    config: {
      unit: 'percentunit',
      displayNameFromDS: t('datasource.latency.share', '{{line}} within {{within}}', {
        ...PLAIN_TEXT,
        line: lineName(name, groupBy, group),
        within,
      }),
    },
    values: [...points],
  }));
  const objective = {
    name: 'objective',
    labels: labelsOf(slo),
    config: {
      unit: 'percentunit',
      displayNameFromDS: t('datasource.sli.objective', '{{slo}}: objective', { ...PLAIN_TEXT, slo: name }),
      custom: REFERENCE_LINE,
    },
    values: Array.from({ length: stretch.slots }, () => slo.objectiveRatio),
  };
  return {
    fields: fields.length === 0 || slo.objectiveRatio === null ? fields : [...fields, objective],
    notices: lines.flatMap(({ group, missing }) =>
      missing === null ? [] : [warning(`${lineName(name, groupBy, group)}: ${stateWords(missing)}`)]
    ),
  };
}

/** For the eye only, with the threshold to compare them with. */
function quantiles({ groupBy }: LatencyRequest, one: Told, name: string): Drawn {
  const { slo, histogram, stretch } = one;
  const unit = unitOf(one);
  const lines = quantileLines(one).map((line) => ({
    ...line,
    name: `${lineName(name, groupBy, line.group)} ${quantileWords(line.ratio)}`,
  }));
  const threshold = {
    name: 'threshold',
    labels: labelsOf(slo),
    config: {
      unit,
      displayNameFromDS: t('datasource.latency.threshold', '{{slo}}: threshold', { ...PLAIN_TEXT, slo: name }),
      custom: REFERENCE_LINE,
    },
    values: Array.from({ length: stretch.slots }, () => histogram.thresholdBound),
  };
  const bound = largestBound(one);
  return {
    fields: [
      ...lines.map((line) => ({
        name: 'quantile',
        labels: { ...labelsOfLine(slo, groupBy, line.group), quantile: String(line.ratio) },
        config: { unit, displayNameFromDS: line.name },
        values: [...line.points],
      })),
      threshold,
    ],
    notices: lines.flatMap((line) =>
      line.above === 0 || bound === null
        ? []
        : [warning(aboveWords(line.name, durationWords(bound, unit), line.above, stretch.slots))]
    ),
  };
}

/**
 * A field per bucket, ascending and not cumulative, as Grafana's heatmap panel wants them. Its first label is the one by
 * which the panel finds the bucket of an exemplar, so there is no other.
 */
function heatmap({ groups }: Told): Drawn {
  const [group] = groups;
  return {
    fields: (group ? heatmapRows(group) : []).map(({ le, counts }) => ({
      name: le,
      labels: { le },
      config: { unit: 'short', displayNameFromDS: le },
      values: [...counts],
    })),
    notices: [],
    meta: { type: DataFrameType.HeatmapRows },
  };
}

function timeField({ stretch: { startSeconds, slotSeconds, slots } }: Told): Field<number> {
  return {
    name: 'time',
    type: FieldType.time,
    config: { interval: slotSeconds * 1000 },
    // A slot is told at its end, as Prometheus tells a rate at the end of its range.
    values: Array.from({ length: slots }, (_, index) => (startSeconds + (index + 1) * slotSeconds) * 1000),
  };
}

function numberField(field: NumberField): Field<number | null> {
  return { ...field, type: FieldType.number };
}

function lineName(name: string, groupBy: string, group: string | null): string {
  return group === null ? name : `${name}, ${groupWords(groupBy, group)}`;
}

function labelsOfLine(slo: Slo, groupBy: string, group: string | null): Record<string, string> {
  return group === null || group === '' ? labelsOf(slo) : { ...labelsOf(slo), [groupBy]: group };
}

/** Durations are in seconds by Prometheus's convention; a metric that says otherwise in its name is believed. */
function unitOf({ histogram }: Told): 's' | 'ms' {
  return /_(ms|millis|milliseconds)(_bucket)?$/.test(histogram.buckets.metric ?? '') ? 'ms' : 's';
}

function absenceNotices(all: readonly Latency[]): QueryResultMetaNotice[] {
  const slos = all.map(({ slo }) => slo);
  const absent = all.flatMap((one) => (one.state === 'absent' ? [one] : []));
  const leftOut = absent.filter(({ absence }) => absence.kind === 'tooMany').length;
  return [
    ...(leftOut === 0 ? [] : [warning(tooManyWords(leftOut))]),
    ...absent
      .filter(({ absence }) => absence.kind !== 'tooMany')
      .map(({ slo, absence }) => warning(absentLatencyWords(nameAmong(slo, slos), absence))),
  ];
}

function otherEventsNotices({ histogram }: Told, name: string): QueryResultMetaNotice[] {
  return histogram.countsSame ? [] : [info(otherEventsWords(name, print(histogram.buckets)))];
}

function slotNotices({ stepSeconds }: BudgetSeriesRequest, told: readonly Told[]): QueryResultMetaNotice[] {
  const texts = told.map(({ stretch: { slotSeconds }, coarser }) =>
    slotWords(formatDuration(slotSeconds), coarser ? formatDuration(stepSeconds) : null)
  );
  return [...new Set(texts)].map(info);
}

function warning(text: string): QueryResultMetaNotice {
  return { severity: 'warning', text };
}

function info(text: string): QueryResultMetaNotice {
  return { severity: 'info', text };
}
